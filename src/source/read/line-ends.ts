import { createReadStream } from 'node:fs'

const [lineFeed, carriageReturn] = [10, 13]

/**
 * Whether a line end may stand inside quotes somewhere in a file: then its parts cannot be read side by side, for nobody can tell from the
 * middle of a file whether a line end there ends a record. Errs on the side of yes.
 */
export async function mayHoldQuotedLineEnds(path: string, quote: string, signal: AbortSignal): Promise<boolean> {
  const mark = quote.charCodeAt(0)
  let inside = false
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
    if (!inside && !chunk.includes(mark)) continue
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]
      if (byte === mark) inside = !inside
      else if (inside && (byte === lineFeed || byte === carriageReturn)) return true
    }
  }
  return inside
}
