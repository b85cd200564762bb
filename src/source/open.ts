import { engine as sharedEngine } from '../engine/index.ts'
import { type Table, tableFrom } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { checkOptions } from './check-options.ts'
import { stemOf } from './format.ts'
import { locate } from './locate.ts'
import { openSeveral } from './open-several.ts'
import type { OpenOptions } from './options.ts'
import { parquetTable } from './read/parquet.ts'
import { readFile } from './read-file.ts'
import { severalFiles } from './several-files.ts'
import type { SourceRow } from './sources.ts'

/**
 * Opens a file as a table: CSV and other delimited text, JSON, JSON lines (each also gzipped), logs by a pattern, Parquet, Arrow and tables of SQLite
 * files; or several files as one table.
 *
 * A pattern (`data/*.csv`, `{a,b}.csv`), a list of paths, or a folder of partitions (`year=2011/...`) makes one table:
 * columns are united by name, rows keep the order of the files, and a column `file` says where each comes from.
 *
 * Encoding, delimiter, header and types are found out from the file. Text files are read once, into a typed copy below `.assay/cache`,
 * and never lose a row to a guess: a value that does not fit its column's type makes the column text, and a note says so; only lines that are
 * structurally broken are left out, and kept in `table.rejects`.
 *
 * @throws RangeError when the file is not there, its format is unknown, or it is not in the encoding given
 * @example
 * const orders = await open('orders.csv')
 * orders.columnNames // ['order_id', 'qty', ...]
 * @example
 * const year = await open('orders-2024-*.csv')
 * year.columnNames // ['order_id', 'qty', ..., 'file']
 */
export function open<const P extends string | readonly string[]>(path: P, options: OpenOptions = {}): Task<Table<SourceRow<P>>> {
  return task(async ({ signal, report }) => {
    checkOptions(options)
    const files = severalFiles(path)
    const progress = (shown: string, total: number) => (bytes: number) =>
      report({ done: Math.min(bytes, total), total, unit: 'bytes', message: `reading ${shown}` })
    if (files !== undefined)
      return (await openSeveral(sharedEngine(), path, files, options, signal, progress)) as unknown as Table<SourceRow<P>>
    const located = locate(path as string, options)
    const onBytes = progress(path as string, located.size)
    const opened = await readFile({ engine: sharedEngine(), shown: path as string, located, options, signal, onBytes })
    onBytes(located.size)
    const { sql, columns, types, rowNumber } = parquetTable(opened.data, opened.fields, opened.inPlace ? options.types : {})
    const bigints = columns.filter((column) => options.types?.[column] === 'bigint')
    const table = { columns, types, name: stemOf(path as string), rowNumber, source: opened.source, bigints }
    return tableFrom(sharedEngine(), sql, table) as unknown as Table<SourceRow<P>>
  })
}
