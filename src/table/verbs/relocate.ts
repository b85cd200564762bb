import { type Relation, requireColumns } from '../relation.ts'
import { select } from './select.ts'

/** Where columns go: right before a column, or right after one. */
export type Place<K extends string = string> =
  | { readonly before: K; readonly after?: never }
  | { readonly after: K; readonly before?: never }

/** Moves columns to another place; the rest keep their order. */
export function relocate(r: Relation, columns: readonly string[], { before, after }: Place): Relation {
  const anchor = before ?? after
  if (anchor === undefined || (before !== undefined && after !== undefined))
    throw new TypeError('Cannot relocate columns: say where, with either { before: column } or { after: column }')
  requireColumns([...columns, anchor], r.columns, 'relocate column')
  const moved = [...new Set(columns)]
  const order = r.columns.flatMap((name) => {
    if (name !== anchor) return moved.includes(name) ? [] : [name]
    const self = moved.includes(name) ? [] : [name]
    return before === undefined ? [...self, ...moved] : [...moved, ...self]
  })
  return select(r, order)
}
