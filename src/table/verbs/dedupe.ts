import { eq, literal } from '@uwdata/mosaic-sql'
import { type Relation, requireColumns, withTotalOrder } from '../relation.ts'
import { keepByPosition } from './position.ts'

/** Keeps the first of the rows that are equal in the keys, or in all columns; nulls are equal to each other. */
export function dedupe(r: Relation, keys: readonly string[]): Relation {
  requireColumns(keys, r.columns, 'dedupe by')
  return keepByPosition(withTotalOrder(r), keys.length === 0 ? r.columns : keys, (position) => eq(position, literal(1)))
}
