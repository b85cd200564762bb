import { type Relation, requireColumns } from '../relation.ts'

/** Shows personal columns as they are, from here on. */
export function reveal(r: Relation, columns: readonly string[]): Relation {
  requireColumns(columns, r.columns, 'reveal column')
  if (columns.length === 0) throw new RangeError('Cannot reveal no columns: name each column that is to be shown as it is')
  return { ...r, revealed: [...new Set([...r.revealed, ...columns])] }
}
