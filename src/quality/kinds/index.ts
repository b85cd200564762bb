import type { RuleKind } from '../rule.ts'
import { freshKind } from './fresh.ts'
import type { Kind } from './kind.ts'
import { lengthKind, maxLengthKind, minLengthKind } from './lengths.ts'
import { betweenKind, maxKind, minKind } from './limits.ts'
import { matchesKind } from './matches.ts'
import { noRepeatsKind } from './no-repeats.ts'
import { referencesKind } from './references.ts'
import { requiredKind } from './required.ts'
import { rowKind } from './row.ts'
import { rowCountKind } from './row-count.ts'
import { sqlKind } from './sql.ts'
import { typeKind } from './type.ts'
import { uniqueKind } from './unique.ts'
import { notKind, oneOfKind } from './values.ts'

// Each kind declares its arguments on RuleArgs: the built declarations must lead to every one of these files.
export type {} from './fresh.ts'
export type { Kind, RowKind, TableKind } from './kind.ts'
export type {} from './lengths.ts'
export type {} from './limits.ts'
export type {} from './matches.ts'
export type {} from './no-repeats.ts'
export type {} from './references.ts'
export type {} from './required.ts'
export type {} from './row.ts'
export type {} from './row-count.ts'
export type {} from './sql.ts'
export type {} from './type.ts'
export type {} from './unique.ts'
export type {} from './values.ts'

/** Every kind of rule: a new kind is one file and one line here. */
export const kinds: { readonly [N in RuleKind]: Kind<N> } = {
  type: typeKind,
  required: requiredKind,
  min: minKind,
  max: maxKind,
  between: betweenKind,
  not: notKind,
  oneOf: oneOfKind,
  matches: matchesKind,
  minLength: minLengthKind,
  maxLength: maxLengthKind,
  length: lengthKind,
  unique: uniqueKind,
  noRepeats: noRepeatsKind,
  references: referencesKind,
  row: rowKind,
  rowCount: rowCountKind,
  fresh: freshKind,
  sql: sqlKind,
}

/** The kind of a rule, ready to be asked about it. */
export function kindOf<N extends RuleKind>(rule: { readonly kind: N }): Kind {
  return kinds[rule.kind] as unknown as Kind
}
