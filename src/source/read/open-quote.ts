import type { Dialect } from '../sniff/records.ts'
import { textOf } from './text-stream.ts'

/**
 * Whether a delimited file in UTF-8 ends inside a quoted value: the engine's reader then drops the rest of the file from that quote on, and says nothing.
 */
export async function endsInsideQuotes(path: string, gzip: boolean, dialect: Dialect, signal: AbortSignal): Promise<boolean> {
  const [quote, escapedBy, delimiter] = [dialect.quote, dialect.escape, dialect.delimiter].map((mark) => mark.charCodeAt(0))
  const doubled = quote === escapedBy
  let state: 'start' | 'plain' | 'quoted' | 'escaped' | 'closed' = 'start'
  for await (const text of textOf(path, gzip, 'utf-8', false, signal, () => {})) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (state === 'quoted') {
        if (!doubled && code === escapedBy) state = 'escaped'
        else if (code === quote) state = 'closed'
      } else if (state === 'escaped') state = 'quoted'
      else if (code === quote && (state === 'start' || (state === 'closed' && doubled))) state = 'quoted'
      else if (code === delimiter || code === 10 || code === 13) state = 'start'
      else if (code !== 0xfeff || state !== 'start') state = 'plain'
    }
  }
  return state === 'quoted' || state === 'escaped'
}
