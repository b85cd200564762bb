import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { textLiteral } from '../../engine/index.ts'
import { messageOf, type Task, type TaskControl, task, writeWhole } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { sqlOf } from '../sql.ts'
import { toArrowIPC } from './arrow.ts'

/** Endings of file names, and how the engine is told to write them. */
const formats: readonly (readonly [string, string])[] = [
  ['.csv', 'FORMAT csv, HEADER true'],
  ['.csv.gz', 'FORMAT csv, HEADER true, COMPRESSION gzip'],
  ['.tsv', String.raw`FORMAT csv, HEADER true, DELIMITER '\t'`],
  ['.tsv.gz', String.raw`FORMAT csv, HEADER true, DELIMITER '\t', COMPRESSION gzip`],
  ['.parquet', 'FORMAT parquet, COMPRESSION zstd'],
  ['.jsonl', 'FORMAT json'],
  ['.ndjson', 'FORMAT json'],
  ['.jsonl.gz', 'FORMAT json, COMPRESSION gzip'],
]
const arrowEndings = ['.arrow', '.feather']

/**
 * Writes rows to a file, in the format of its ending, whole or not at all: into a temporary file beside it, flushed, then renamed.
 *
 * @throws RangeError for an ending that is not known
 * @throws Error that names the file when it cannot be written; nothing is left behind then
 */
export function write(r: Relation, path: string): Task<void> {
  const name = basename(path).toLowerCase()
  if (arrowEndings.some((ending) => name.endsWith(ending))) return task((control) => writeArrow(r, path, control))
  const format = formats.filter(([ending]) => name.endsWith(ending)).at(-1)
  if (format === undefined) {
    const endings = [...formats.map(([ending]) => ending), ...arrowEndings].join(', ')
    throw new RangeError(`Cannot write ${JSON.stringify(path)}: the ending tells the format, and there are ${endings}`)
  }
  return task((control) => copyTo(r, path, format[1], control))
}

async function writeArrow(r: Relation, path: string, { signal }: TaskControl): Promise<void> {
  const bytes = toArrowIPC(r, 'file')
  signal.addEventListener('abort', () => bytes.cancel(), { once: true })
  await writeWhole(path, await bytes)
}

async function copyTo(r: Relation, path: string, format: string, { signal, report }: TaskControl): Promise<void> {
  if (r.engine.name !== 'duckdb')
    throw new Error(`Cannot write ${JSON.stringify(path)}: a table on ${r.engine.name} is written there, not here`)
  const folder = resolve(dirname(path))
  const partial = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`)
  try {
    await mkdir(folder, { recursive: true })
    await r.engine.query(`COPY (${sqlOf(r)}) TO ${textLiteral(partial)} (${format})`, {
      signal,
      onProgress: (share) => report({ done: share, total: 1 }),
    })
    await flush(partial)
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    if (signal.aborted) throw error
    throw new Error(`Cannot write ${JSON.stringify(path)}: ${reasonOf(error)}; no part of the file was left behind`, { cause: error })
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOSPC' || code === 'disk') return 'the disk is full'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'the folder may not be written'
  if (code === 'EISDIR') return 'a folder has that name'
  return messageOf(error)
}
