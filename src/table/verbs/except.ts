import { type Relation, requireColumns } from '../relation.ts'
import { dedupe } from './dedupe.ts'
import { matchingAll } from './join.ts'

/** The rows of the first table that none of the others has, each of equal ones once; nulls are equal to each other. */
export function except(first: Relation, others: readonly Relation[]): Relation {
  return dedupe(
    others.reduce((r, other) => matchingAll(r, shared(first, other, 'except'), first.columns, false), first),
    [],
  )
}

/** The rows of the first table that all of the others have, each of equal ones once; nulls are equal to each other. */
export function intersect(first: Relation, others: readonly Relation[]): Relation {
  return dedupe(
    others.reduce((r, other) => matchingAll(r, shared(first, other, 'intersect'), first.columns, true), first),
    [],
  )
}

function shared(first: Relation, other: Relation, doing: string): Relation {
  requireColumns(first.columns, other.columns, `${doing}: every table has all columns of the first, column`)
  return other
}
