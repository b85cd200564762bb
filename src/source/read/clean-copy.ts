import type { Encoding } from '../options.ts'
import type { Dialect } from '../sniff/records.ts'
import { scan } from './scan.ts'
import { textOf } from './text-stream.ts'
import { writeFileBy } from './write-lines.ts'

/** A text file as it is. */
export interface TextFile {
  readonly path: string
  readonly gzip: boolean
  readonly encoding: Encoding
  /** Whether bytes that are not of the encoding throw, or break only their line. */
  readonly strict: boolean
}

/** Where the parts of a text file go. */
export interface CopyTarget {
  readonly data: string
  /** A file of JSON lines: `line column reason raw`. */
  readonly rejects: string
}

/**
 * Copies a delimited text file in UTF-8, with line feeds, without the lines that cannot be read.
 *
 * @returns how many lines were left out
 * @throws NotInEncoding when `strict` and bytes are not of the encoding
 */
export async function cleanCopy(
  from: TextFile,
  to: CopyTarget,
  dialect: Dialect,
  names: readonly string[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<number> {
  let good: string[] = []
  let bad: string[] = []
  let rejected = 0
  const pieces = textOf(from.path, from.gzip, from.encoding, from.strict, signal, onBytes)
  await writeFileBy(to.rejects, (reject) =>
    writeFileBy(to.data, async (write) => {
      const flush = async () => {
        if (good.length > 0) await write(`${good.join('\n')}\n`)
        if (bad.length > 0) await reject(bad.join(''))
        good = []
        bad = []
      }
      const flushed = async function* () {
        for await (const piece of pieces) {
          yield piece
          await flush()
        }
      }
      await scan(flushed(), dialect, names.length, !from.strict, {
        record: (text) => void good.push(text),
        reject: ({ line, value, reason, raw }) => {
          rejected++
          bad.push(`${JSON.stringify({ line, column: names[value] ?? '', reason, raw })}\n`)
        },
      })
      await flush()
    }),
  )
  return rejected
}
