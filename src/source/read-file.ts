import { mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, type Field, textLiteral } from '../engine/index.ts'
import { relationOf, type SourceInfo, type Table, tableFrom } from '../table/index.ts'
import { type CacheEntry, cacheFolder, entryFiles, entryName, makeEntry, readEntry, removeStale } from './cache.ts'
import { cacheLimit, hold, prune } from './cache-use.ts'
import { contentHash, endsHash } from './fingerprint.ts'
import { stemOf } from './format.ts'
import type { Located } from './locate.ts'
import type { OpenOptions } from './options.ts'
import { readArrow } from './read/arrow.ts'
import type { ReadContext } from './read/context.ts'
import { readDelimited } from './read/csv.ts'
import { readJson } from './read/json.ts'
import { readLog } from './read/log.ts'
import { parquetFields } from './read/parquet.ts'
import { readSqlite } from './read/sqlite.ts'
import { sampleFile } from './sniff/bytes.ts'

/** What reading a file takes. */
export interface ReadRequest {
  readonly engine: Engine
  /** The path as the user gave it. */
  readonly shown: string
  readonly located: Located
  readonly options: OpenOptions
  readonly signal: AbortSignal
  onBytes(bytes: number): void
  /** Whether the file is one of several that make a table. */
  readonly several?: boolean
}

/** A file as Parquet: itself, or its typed copy. */
export interface FileRead {
  readonly data: string
  readonly fields: readonly Field[]
  /** The file is read where it is, and its types are its own. */
  readonly inPlace: boolean
  readonly source: SourceInfo
  /** The Parquet file of rejected lines, where there are any. */
  readonly rejects: string | null
}

/** Reads a file, unless a typed copy of it is there. */
export async function readFile(request: ReadRequest): Promise<FileRead> {
  const { engine, shown, located, options } = request
  const context = (): ReadContext => ({ ...located, ...request, sample: sampleFile(located.path, located.gzip) })
  if (located.format === 'parquet') {
    const fields = await parquetFields({ engine, shown, path: located.path })
    const fingerprint = await endsHash(located.path, located.size)
    return {
      data: located.path,
      fields,
      inPlace: true,
      source: { path: shown, format: 'parquet', rejected: 0, notes: [], fingerprint },
      rejects: null,
    }
  }
  const { folder, entry } = await cached(located, options, context)
  const { data, rejects } = entryFiles(folder)
  const source = info(engine, shown, entry, rejects)
  return { data, fields: entry.columns as readonly Field[], inPlace: false, source, rejects: entry.rejected === 0 ? null : rejects }
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
  const limit = cacheLimit()
  const cache = keep ? cacheFolder() : passingFolder()
  const { name, path: prefix } = entryName(
    located.path,
    located.size,
    located.modified,
    how.pattern === undefined ? how : { ...how, pattern: String(how.pattern) },
  )
  const folder = join(cache, name)
  const running = reading.get(folder)
  if (running !== undefined) return running
  const work = (async () => {
    const found = keep ? await readEntry(folder) : undefined
    if (found !== undefined) {
      hold(folder)
      return { folder, entry: found }
    }
    const entry = await makeEntry(folder, async (staging) => {
      const { signal } = context()
      const hash = contentHash(located.path, signal)
      hash.catch(() => {})
      const made = await readText(context(), staging)
      for (const left of ['clean.csv', 'rejects.jsonl', 'lines.csv', 'unmatched.jsonl']) await rm(join(staging, left), { force: true })
      return { ...made, fingerprint: await hash }
    })
    if (keep) {
      hold(folder)
      await removeStale(cache, prefix, name)
      await prune(cache, limit)
    }
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
  if (context.format === 'sqlite') return readSqlite(context, staging)
  if (context.format === 'log') return readLog(context, staging)
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
