import { join } from 'node:path'
import { nearest, quoted } from '../../util/index.ts'
import type { CacheEntry } from '../cache.ts'
import type { ReadType } from '../options.ts'
import { sampleFile } from '../sniff/bytes.ts'
import { openSqlite, type SqliteFile, type SqliteValue } from '../sqlite-file.ts'
import type { ReadContext } from './context.ts'
import { readDelimited } from './csv.ts'
import { csvValue } from './csv-value.ts'
import { requireTypes } from './require-types.ts'
import { writeFileBy } from './write-lines.ts'

const name = (text: string) => `"${text.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

function asText(value: SqliteValue): string | null {
  if (value === null) return null
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
}

/** The table that is asked for; the only one, when none is. */
function tableOf(file: SqliteFile, context: ReadContext): string {
  const found = [
    ...file.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"),
  ]
  const tables = found.map(([table]) => String(table))
  const { table } = context.options
  if (table !== undefined && tables.includes(table)) return table
  if (table === undefined && tables.length === 1) return tables[0]!
  const shown = JSON.stringify(context.shown)
  if (tables.length === 0) throw new RangeError(`Cannot open ${shown}: the database has no tables`)
  if (table === undefined)
    throw new TypeError(
      `Cannot open ${shown} without the name of a table: give { table: ${JSON.stringify(tables[0])} }; it has ${quoted(tables)}`,
    )
  const near = nearest(table, tables)
  throw new RangeError(
    `Cannot open the table ${JSON.stringify(table)} of ${shown}: ${near === undefined ? '' : `did you mean ${JSON.stringify(near)}? `}It has ${quoted(tables)}`,
  )
}

interface Column {
  readonly name: string
  /** Declared as text: what looks like a number is none. */
  readonly text: boolean
}

function columnsOf(file: SqliteFile, table: string): Column[] {
  // hidden columns of generated kinds (2, 3) hold values; those of virtual tables (1) do not
  return [...file.rows(`SELECT name, type, hidden FROM pragma_table_xinfo(${literal(table)})`)]
    .filter(([, , hidden]) => Number(hidden) !== 1)
    .map(([column, type]) => ({ name: String(column), text: /char|clob|text/i.test(String(type)) && !/int/i.test(String(type)) }))
}

const batch = 2000

async function writeRows(context: ReadContext, file: SqliteFile, table: string, columns: readonly Column[], path: string): Promise<void> {
  const from = name(table)
  const [[count]] = [...file.rows(`SELECT count(*) FROM ${from}`)] as [[bigint]]
  let rows = 0
  await writeFileBy(path, async (write) => {
    let lines: string[] = []
    for (const row of file.rows(`SELECT ${columns.map((column, i) => `${name(column.name)} AS c${i}`).join(', ')} FROM ${from}`)) {
      lines.push(row.map((value) => csvValue(asText(value))).join(','))
      rows++
      if (lines.length < batch) continue
      await write(`${lines.join('\n')}\n`)
      lines = []
      await new Promise((resolve) => setImmediate(resolve))
      context.signal.throwIfAborted()
      context.onBytes((context.size / 2) * (rows / Number(count)))
    }
    if (lines.length > 0) await write(`${lines.join('\n')}\n`)
  })
}

/** Reads a table of a SQLite file into the folder of a cache entry. Types are settled on the values, save of columns that are declared as text. */
export async function readSqlite(context: ReadContext, staging: string): Promise<CacheEntry> {
  const file = await openSqlite(context.path, context.shown)
  const path = join(staging, 'lines.csv')
  try {
    const table = tableOf(file, context)
    const columns = columnsOf(file, table)
    const names = columns.map((column) => column.name)
    requireTypes(context, names)
    await writeRows(context, file, table, columns, path)
    const declared = Object.fromEntries(columns.filter(({ text }) => text).map((column) => [column.name, 'string' as ReadType]))
    const { table: _, ...options } = context.options
    const part: ReadContext = {
      ...context,
      path,
      sample: sampleFile(path, false),
      gzip: false,
      options: { ...options, types: { ...declared, ...options.types }, missing: [] },
      written: { names, byRow: true },
      onBytes: (bytes) => context.onBytes(context.size / 2 + bytes / 2),
    }
    const { delimiter: __, encoding: ___, ...entry } = await readDelimited(part, staging)
    return { ...entry, path: context.path, format: 'sqlite' }
  } finally {
    file.close()
  }
}
