import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { EngineError, identifier, textLiteral } from '../../engine/index.ts'
import type { Note } from '../../protocol/index.ts'
import type { CacheEntry } from '../cache.ts'
import { entryFiles } from '../cache.ts'
import type { Encoding, ReadType } from '../options.ts'
import { type SniffedCsv, sniffCsv } from '../sniff/csv.ts'
import { detectEncoding } from '../sniff/encoding.ts'
import { cleanCopy } from './clean-copy.ts'
import type { ReadContext } from './context.ts'
import { type PlainCsv, readCsv, readName } from './csv-sql.ts'
import { mayHoldQuotedLineEnds } from './line-ends.ts'
import { nativeTypes } from './native-types.ts'
import { nothingIn } from './nothing.ts'
import { endsInsideQuotes } from './open-quote.ts'
import { keepRejects } from './rejects.ts'
import { requireTypes } from './require-types.ts'
import { NotInEncoding } from './text-stream.ts'
import { converted, misfitMark, misfits, type Settled } from './text-type-sql.ts'
import { explainText, widen } from './widen.ts'

const wanted: Readonly<Record<ReadType, Settled>> = {
  string: 'text',
  number: 'number',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
}

/** A text file that DuckDB can read as it stands, and what came off it on the way. */
interface Prepared {
  readonly csv: PlainCsv
  readonly encoding: Encoding
  /** Lines that were left out of `csv`, and the JSON lines that hold them. */
  readonly rejected: number
  readonly rejects: string | null
}

/** Reads a delimited text file into the folder of a cache entry. */
export async function readDelimited(context: ReadContext, staging: string): Promise<CacheEntry> {
  const sniffed = sniffCsv(context.sample, context.options, context.tabs, context.written?.names)
  if (sniffed.columns.length === 0) throw nothingIn(context)
  let prepared: Prepared = needsCopy(sniffed) ? await copied(context, sniffed, staging) : await asItStands(context, sniffed, staging)
  let types = await startTypes(context, sniffed, prepared)
  let notes: Note[] = [...sniffed.notes]
  for (let round = 0; ; round++) {
    try {
      const rejected = await writeParquet(context, prepared, sniffed, types, staging)
      if (rejected > 0 && prepared.rejects === null) {
        prepared = await copied(context, sniffed, staging)
        types = await startTypes(context, sniffed, prepared)
        notes = [...sniffed.notes]
        continue
      }
      if (rejected > 0 && !prepared.csv.longLines) {
        // whole records that the reader still refuses are longer than it takes by default
        prepared = { ...prepared, csv: { ...prepared.csv, longLines: true } }
        continue
      }
      if (rejected > 0) throw unreadable(context, rejected)
      return await finish(context, sniffed, prepared, types, notes, staging)
    } catch (error) {
      if (round > 4 || !(error instanceof EngineError) || !error.message.includes(misfitMark)) throw error
      const from = `(SELECT *, row_number() OVER () AS n FROM ${readCsv(prepared.csv)})`
      const widened = await widen(context, sniffed, prepared.encoding, from, types)
      types = widened.types
      notes.push(...widened.notes)
    }
  }
}

function needsCopy(sniffed: SniffedCsv): boolean {
  return sniffed.encoding !== 'utf-8' || sniffed.carriageReturns
}

async function plain(context: ReadContext, sniffed: SniffedCsv, path: string, gzip: boolean): Promise<PlainCsv> {
  const { dialect, header, columns } = sniffed
  const parallel = !gzip && dialect.escape === dialect.quote && !(await mayHoldQuotedLineEnds(path, dialect.quote, context.signal))
  return { path, gzip, dialect, header, width: columns.length, missing: context.options.missing ?? [], parallel, longLines: false }
}

async function asItStands(context: ReadContext, sniffed: SniffedCsv, staging: string): Promise<Prepared> {
  const csv = await plain(context, sniffed, context.path, context.gzip)
  if (!csv.parallel && (await endsInsideQuotes(context.path, context.gzip, sniffed.dialect, context.signal)))
    return copied(context, sniffed, staging)
  return { csv, encoding: 'utf-8', rejected: 0, rejects: null }
}

/** Copies a file that DuckDB cannot read as it stands: another encoding, other line ends, or broken lines. */
async function copied(context: ReadContext, sniffed: SniffedCsv, staging: string): Promise<Prepared> {
  const given = context.options.encoding !== undefined && context.options.encoding !== 'auto'
  let { encoding } = sniffed
  const data = join(staging, 'clean.csv')
  const rejects = join(staging, 'rejects.jsonl')
  const names = sniffed.columns.map((column) => column.name)
  const copy = (strict: boolean) =>
    cleanCopy(
      { path: context.path, gzip: context.gzip, encoding, strict },
      { data, rejects },
      sniffed.dialect,
      names,
      context.signal,
      context.onBytes,
    )
  let rejected: number
  try {
    rejected = await copy(true)
  } catch (error) {
    if (!(error instanceof NotInEncoding)) throw error
    if (given) throw wrongEncoding(context, encoding, error.chunk)
    // the first part was ASCII only: what comes later tells; else a few bytes are broken, and their lines with them
    const ascii = context.sample.head.every((byte) => byte < 0x80)
    if (ascii) encoding = detectEncoding(error.chunk)
    rejected = await copy(false)
  }
  return { csv: await plain(context, sniffed, data, false), encoding, rejected, rejects }
}

function unreadable(context: ReadContext, count: number): RangeError {
  return new RangeError(
    `Cannot read ${JSON.stringify(context.shown)}: ${count} of its records ${count === 1 ? 'is' : 'are'} longer than 64 MB, or not text; no row was left out, so nothing was read`,
  )
}

function wrongEncoding(context: ReadContext, encoding: Encoding, chunk: Uint8Array): Error {
  const likely = detectEncoding(chunk)
  const hint =
    likely === encoding
      ? 'let it be found with { encoding: "auto" }'
      : `it looks like ${likely}: leave the option out, or give { encoding: '${likely}' }`
  return new RangeError(`Cannot read ${JSON.stringify(context.shown)} as ${encoding}: it holds bytes that mean nothing there; ${hint}`)
}

/** The types to try first: the user's, else those of the sample; a column whose sample is empty is looked at as a whole. */
async function startTypes(context: ReadContext, sniffed: SniffedCsv, prepared: Prepared): Promise<Settled[]> {
  const given = context.options.types ?? {}
  const names = sniffed.columns.map((column) => column.name)
  requireTypes(context, names)
  const types = sniffed.columns.map(({ name, type }) => (Object.hasOwn(given, name) ? wanted[given[name]!] : type))
  const unknown = types.flatMap((type, i) => (type === null ? [i] : []))
  if (unknown.length === 0 || context.sample.whole) return types.map((type) => type ?? 'text')
  const order = ['boolean', 'integer', 'number', 'date', 'timestamp', 'timestamptz'] as const
  const counts = unknown.flatMap((i) => [`count(${readName(i)})`, ...order.map((type) => `count_if(${misfits(type, readName(i))})`)])
  const { columns } = await context.engine.query(
    `SELECT ${counts.map((count, k) => `${count} AS k${k}`).join(', ')} FROM ${readCsv(prepared.csv)}`,
    {
      signal: context.signal,
    },
  )
  const found = new Map<number, Settled>()
  unknown.forEach((i, at) => {
    const base = at * (order.length + 1)
    const present = Number(columns[base]![0])
    const fit = order.findIndex((_, k) => Number(columns[base + 1 + k]![0]) === 0)
    found.set(i, present === 0 || fit < 0 ? 'text' : order[fit]!)
  })
  return types.map((type, i) => type ?? found.get(i) ?? 'text')
}

function selection(sniffed: SniffedCsv, types: readonly Settled[]): string {
  return sniffed.columns.map(({ name }, i) => `${converted(types[i]!, readName(i))} AS ${identifier(name)}`).join(', ')
}

/** Writes the typed copy; gives the number of lines that DuckDB could not read. */
async function writeParquet(
  context: ReadContext,
  prepared: Prepared,
  sniffed: SniffedCsv,
  types: readonly Settled[],
  staging: string,
): Promise<number> {
  const rejects = `assay_${randomBytes(6).toString('hex')}`
  const sql = [
    `COPY (SELECT ${selection(sniffed, types)} FROM ${readCsv(prepared.csv, rejects)}) TO ${textLiteral(entryFiles(staging).data)} (FORMAT parquet, COMPRESSION snappy)`,
    `CREATE OR REPLACE TEMP TABLE assay_rejected AS SELECT count(DISTINCT line) AS n FROM ${rejects}`,
    `DROP TABLE ${rejects}`,
    `DROP TABLE ${rejects}_scan`,
    'SELECT n FROM assay_rejected',
  ].join('; ')
  const { columns } = await context.engine.query(sql, {
    signal: context.signal,
    onProgress: (share) => context.onBytes(share * context.size),
  })
  return Number(columns[0]![0])
}

async function finish(
  context: ReadContext,
  sniffed: SniffedCsv,
  prepared: Prepared,
  types: readonly Settled[],
  notes: readonly Note[],
  staging: string,
): Promise<CacheEntry> {
  if (prepared.rejects !== null && prepared.rejected > 0) await keepRejects(context, prepared.rejects, staging)
  const said = new Set(notes.flatMap((note) => (note.code === 'widened' ? [note.column] : [])))
  const nearly = sniffed.columns.flatMap(({ name, nearly: type }, i) =>
    type !== undefined && types[i] === 'text' && !said.has(name) && !Object.hasOwn(context.options.types ?? {}, name)
      ? [[i, type] as const]
      : [],
  )
  const explained = nearly.length === 0 ? [] : await explainText(context, sniffed, prepared.encoding, entryFiles(staging).data, nearly)
  return {
    version: 1,
    path: context.path,
    format: 'csv',
    encoding: prepared.encoding,
    delimiter: sniffed.dialect.delimiter,
    columns: sniffed.columns.map(({ name }, i) => ({ name, ...nativeTypes[types[i]!] })),
    rejected: prepared.rejected,
    notes: [...notes, ...explained],
    fingerprint: '',
  }
}
