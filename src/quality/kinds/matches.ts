import { text } from '../../util/index.ts'
import { matchesPattern, not } from '../plan/sql.ts'
import { columnName } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** Values match a pattern, anywhere in them. */
    matches: { readonly pattern: string; readonly flags?: string }
  }
}

/** Values that do not match fail. */
export const matchesKind: RowKind<'matches'> = {
  kind: 'matches',
  scope: 'row',
  dimension: 'validity',
  types: ['string'],
  text: ({ columns: [column], args }) =>
    text(`${columnName(column!)} matches ${args.pattern}`, `${columnName(column!)} 符合模式 ${args.pattern}`),
  reason: ({ columns: [column], args }) =>
    text(`${columnName(column!)} does not match ${args.pattern}`, `${columnName(column!)} 不符合模式 ${args.pattern}`),
  failing: ({ columns: [column], args }, context) => not(matchesPattern(context.value(column!), new RegExp(args.pattern, args.flags))),
}
