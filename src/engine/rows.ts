import type { Batch } from './engine.ts'

/**
 * The rows of a batch as objects, one key a column, in the order of the query.
 *
 * @example
 * rowsOf(await engine().query('SELECT 1 AS a')) // [{ a: 1 }]
 */
export function rowsOf<R extends object = Record<string, unknown>>(batch: Batch): R[] {
  const names = batch.fields.map((field) => field.name)
  const rows: R[] = new Array(batch.rows)
  for (let i = 0; i < batch.rows; i++) {
    const row: Record<string, unknown> = {}
    for (let j = 0; j < names.length; j++) {
      const name = names[j]!
      const value = batch.columns[j]![i]
      if (name === '__proto__') Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true })
      else row[name] = value
    }
    rows[i] = row as R
  }
  return rows
}
