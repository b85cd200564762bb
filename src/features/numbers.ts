import { fn, print } from '../engine/index.ts'
import type { ColumnType } from '../protocol/index.ts'
import { type AnyTable, columnRef, orderNodes, type Relation, relation, requireColumns, selectFrom, Table } from '../table/index.ts'

/** Any table, with its relation. */
export interface TableOfRows extends AnyTable {
  readonly [relation]: Relation
}

/** Types of columns that have a number for each value; booleans count as 0 and 1. */
const numeric: readonly ColumnType[] = ['integer', 'number', 'decimal', 'boolean']

/** Whether a column of a type can be read as numbers. */
export function isNumeric(type: ColumnType): boolean {
  return numeric.includes(type)
}

/** Some rows as numbers, by column; NaN is a missing value. */
export interface NumberBatch {
  readonly rows: number
  readonly columns: readonly ArrayLike<number | null>[]
}

/**
 * Checks that columns can be read as numbers.
 *
 * @param role what the columns are for, such as `feature`
 * @throws RangeError for a column that the table lacks
 * @throws TypeError for a column that holds no numbers
 */
export async function requireNumbers(table: TableOfRows, columns: readonly string[], role: string): Promise<void> {
  requireColumns(columns, table.columnNames, `use ${role}`)
  const fields = await new Table(table[relation]).schema()
  for (const name of columns) {
    const { type } = fields.find((field) => field.name === name)!
    if (!isNumeric(type))
      throw new TypeError(`Cannot use ${role} ${JSON.stringify(name)}: it is ${type}, not numbers. Derive numbers from it, or leave it out`)
  }
}

/** Reads columns as numbers, in the order of the rows, without holding them all. */
export async function* readNumbers(
  table: TableOfRows,
  columns: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<NumberBatch, void, undefined> {
  const r = table[relation]
  const query = selectFrom(
    r.query,
    columns.map((name, i) => [`c${i}`, fn('cast', columnRef(name), 'number')]),
  )
  if (!r.ordered) query._orderby = orderNodes(r)
  for await (const batch of r.engine.stream(print(query), { signal })) {
    yield { rows: batch.rows, columns: batch.columns as readonly ArrayLike<number | null>[] }
  }
}

/** Whether a value is there and finite. */
export function isPresent(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}
