import { type ExprNode, OrderByNode, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn, print, rowsOf } from '../../engine/index.ts'
import type { Note } from '../../protocol/index.ts'
import { columnRef, derived, hiddenName, keep, type Relation, selectFrom } from '../../table/index.ts'
import { numbered } from '../numbered.ts'

/** What every way to split is given. */
export interface CutContext {
  readonly test: number
  readonly seed: number
  readonly signal: AbortSignal
}

/** The two parts. */
export interface Cut {
  readonly train: Relation
  readonly test: Relation
  readonly notes?: readonly Note[]
}

/** The rows for which a condition holds. */
export function where(r: Relation, condition: ExprNode): Relation {
  const query = selectFrom(r.query, keep([...r.columns, ...r.hidden]))
  query._where = [condition]
  return derived(r, { query })
}

/** A relation with a hidden column that is drawn by a hash of `what` (the row's number by default) and the seed. */
export function drawn(before: Relation, seed: number, what?: ExprNode): readonly [Relation, string] {
  const [r, number] = what === undefined ? numbered(before) : [before, '']
  const name = hiddenName('draw', r)
  const hash = fn('md5', fn('concat', what ?? columnRef(number), `:split:${seed}`))
  const query = selectFrom(r.query, [...keep([...r.columns, ...r.hidden]), [name, hash]])
  return [{ ...r, query, hidden: [...r.hidden, name] }, name]
}

/** How many of `rows` rows are test rows: the nearest to the share that leaves both parts some. */
export function testRows(rows: number, share: number): number {
  if (rows < 2) throw new RangeError(`Cannot split ${rows === 1 ? '1 row' : 'a table without rows'}: both parts need some`)
  return Math.min(rows - 1, Math.max(1, Math.round(rows * share)))
}

/** How many rows a relation has. */
export async function countOf(r: Relation, signal: AbortSignal): Promise<number> {
  const [row] = await ask<{ n: number }>(r, [['n', fn('count')]], signal)
  return row!.n
}

/** Rows of a query on a relation. */
export async function ask<R extends object>(
  r: Relation,
  entries: readonly (readonly [string, ExprNode])[],
  signal: AbortSignal,
  more: (query: SelectQuery) => void = () => {},
): Promise<R[]> {
  const query = selectFrom(r.query, entries)
  more(query)
  return rowsOf<R>(await r.engine.query(print(query), { signal }))
}

/** Orders a query by a column, smallest first. */
export function ascending(name: string): OrderByNode[] {
  return [new OrderByNode(columnRef(name), false, false)]
}
