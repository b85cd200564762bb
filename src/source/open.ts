import { mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, type Field, engine as sharedEngine, textLiteral } from '../engine/index.ts'
import { relationOf, type SourceInfo, type Table, tableFrom } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { type CacheEntry, cacheFolder, entryFiles, entryName, makeEntry, readEntry, removeStale } from './cache.ts'
import { checkOptions } from './check-options.ts'
import { contentHash, endsHash } from './fingerprint.ts'
import { stemOf } from './format.ts'
import { type Located, locate } from './locate.ts'
import type { OpenOptions } from './options.ts'
import { readArrow } from './read/arrow.ts'
import type { ReadContext } from './read/context.ts'
import { readDelimited } from './read/csv.ts'
import { readJson } from './read/json.ts'
import { type ColumnarTable, openParquet, parquetTable } from './read/parquet.ts'
import { sampleFile } from './sniff/bytes.ts'
import type { SourceRow } from './sources.ts'

/**
 * Opens a file as a table: CSV and other delimited text, JSON, JSON lines (each also gzipped), Parquet and Arrow.
 *
 * Encoding, delimiter, header and types are found out from the file. Text files are read once, into a typed copy below `.assay/cache`,
 * and never lose a row to a guess: a value that does not fit its column's type makes the column text, and a note says so; only lines that are
 * structurally broken are left out, and kept in `table.rejects`.
 *
 * @throws RangeError when the file is not there, its format is unknown, or it is not in the encoding given
 * @example
 * const orders = await open('orders.csv')
 * orders.columnNames // ['order_id', 'qty', ...]
 */
export function open<const P extends string>(path: P, options: OpenOptions = {}): Task<Table<SourceRow<P>>> {
  return task(async ({ signal, report }) => {
    checkOptions(options)
    const located = locate(path, options)
    const onBytes = (bytes: number) =>
      report({ done: Math.min(bytes, located.size), total: located.size, unit: 'bytes', message: `reading ${path}` })
    const opened = await openLocated(sharedEngine(), path, located, options, signal, onBytes)
    onBytes(located.size)
    return opened as unknown as Table<SourceRow<P>>
  })
}

async function openLocated(
  engine: Engine,
  shown: string,
  located: Located,
  options: OpenOptions,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Table<object>> {
  const context = (): ReadContext => ({
    ...located,
    engine,
    shown,
    options,
    signal,
    onBytes,
    sample: sampleFile(located.path, located.gzip),
  })
  if (located.format === 'parquet') {
    const table = await openParquet(context())
    return make(engine, shown, table, {
      path: shown,
      format: 'parquet',
      rejected: 0,
      notes: [],
      fingerprint: await endsHash(located.path, located.size),
    })
  }
  const { folder, entry } = await cached(located, options, context)
  const files = entryFiles(folder)
  const table = parquetTable(files.data, entry.columns as readonly Field[])
  return make(engine, shown, table, info(engine, shown, entry, files.rejects))
}

let passing: string | undefined

/** The folder of copies that are gone when this process ends. */
function passingFolder(): string {
  if (passing === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'assay-reading-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    passing = folder
  }
  return passing
}

const reading = new Map<string, Promise<{ folder: string; entry: CacheEntry }>>()

/** The typed copy of a text file, made when there is none; two that ask at once share the work. */
async function cached(located: Located, options: OpenOptions, context: () => ReadContext): Promise<{ folder: string; entry: CacheEntry }> {
  const { cache: keep = true, ...how } = options
  const cache = keep ? cacheFolder() : passingFolder()
  const { name, path: prefix } = entryName(located.path, located.size, located.modified, how)
  const folder = join(cache, name)
  const running = reading.get(folder)
  if (running !== undefined) return running
  const work = (async () => {
    const found = keep ? await readEntry(folder) : undefined
    if (found !== undefined) return { folder, entry: found }
    const entry = await makeEntry(folder, async (staging) => {
      const { signal } = context()
      const hash = contentHash(located.path, signal)
      hash.catch(() => {})
      const made = await readText(context(), staging)
      for (const left of ['clean.csv', 'rejects.jsonl']) await rm(join(staging, left), { force: true })
      return { ...made, fingerprint: await hash }
    })
    if (keep) await removeStale(cache, prefix, name)
    return { folder, entry }
  })()
  reading.set(folder, work)
  try {
    return await work
  } finally {
    reading.delete(folder)
  }
}

function readText(context: ReadContext, staging: string): Promise<CacheEntry> {
  if (context.format === 'csv') return readDelimited(context, staging)
  return context.format === 'arrow' ? readArrow(context, staging) : readJson(context, staging)
}

function info(engine: Engine, shown: string, entry: CacheEntry, rejects: string): SourceInfo {
  return {
    path: shown,
    format: entry.format,
    ...(entry.encoding === undefined ? {} : { encoding: entry.encoding }),
    ...(entry.delimiter === undefined ? {} : { delimiter: entry.delimiter }),
    rejected: entry.rejected,
    notes: entry.notes,
    fingerprint: entry.fingerprint,
    ...(entry.rejected === 0 ? {} : { rejects: relationOf(rejectsTable(engine, shown, rejects)) }),
  }
}

function rejectsTable(engine: Engine, shown: string, path: string): Table<{ line: number; column: string; reason: string; raw: string }> {
  return tableFrom(engine, `SELECT line, "column", reason, raw FROM read_parquet(${textLiteral(path)})`, {
    columns: ['line', 'column', 'reason', 'raw'],
    types: { line: 'integer', column: 'text', reason: 'text', raw: 'text' },
    name: `${stemOf(shown)} rejects`,
  })
}

function make(engine: Engine, shown: string, table: ColumnarTable, source: SourceInfo): Table<object> {
  const { sql, columns, types, rowNumber } = table
  return tableFrom(engine, sql, { columns, types, name: stemOf(shown), rowNumber, source })
}
