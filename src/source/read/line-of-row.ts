import type { Encoding } from '../options.ts'
import type { SniffedCsv } from '../sniff/csv.ts'
import type { ReadContext } from './context.ts'
import { scan } from './scan.ts'
import { textOf } from './text-stream.ts'

/** The line of the file on which a data row (from 1) starts; rejected lines are no rows. */
export async function lineOfRow(context: ReadContext, sniffed: SniffedCsv, encoding: Encoding, row: number): Promise<number> {
  const wanted = row + (sniffed.header ? 1 : 0)
  let seen = 0
  let found = 0
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const pieces = textOf(context.path, context.gzip, encoding, false, signal, () => {})
  const until = async function* () {
    for await (const piece of pieces) {
      yield piece
      if (found > 0) return
    }
  }
  await scan(until(), sniffed.dialect, sniffed.columns.length, true, {
    record: (_, line) => {
      if (++seen === wanted) found = line
    },
    reject: () => {},
  })
  stop.abort()
  return found > 0 ? found : wanted
}
