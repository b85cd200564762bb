import { type OrderKey, type Relation, requireColumns } from '../relation.ts'
import { derived } from './derived.ts'

/** A column to order by, largest first. */
export interface Descending<K extends string = string> {
  readonly kind: 'descending'
  readonly column: K
}

/**
 * Orders by a column, largest first.
 *
 * @example
 * orders.orderby('user_id', desc('price'))
 */
export function desc<const K extends string>(column: K): Descending<K> {
  return { kind: 'descending', column }
}

/** Orders rows by columns; nulls come last, ties keep the order of the file. Replaces an order asked for before. */
export function orderby(r: Relation, by: readonly (string | Descending)[]): Relation {
  const keys = by.map(
    (key): OrderKey =>
      typeof key === 'string' ? { column: key, descending: false, asked: true } : { column: key?.column, descending: true, asked: true },
  )
  requireColumns(
    keys.map((key) => key.column),
    r.columns,
    'order by',
  )
  const named = new Set(keys.map((key) => key.column))
  return derived(r, {
    query: r.query,
    order: [...keys, ...r.order.filter((key) => key.asked !== true && !named.has(key.column))],
    ordered: false,
  })
}
