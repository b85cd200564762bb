import { join } from 'node:path'
import type { CacheEntry } from '../cache.ts'
import { linePattern } from '../log-pattern.ts'
import { sampleFile } from '../sniff/bytes.ts'
import { detectEncoding } from '../sniff/encoding.ts'
import type { ReadContext } from './context.ts'
import { readDelimited } from './csv.ts'
import { csvValue } from './csv-value.ts'
import { nothingIn } from './nothing.ts'
import { keepRejects } from './rejects.ts'
import { textOf } from './text-stream.ts'
import { writeFileBy } from './write-lines.ts'

const malformed = '\ufffd'

/** Writes the values of matching lines as delimited text. A blank line stands where a line did not match, so that lines keep their numbers. */
async function takeApart(context: ReadContext, data: string, rejects: string) {
  const { encoding: asked } = context.options
  const encoding = asked === undefined || asked === 'auto' ? detectEncoding(context.sample.head) : asked
  const pattern = linePattern(context.options.pattern!)
  let [line, matched, rejected, rest] = [0, 0, 0, '']
  await writeFileBy(rejects, (reject) =>
    writeFileBy(data, async (write) => {
      const take = async (lines: readonly string[]) => {
        const [good, bad]: [string[], string[]] = [[], []]
        for (const raw of lines) {
          line++
          const broken = raw.includes(malformed)
          const values = broken ? undefined : pattern.values(raw)
          if (values !== undefined) matched++
          // a lone column cannot hold blank lines: they would be values
          if (values !== undefined || pattern.names.length > 1) good.push(values?.map(csvValue).join(',') ?? '')
          if (values !== undefined || raw.trim() === '') continue
          rejected++
          const reason = broken ? 'bytes that are not in the encoding of the file' : 'the line does not match the pattern'
          bad.push(`${JSON.stringify({ line, column: '', reason, raw })}\n`)
        }
        if (good.length > 0) await write(`${good.join('\n')}\n`)
        if (bad.length > 0) await reject(bad.join(''))
      }
      for await (const piece of textOf(context.path, context.gzip, encoding, false, context.signal, (bytes) =>
        context.onBytes(bytes / 2),
      )) {
        const lines = (rest + piece).split(/\r?\n/)
        rest = lines.pop() ?? ''
        await take(lines)
      }
      if (rest !== '') await take([rest])
    }),
  )
  return { encoding, names: pattern.names, matched, rejected }
}

/** Reads the lines of a log by a pattern into the folder of a cache entry; what does not match goes to the rejects. */
export async function readLog(context: ReadContext, staging: string): Promise<CacheEntry> {
  if (context.sample.head.length === 0) throw nothingIn(context)
  const path = join(staging, 'lines.csv')
  const rejects = join(staging, 'unmatched.jsonl')
  const { encoding, names, matched, rejected } = await takeApart(context, path, rejects)
  if (matched === 0) throw new RangeError(`Cannot read ${JSON.stringify(context.shown)}: none of its ${rejected} lines matches the pattern`)
  const sample = sampleFile(path, false)
  const { pattern: _, ...options } = context.options
  const half = (bytes: number) => context.onBytes(context.size / 2 + bytes / 2)
  const part: ReadContext = {
    ...context,
    path,
    sample,
    gzip: false,
    options: { ...options, encoding: 'utf-8' },
    written: { names },
    onBytes: half,
  }
  const entry = await readDelimited(part, staging)
  if (rejected > 0) await keepRejects(context, rejects, staging)
  const { delimiter: __, ...rest } = entry
  return { ...rest, path: context.path, format: 'log', encoding, rejected }
}
