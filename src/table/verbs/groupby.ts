import { type Relation, requireColumns } from '../relation.ts'
import type { Scope } from '../types.ts'

/** Makes the next verbs work by group. */
export function groupby(r: Relation, keys: readonly string[]): Relation {
  requireColumns(keys, r.columns, 'group by')
  return { ...r, groups: [...new Set(keys)] }
}

/** Gives outside values to all expressions from here on. */
export function params(r: Relation, values: Scope): Relation {
  return { ...r, params: { ...r.params, ...values } }
}

/** Ends the work by group. */
export function ungroup(r: Relation): Relation {
  return { ...r, groups: [] }
}
