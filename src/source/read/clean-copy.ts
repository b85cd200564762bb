import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Encoding } from '../options.ts'
import type { Dialect } from '../sniff/records.ts'
import { type RejectedLine, scan } from './scan.ts'
import { textOf } from './text-stream.ts'

export interface CleanCopy {
  readonly rejected: number
}

/**
 * Copies a delimited text file in UTF-8, with line feeds, without the lines that cannot be read; those go to a file of JSON lines.
 *
 * @throws NotInEncoding when `strict` and bytes are not of the encoding
 */
export async function cleanCopy(
  from: { readonly path: string; readonly gzip: boolean; readonly encoding: Encoding; readonly strict: boolean },
  to: { readonly data: string; readonly rejects: string },
  dialect: Dialect,
  names: readonly string[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<CleanCopy> {
  const data = createWriteStream(to.data)
  const rejects = createWriteStream(to.rejects)
  let batch: string[] = []
  let rejected = 0
  const pieces = textOf(from.path, from.gzip, from.encoding, from.strict, signal, onBytes)
  const flushed = async function* () {
    for await (const piece of pieces) {
      yield piece
      if (batch.length === 0) continue
      const text = `${batch.join('\n')}\n`
      batch = []
      if (!data.write(text)) await once(data, 'drain')
    }
  }
  try {
    await scan(flushed(), dialect, names.length, !from.strict, {
      record: (text) => void batch.push(text),
      reject: ({ line, value, reason, raw }: RejectedLine) => {
        rejected++
        rejects.write(`${JSON.stringify({ line, column: names[value] ?? '', reason, raw })}\n`)
      },
    })
    if (batch.length > 0) data.write(`${batch.join('\n')}\n`)
    return { rejected }
  } finally {
    data.end()
    rejects.end()
    await Promise.all([data.closed ? undefined : once(data, 'close'), rejects.closed ? undefined : once(rejects, 'close')])
  }
}
