import type { Encoding } from '../options.ts'
import type { SniffedCsv } from '../sniff/csv.ts'
import type { ReadContext } from './context.ts'
import { scan } from './scan.ts'
import { textOf } from './text-stream.ts'

/** The lines of the file on which data rows (from 1) start; rejected lines are no rows. Reads as far as the last of them. */
export async function linesOfRows(
  context: ReadContext,
  sniffed: SniffedCsv,
  encoding: Encoding,
  rows: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const first = sniffed.header ? 1 : 0
  const wanted = new Set(rows)
  const lines = new Map<number, number>()
  if (wanted.size === 0) return lines
  const stop = new AbortController()
  const pieces = textOf(context.path, context.gzip, encoding, false, AbortSignal.any([context.signal, stop.signal]), () => {})
  const until = async function* () {
    for await (const piece of pieces) {
      yield piece
      if (lines.size === wanted.size) return
    }
  }
  let row = -first
  await scan(until(), sniffed.dialect, sniffed.columns.length, true, {
    record: (_, line) => {
      row++
      if (wanted.has(row)) lines.set(row, line)
    },
    reject: () => {},
  })
  stop.abort()
  for (const number of wanted) if (!lines.has(number)) lines.set(number, number + first)
  return lines
}
