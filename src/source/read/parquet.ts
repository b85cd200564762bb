import { EngineError, type Field, identifier, textLiteral } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { unknownColumn } from '../../util/index.ts'
import type { ReadType } from '../options.ts'
import { freeName } from '../unite.ts'
import type { ReadContext } from './context.ts'

/** A query over a columnar file, ready to be a table. */
export interface ColumnarTable {
  readonly sql: string
  readonly columns: readonly string[]
  readonly types: Readonly<Record<string, ColumnType>>
  readonly rowNumber: string
}

const targets: Readonly<Record<ReadType, { readonly native: string; readonly type: ColumnType }>> = {
  string: { native: 'VARCHAR', type: 'text' },
  number: { native: 'DOUBLE', type: 'number' },
  integer: { native: 'BIGINT', type: 'integer' },
  bigint: { native: 'BIGINT', type: 'integer' },
  boolean: { native: 'BOOLEAN', type: 'boolean' },
  date: { native: 'DATE', type: 'date' },
  timestamp: { native: 'TIMESTAMP', type: 'timestamp' },
}

/** Whole numbers of 32 bits and fewer overflow when they are multiplied; JavaScript's do not. */
const narrow = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER'])

/** The fields with the types that were asked for. */
export function askedFields(fields: readonly Field[], types: Readonly<Record<string, ReadType>> = {}): readonly Field[] {
  return fields.map((field) => ({ ...field, ...targetOf(types, field.name) }))
}

function targetOf(types: Readonly<Record<string, ReadType>>, name: string) {
  return Object.hasOwn(types, name) ? targets[types[name]!] : undefined
}

function column(field: Field, types: Readonly<Record<string, ReadType>>): string {
  const name = identifier(field.name)
  const native = targetOf(types, field.name)?.native ?? (narrow.has(field.native) ? 'BIGINT' : field.native)
  return native === field.native ? name : `CAST(${name} AS ${native}) AS ${name}`
}

/** The query over a Parquet file whose fields are known; the row number is the place in the file. */
export function parquetTable(path: string, fields: readonly Field[], types: Readonly<Record<string, ReadType>> = {}): ColumnarTable {
  const columns = fields.map((field) => field.name)
  for (const name of Object.keys(types)) if (!columns.includes(name)) throw unknownColumn(name, columns, 'give a type to column')
  const rowNumber = freeName('__assay_row', columns)
  const own = columns.some((name) => name.toLowerCase() === 'file_row_number')
  const number = own ? 'row_number() OVER ()' : 'file_row_number + 1'
  const list = [...fields.map((field) => column(field, types)), `${number} AS ${identifier(rowNumber)}`]
  return {
    sql: `SELECT ${list.join(', ')} FROM read_parquet(${textLiteral(path)}, hive_partitioning = false${own ? '' : ', file_row_number = true'})`,
    columns,
    types: Object.fromEntries(fields.map((field) => [field.name, targetOf(types, field.name)?.type ?? field.type])),
    rowNumber,
  }
}

/** The columns of a Parquet file. */
export async function parquetFields(context: Pick<ReadContext, 'engine' | 'path' | 'shown'>): Promise<readonly Field[]> {
  try {
    return await context.engine.describe(`SELECT * FROM read_parquet(${textLiteral(context.path)}, hive_partitioning = false)`)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'ended') throw error
    throw new RangeError(`Cannot open ${JSON.stringify(context.shown)}: it is not a whole Parquet file`, { cause: error })
  }
}
