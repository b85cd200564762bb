import { type Relation, requireColumns } from '../relation.ts'

/** Makes the next verbs work by group. */
export function groupby(r: Relation, keys: readonly string[]): Relation {
  requireColumns(keys, r.columns, 'group by')
  return { ...r, groups: [...new Set(keys)] }
}

/** Ends the work by group. */
export function ungroup(r: Relation): Relation {
  return { ...r, groups: [] }
}
