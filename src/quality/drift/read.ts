import { type ExprNode, OrderByNode, Query } from '@uwdata/mosaic-sql'
import { fn, print } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { type AnyRow, columnRef, type Relation, relationOf, selectFrom, type Table } from '../../table/index.ts'

/** How values become what is compared. */
export type Form = 'number' | 'time' | 'text' | 'length'

/** Distinct values with their counts in the reference (`x`) and now (`y`). */
export interface Merged {
  readonly values: unknown[]
  readonly x: number[]
  readonly y: number[]
}

const formed = (value: ExprNode, form: Form): ExprNode => {
  if (form === 'text') return fn('to_text', value)
  if (form === 'length') return fn('cast', fn('length', fn('to_text', value)), 'number')
  const number = form === 'time' ? fn('cast', fn('epoch_ms', value), 'number') : fn('cast', value, 'number')
  return fn('if', fn('is_finite', number), number, null)
}

/** Reads one column of two tables as distinct values with counts, at most `limit` of them. */
export async function mergedValues(
  reference: Table<AnyRow>,
  current: Table<AnyRow>,
  column: string,
  form: Form,
  signal: AbortSignal,
  limit?: number,
): Promise<Merged> {
  const side = (table: Table<AnyRow>, which: number) =>
    selectFrom(relationOf(table).query, [
      ['v', formed(columnRef(column), form)],
      ['s', fn('cast', which, 'integer')],
    ])
  const query = selectFrom(Query.unionAll(side(reference, 0), side(current, 1)) as never, [
    ['v', columnRef('v')],
    ['x', fn('count_if', fn('eq', columnRef('s'), 0))],
    ['y', fn('count_if', fn('eq', columnRef('s'), 1))],
  ])
  query._where = [fn('is_present', columnRef('v'))]
  query._groupby = [columnRef('v')]
  query._orderby = [new OrderByNode(columnRef('v'))]
  if (limit !== undefined) query.limit(limit)
  const merged: Merged = { values: [], x: [], y: [] }
  for await (const batch of relationOf(current).engine.stream(print(query), { signal })) {
    for (let i = 0; i < batch.rows; i++) {
      merged.values.push(batch.columns[0]![i])
      merged.x.push(Number(batch.columns[1]![i]))
      merged.y.push(Number(batch.columns[2]![i]))
    }
  }
  return merged
}

/** Rows of a table, and missing values by column. */
export async function missingOf(
  { engine, query }: Relation,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
  signal: AbortSignal,
): Promise<{ rows: number; missing: number[] }> {
  const counts = columns.map(({ name }, i) => [`c${i}`, fn('count_if', fn('is_missing', columnRef(name)))] as const)
  const batch = await engine.query(print(selectFrom(query, [['rows', fn('count')], ...counts])), { signal })
  const [rows, ...missing] = batch.columns.map((column) => Number(column[0] ?? 0))
  return { rows: rows!, missing }
}
