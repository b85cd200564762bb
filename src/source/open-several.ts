import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { columnTypeOf, type Engine, rowsOf, textLiteral } from '../engine/index.ts'
import type { Note } from '../protocol/index.ts'
import { relationOf, type SourceInfo, type Table, tableFrom } from '../table/index.ts'
import { text, unknownColumn } from '../util/index.ts'
import { stemOf } from './format.ts'
import { type Located, locate } from './locate.ts'
import type { OpenOptions } from './options.ts'
import { type PartitionColumn, partitionColumns, partitionsOf } from './partitions.ts'
import { askedFields } from './read/parquet.ts'
import { severalSql } from './read/several-sql.ts'
import { type FileRead, readFile } from './read-file.ts'
import { freeName, type United, unite } from './unite.ts'

/** A progress line for a source of so many bytes. */
type Progress = (shown: string, total: number) => (bytes: number) => void

const atOnce = 3

async function readAll(
  engine: Engine,
  files: readonly string[],
  located: readonly Located[],
  options: (index: number) => OpenOptions,
  signal: AbortSignal,
  onBytes: (index: number, bytes: number) => void,
): Promise<FileRead[]> {
  const out: FileRead[] = []
  let next = 0
  const stop = new AbortController()
  const both = AbortSignal.any([signal, stop.signal])
  const work = async () => {
    for (let i = next++; i < files.length; i = next++) {
      both.throwIfAborted()
      const of = located[i]!
      const request = { engine, shown: files[i]!, located: of, options: options(i), signal: both, several: true }
      out[i] = await readFile({ ...request, onBytes: (bytes) => onBytes(i, bytes) })
      onBytes(i, of.size)
    }
  }
  const workers = Array.from({ length: Math.min(atOnce, files.length) }, work)
  try {
    await Promise.all(workers)
  } catch (error) {
    stop.abort(error)
    await Promise.allSettled(workers)
    throw error
  }
  return out
}

/** Which text columns of which files hold nothing, of those that are of another type elsewhere: their type says nothing. */
async function emptyColumns(engine: Engine, files: readonly FileRead[], signal: AbortSignal): Promise<ReadonlySet<string>> {
  const natives = new Map<string, Set<string>>()
  for (const { fields } of files)
    for (const { name, native } of fields) natives.set(name.toLowerCase(), (natives.get(name.toLowerCase()) ?? new Set()).add(native))
  const empty = new Set<string>()
  for (const [i, { data, fields }] of files.entries()) {
    const unsure = fields.filter(({ name, native }) => native === 'VARCHAR' && natives.get(name.toLowerCase())!.size > 1)
    if (unsure.length === 0) continue
    const counts = unsure.map(({ name }, k) => `count("${name.replaceAll('"', '""')}") AS n${k}`)
    const { columns } = await engine.query(
      `SELECT ${counts.join(', ')} FROM read_parquet(${textLiteral(data)}, hive_partitioning = false)`,
      { signal },
    )
    for (const [k, { name }] of unsure.entries()) if (Number(columns[k]![0]) === 0) empty.add(`${i} ${name.toLowerCase()}`)
  }
  return empty
}

async function united(engine: Engine, shown: readonly string[], files: readonly FileRead[], options: OpenOptions, signal: AbortSignal) {
  const empty = await emptyColumns(engine, files, signal)
  return unite(
    files.map(({ fields, inPlace }, i) => ({
      shown: shown[i]!,
      columns: (inPlace ? askedFields(fields, options.types) : fields).map(({ name, native }) => ({
        name,
        native,
        empty: empty.has(`${i} ${name.toLowerCase()}`),
      })),
    })),
  )
}

/** The columns of a delimited file that are text beside others: read as text from the file, so that nothing of how they are written is lost. */
function asText(file: FileRead, columns: readonly United[], index: number): Record<string, 'string'> {
  if (file.source.format !== 'csv') return {}
  const names = columns.flatMap(({ native, names }) => (native === 'VARCHAR' && names[index] != null ? [names[index]] : []))
  const typed = file.fields.filter(({ name, native }) => names.includes(name) && native !== 'VARCHAR' && native !== 'BIGINT')
  return Object.fromEntries(typed.map(({ name }) => [name, 'string' as const]))
}

async function rowCounts(engine: Engine, files: readonly FileRead[], signal: AbortSignal): Promise<number[]> {
  const list = files.map(({ data }) => textLiteral(data)).join(', ')
  const batch = await engine.query(`SELECT file_name, num_rows FROM parquet_file_metadata([${list}])`, { signal })
  const rows = new Map(rowsOf<{ file_name: string; num_rows: number }>(batch).map((row) => [row.file_name, row.num_rows]))
  return files.map(({ data }) => rows.get(data) ?? 0)
}

function notesOf(shown: readonly string[], files: readonly FileRead[]): Note[] {
  return files.flatMap(({ source }, i) =>
    source.notes.map((note) => ({ ...note, text: text(`${shown[i]}: ${note.text.en}`, `${shown[i]}：${note.text['zh-CN']}`) })),
  )
}

function rejectsOf(engine: Engine, name: string, shown: readonly string[], files: readonly FileRead[]) {
  const parts = files.flatMap(({ rejects }, i) =>
    rejects === null
      ? []
      : [
          `SELECT ${textLiteral(shown[i]!)} AS file, line, "column", reason, raw FROM read_parquet(${textLiteral(rejects)}, hive_partitioning = false)`,
        ],
  )
  if (parts.length === 0) return {}
  const table = tableFrom(engine, parts.join(' UNION ALL '), {
    columns: ['file', 'line', 'column', 'reason', 'raw'],
    types: { file: 'text', line: 'integer', column: 'text', reason: 'text', raw: 'text' },
    name: `${name} rejects`,
  })
  return { rejects: relationOf(table) }
}

/** Whether the engine reads exactly these columns off the folders of a path. */
function partitionedBy(path: string, columns: readonly PartitionColumn[]): boolean {
  const names = partitionsOf(path).map(([name]) => name)
  return columns.length > 0 && names.length === columns.length && columns.every(({ name }, i) => names[i] === name)
}

function requireAsked(options: OpenOptions, columns: readonly United[]): void {
  const names = columns.map(({ name }) => name)
  for (const name of Object.keys(options.types ?? {})) if (!names.includes(name)) throw unknownColumn(name, names, 'give a type to column')
}

function located(shown: string, options: OpenOptions): Located {
  const found = locate(shown, options)
  if (statSync(found.path).isFile()) return found
  throw new RangeError(`Cannot open ${JSON.stringify(shown)}: it is no file`)
}

/** What a table of several files is called: what their names begin with. */
function nameOf(path: string | readonly string[], shown: readonly string[]): string {
  if (typeof path === 'string' && !/[*?[{]/.test(path)) return stemOf(path)
  const stems = shown.map(stemOf)
  let common = stems[0]!
  for (const stem of stems) while (!stem.startsWith(common)) common = common.slice(0, -1)
  return common.replace(/[^\p{L}\p{N}]+$/u, '')
}

/** Opens several files as one table. */
export async function openSeveral(
  engine: Engine,
  path: string | readonly string[],
  shown: readonly string[],
  options: OpenOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<Table<object>> {
  const found = shown.map((one) => located(one, options))
  const total = found.reduce((sum, { size }) => sum + size, 0)
  const done = found.map(() => 0)
  const report = progress(`${shown.length} files`, total)
  const onBytes = (index: number, bytes: number) => {
    done[index] = Math.min(bytes, found[index]!.size)
    report(done.reduce((sum, one) => sum + one, 0))
  }
  let files = await readAll(engine, shown, found, () => options, signal, onBytes)
  let { columns, notes } = await united(engine, shown, files, options, signal)
  const texts = files.map((file, i) => asText(file, columns, i))
  if (texts.some((types) => Object.keys(types).length > 0)) {
    files = await readAll(
      engine,
      shown,
      found,
      (i) => ({ ...options, types: { ...texts[i], ...options.types } }),
      signal,
      () => {},
    )
    columns = (await united(engine, shown, files, options, signal)).columns
  }
  requireAsked(options, columns)
  const names = columns.map(({ name }) => name.toLowerCase())
  const paths = partitionColumns(shown).filter(({ name }) => !names.includes(name.toLowerCase()))
  const counts = await rowCounts(engine, files, signal)
  let before = 0
  const parts = files.map(({ data, fields, inPlace }, i) => {
    const part = { data, fields, shown: shown[i]!, before, partitioned: inPlace && partitionedBy(data, paths) }
    before += counts[i]!
    return part
  })
  const visible = [...columns, ...paths].map(({ name }) => name)
  const file = freeName('file', visible)
  const rows = { file, row: freeName('__assay_row', visible), fileRow: freeName('__assay_file_row', visible) }
  const name = nameOf(path, shown)
  const source: SourceInfo = {
    path: typeof path === 'string' ? path : shown.join(', '),
    format: [...new Set(files.map((one) => one.source.format))].join(', '),
    rejected: files.reduce((sum, one) => sum + one.source.rejected, 0),
    notes: [...notes, ...notesOf(shown, files)],
    fingerprint: createHash('sha256')
      .update(JSON.stringify(files.map((one, i) => [shown[i], one.source.fingerprint])))
      .digest('hex'),
    ...rejectsOf(engine, name, shown, files),
  }
  return tableFrom(engine, severalSql(parts, columns, paths, rows), {
    columns: [...visible, file],
    types: { ...Object.fromEntries([...columns, ...paths].map((column) => [column.name, columnTypeOf(column.native)])), [file]: 'text' },
    name,
    rowNumber: rows.row,
    hidden: [rows.fileRow],
    source,
  })
}
