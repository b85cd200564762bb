import { type Field, identifier, textLiteral } from '../../engine/index.ts'
import type { United } from '../unite.ts'

/** One of several files, ready to be read as Parquet. */
export interface PartFile {
  /** The Parquet file: the file itself, or its typed copy. */
  readonly data: string
  /** The path, as shown. */
  readonly shown: string
  readonly fields: readonly Field[]
  /** How many rows the files before it hold. */
  readonly before: number
  /** Whether the engine itself reads the folders of the path as columns, so that it can leave files out. */
  readonly partitioned: boolean
}

/** What is read off the path of a file. */
export interface PathColumn {
  readonly name: string
  readonly native: string
  readonly values: readonly (string | null)[]
}

/** Names of the columns that tell rows apart. */
export interface RowColumns {
  /** Runs on from file to file. */
  readonly row: string
  /** The place in the file. */
  readonly fileRow: string
  readonly file: string
}

const fileName = '__assay_path'

function hasOwnNumber(part: PartFile): boolean {
  return part.fields.some((field) => field.name.toLowerCase() === 'file_row_number')
}

/** What one read can take: files of the same columns, one behind the other. */
function groups(parts: readonly PartFile[]): (readonly number[])[] {
  const out: number[][] = []
  let before = ''
  parts.forEach((part, i) => {
    const key = JSON.stringify([part.fields.map((field) => [field.name, field.native]), part.partitioned, hasOwnNumber(part) ? i : -1])
    if (key === before) out.at(-1)!.push(i)
    else out.push([i])
    before = key
  })
  return out
}

function byFile(indexes: readonly number[], parts: readonly PartFile[], value: (index: number) => string): string {
  const values = indexes.map(value)
  if (new Set(values).size === 1) return values[0]!
  return `MAP {${indexes.map((index, k) => `${textLiteral(parts[index]!.data)}: ${values[k]}`).join(', ')}}[${fileName}]`
}

function value(text: string | null): string {
  return text === null ? 'NULL' : textLiteral(text)
}

function dataColumn(column: United, index: number, fields: readonly Field[]): string {
  const own = column.names[index] ?? null
  if (own === null) return `CAST(NULL AS ${column.native}) AS ${identifier(column.name)}`
  const same = fields.find((field) => field.name === own)?.native === column.native
  return `${same ? identifier(own) : `CAST(${identifier(own)} AS ${column.native})`} AS ${identifier(column.name)}`
}

function select(
  indexes: readonly number[],
  parts: readonly PartFile[],
  united: readonly United[],
  paths: readonly PathColumn[],
  rows: RowColumns,
): string {
  const first = parts[indexes[0]!]!
  const number = hasOwnNumber(first) ? 'row_number() OVER ()' : 'file_row_number + 1'
  const list = [
    ...united.map((column) => dataColumn(column, indexes[0]!, first.fields)),
    ...paths.map(({ name, native, values }) =>
      first.partitioned
        ? identifier(name)
        : `CAST(${byFile(indexes, parts, (i) => value(values[i]!))} AS ${native}) AS ${identifier(name)}`,
    ),
    `${byFile(indexes, parts, (i) => textLiteral(parts[i]!.shown))} AS ${identifier(rows.file)}`,
    `${number} + ${byFile(indexes, parts, (i) => String(parts[i]!.before))} AS ${identifier(rows.row)}`,
    `${number} AS ${identifier(rows.fileRow)}`,
  ]
  const types = paths.map(({ name, native }) => `${textLiteral(name)}: ${native}`).join(', ')
  const options = [
    `[${indexes.map((i) => textLiteral(parts[i]!.data)).join(', ')}]`,
    `filename = ${textLiteral(fileName)}`,
    ...(hasOwnNumber(first) ? [] : ['file_row_number = true']),
    ...(first.partitioned ? ['hive_partitioning = true', `hive_types = {${types}}`] : ['hive_partitioning = false']),
  ]
  return `SELECT ${list.join(', ')} FROM read_parquet(${options.join(', ')})`
}

/** The query that reads all files, one behind the other. */
export function severalSql(parts: readonly PartFile[], united: readonly United[], paths: readonly PathColumn[], rows: RowColumns): string {
  return groups(parts)
    .map((indexes) => select(indexes, parts, united, paths, rows))
    .join(' UNION ALL ')
}
