import type { Dialect } from '../sniff/records.ts'
import { scanRecord } from './scan-record.ts'

/** A line that is no row. */
export interface RejectedLine {
  /** 1-based, in the file as it is. */
  readonly line: number
  /** The value (from 0) at which it went wrong. */
  readonly value: number
  readonly reason: string
  readonly raw: string
}

export interface ScanHandlers {
  /** The text of a whole record, without its line end; the header is the first. */
  record(text: string, line: number): void
  reject(line: RejectedLine): void
}

function countLineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++
  }
  return count
}

const malformed = '\ufffd'

/**
 * Takes delimited text apart into records that can be read and lines that cannot. A broken line takes no other with it.
 *
 * @param malformedIsBroken whether U+FFFD stands for bytes that could not be decoded
 */
export async function scan(
  pieces: AsyncIterable<string>,
  dialect: Dialect,
  width: number,
  malformedIsBroken: boolean,
  handlers: ScanHandlers,
): Promise<void> {
  let text = ''
  let line = 1
  const consume = (last: boolean): void => {
    let at = 0
    while (at < text.length) {
      const scanned = scanRecord(text, at, dialect, width, last)
      if (scanned === undefined) break
      const { end, textEnd } = scanned
      const raw = text.slice(at, textEnd)
      const broken =
        scanned.broken ??
        (malformedIsBroken && raw.includes(malformed) ? { value: 0, reason: 'bytes that are not in the encoding of the file' } : undefined)
      if (raw === '' && width > 1) {
        // a blank line is no row
      } else if (broken !== undefined) handlers.reject({ line, ...broken, raw })
      else handlers.record(raw, line)
      line += countLineEnds(text, at, end)
      at = end
    }
    text = text.slice(at)
  }
  for await (const piece of pieces) {
    text += piece
    consume(false)
  }
  consume(true)
}
