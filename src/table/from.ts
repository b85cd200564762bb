import { createHash, randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, engine, identifier, textLiteral } from '../engine/index.ts'
import { quoted } from '../util/index.ts'
import { readsWith } from './fingerprint.ts'
import { columnsOf, type InMemory, type MemoryColumn, type RowOf } from './from-columns.ts'
import { jsonValue, literalOf } from './from-values.ts'
import { relationOf, tableFrom } from './make.ts'
import { hiddenName, type SourceInfo, setRoot } from './relation.ts'
import type { Table } from './table.ts'

/** How rows in memory become a table. */
export interface FromOptions {
  /** What the table is called where it is shown. */
  readonly name?: string
  /** The engine it lives on; the shared one by default. */
  readonly engine?: Engine
}

/** Up to this many values stand in the query itself; more go through a temporary file. */
const inline = 4000

/**
 * A table of data in memory: an array of objects, an object of arrays, an arquero table, an Arrow table or the bytes of one.
 *
 * Whole numbers become integers, Dates timestamps in UTC, `undefined` and null are missing; a column of mixed kinds becomes text.
 *
 * @throws TypeError when the data is none of these
 * @throws RangeError when names of columns differ only in case
 * @example
 * const orders = from([{ id: 'a', qty: 1 }, { id: 'b', qty: 3 }])
 * await orders.filter((o) => o.qty > 2).rows() // [{ id: 'b', qty: 3 }]
 */
export function from<D extends InMemory>(data: D, options: FromOptions = {}): Table<RowOf<D>> {
  const columns = columnsOf(data)
  if (columns.length === 0) throw new TypeError('Cannot make a table without columns: give rows that have some, or { column: [] }')
  const names = columns.map((column) => column.name)
  const rows = columns[0]?.values.length ?? 0
  const uneven = columns.filter((column) => column.values.length !== rows)
  if (uneven.length > 0)
    throw new RangeError(`Cannot make a table: ${quoted(uneven.map((column) => column.name))} and ${quoted(names, 1)} differ in length`)
  const rowNumber = hiddenName('row', { columns: names, hidden: [] } as never)
  const lines = Array.from({ length: rows }, (_, i) => columns.map((column) => column.values[i]))
  const fingerprint = fingerprintOfLines(columns, lines)
  const origin: SourceInfo = { path: '', format: 'memory', rejected: 0, notes: [], fingerprint }
  const text =
    rows === 0
      ? emptyText(columns, rowNumber)
      : rows * columns.length <= inline
        ? valuesText(columns, lines, rowNumber)
        : fileText(columns, lines, rowNumber, origin)
  readsWith(origin, text)
  const table = tableFrom<RowOf<D>>(options.engine ?? engine(), text, {
    columns: names,
    types: Object.fromEntries(columns.map((column) => [column.name, column.type])),
    name: options.name ?? '',
    rowNumber,
    origins: [origin],
  })
  setRoot(origin, relationOf(table))
  return table
}

function emptyText(columns: readonly MemoryColumn[], rowNumber: string): string {
  return `SELECT ${columns.map(({ name, native }) => `NULL::${native} AS ${identifier(name)}`).join(', ')}, 0::BIGINT AS ${identifier(rowNumber)} WHERE false`
}

function valuesText(columns: readonly MemoryColumn[], lines: readonly (readonly unknown[])[], rowNumber: string): string {
  const rows = lines.map(
    (line, i) => `(${i + 1}, ${line.map((value, j) => literalOf(value, (columns[j] as MemoryColumn).shape)).join(', ')})`,
  )
  const list = columns.map(({ name, native }, j) => `c${j}::${native} AS ${identifier(name)}`)
  return `SELECT ${list.join(', ')}, r::BIGINT AS ${identifier(rowNumber)} FROM (VALUES ${rows.join(', ')}) AS v(r, ${columns.map((_, j) => `c${j}`).join(', ')})`
}

let folder: string | undefined

/** A folder of this process, gone when it ends. */
function temporaryFolder(): string {
  if (folder === undefined) {
    const made = join(tmpdir(), `assay-rows-${process.pid}-${randomBytes(4).toString('hex')}`)
    mkdirSync(made, { recursive: true, mode: 0o700 })
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

/** A file goes when nothing is left of the tables made of it. */
const forgotten = new FinalizationRegistry<string>((path) => rmSync(path, { force: true }))

function fileText(columns: readonly MemoryColumn[], lines: readonly (readonly unknown[])[], rowNumber: string, origin: SourceInfo): string {
  const path = join(temporaryFolder(), `${randomBytes(6).toString('hex')}.jsonl`)
  writeLines(path, lines)
  forgotten.register(origin, path)
  const types = [`r: 'BIGINT'`, ...columns.map(({ native }, j) => `c${j}: ${textLiteral(native)}`)]
  const list = columns.map(({ name }, j) => `c${j} AS ${identifier(name)}`)
  return `SELECT ${list.join(', ')}, r AS ${identifier(rowNumber)} FROM read_json(${textLiteral(path)}, format = 'newline_delimited', columns = {${types.join(', ')}})`
}

function writeLines(path: string, lines: readonly (readonly unknown[])[]): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    for (let start = 0; start < lines.length; start += 5000) {
      const part = lines.slice(start, start + 5000)
      const text = part.map((line, i) =>
        JSON.stringify(Object.fromEntries([['r', start + i + 1], ...line.map((value, j) => [`c${j}`, jsonValue(value)])])),
      )
      writeFileSync(file, `${text.join('\n')}\n`)
    }
  } finally {
    closeSync(file)
  }
}

function fingerprintOfLines(columns: readonly MemoryColumn[], lines: readonly (readonly unknown[])[]): string {
  const hash = createHash('sha256').update(JSON.stringify(columns.map(({ name, native }) => [name, native])))
  for (const line of lines) hash.update(JSON.stringify(line.map(jsonValue)))
  return hash.digest('hex')
}
