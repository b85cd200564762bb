import { text } from '../../util/index.ts'
import { isNull } from '../plan/sql.ts'
import { columnName } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** No value is missing. */
    required: {}
  }
}

/** Rows without a value fail. */
export const requiredKind: RowKind<'required'> = {
  kind: 'required',
  scope: 'row',
  dimension: 'completeness',
  text: ({ columns: [column] }) => text(`Every row has ${columnName(column!)}`, `每行都有 ${columnName(column!)}`),
  reason: ({ columns: [column] }) => text(`${columnName(column!)} missing`, `缺少 ${columnName(column!)}`),
  failing: ({ columns: [column] }, context) => isNull(context.raw(column!)),
}
