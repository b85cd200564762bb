import type { Query } from '@uwdata/mosaic-sql'
import type { ColumnType } from '../../protocol/index.ts'
import { columnRef, hiddenName, keep, type OrderKey, type Relation, selectFrom } from '../relation.ts'

/** A relation made from another: it is no longer the source as opened. */
export function derived(r: Relation, change: Partial<Relation> & { readonly query: Query }): Relation {
  const { source: _, ...rest } = r
  return { ...rest, ...change }
}

/** Types of some columns, under the names that `rename` gives them. */
export function typesOf(
  r: Relation,
  columns: readonly string[],
  rename: (name: string) => string = (name) => name,
): Record<string, ColumnType> {
  return Object.fromEntries(
    columns.filter((name) => Object.hasOwn(r.types, name)).map((name) => [rename(name), r.types[name] as ColumnType]),
  )
}

/**
 * Keeps what rows are ordered by while columns go or change: each key that is about to be lost is copied to a hidden column.
 *
 * @param lost the columns that the next query will not hold as they are
 */
export function keepOrder(r: Relation, lost: readonly string[]): Relation {
  if (r.ordered || !r.order.some((key) => lost.includes(key.column) && !r.hidden.includes(key.column))) return r
  let { hidden } = r
  const copies: [string, ReturnType<typeof columnRef>][] = []
  const order: OrderKey[] = r.order.map((key) => {
    if (!lost.includes(key.column) || r.hidden.includes(key.column)) return key
    const name = hiddenName('order', { ...r, hidden })
    hidden = [...hidden, name]
    copies.push([name, columnRef(key.column)])
    return { ...key, column: name }
  })
  return { ...r, query: selectFrom(r.query, [...keep([...r.columns, ...r.hidden]), ...copies]), hidden, order }
}
