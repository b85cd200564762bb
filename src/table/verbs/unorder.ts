import type { Relation } from '../relation.ts'
import { derived } from './derived.ts'

/** Takes back what `orderby` asked for: rows are in the order of their source again. */
export function unorder(r: Relation): Relation {
  if (!r.order.some((key) => key.asked === true)) return r
  return derived(r, { query: r.query, order: r.order.filter((key) => key.asked !== true), ordered: false })
}
