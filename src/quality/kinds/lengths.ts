import { text } from '../../util/index.ts'
import { gt, length, lit, lt, neq } from '../plan/sql.ts'
import { columnName } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** No value is shorter, in characters. */
    minLength: { readonly length: number }
    /** No value is longer, in characters. */
    maxLength: { readonly length: number }
    /** Every value is so long, in characters. */
    length: { readonly length: number }
  }
}

const characters = (n: number) => (n === 1 ? '1 character' : `${n} characters`)

/** Shorter values fail. */
export const minLengthKind: RowKind<'minLength'> = {
  kind: 'minLength',
  scope: 'row',
  dimension: 'validity',
  types: ['string'],
  text: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} has at least ${characters(n)}`, `${columnName(column!)} 至少 ${n} 个字符`),
  reason: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} shorter than ${characters(n)}`, `${columnName(column!)} 少于 ${n} 个字符`),
  failing: ({ columns: [column], args }, context) => lt(length(context.value(column!)), lit(args.length)),
}

/** Longer values fail. */
export const maxLengthKind: RowKind<'maxLength'> = {
  kind: 'maxLength',
  scope: 'row',
  dimension: 'validity',
  types: ['string'],
  text: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} has at most ${characters(n)}`, `${columnName(column!)} 至多 ${n} 个字符`),
  reason: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} longer than ${characters(n)}`, `${columnName(column!)} 超过 ${n} 个字符`),
  failing: ({ columns: [column], args }, context) => gt(length(context.value(column!)), lit(args.length)),
}

/** Values of any other length fail. */
export const lengthKind: RowKind<'length'> = {
  kind: 'length',
  scope: 'row',
  dimension: 'validity',
  types: ['string'],
  text: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} has exactly ${characters(n)}`, `${columnName(column!)} 恰为 ${n} 个字符`),
  reason: ({ columns: [column], args: { length: n } }) =>
    text(`${columnName(column!)} does not have ${characters(n)}`, `${columnName(column!)} 不是 ${n} 个字符`),
  failing: ({ columns: [column], args }, context) => neq(length(context.value(column!)), lit(args.length)),
}
