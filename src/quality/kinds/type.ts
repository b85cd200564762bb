import { text } from '../../util/index.ts'
import { and, isNotNull, isNull } from '../plan/sql.ts'
import type { LogicalType } from '../rule.ts'
import { columnName } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** Values parse as a type. */
    type: { readonly type: LogicalType }
  }
}

const nouns: Record<LogicalType, readonly [singular: string, zh: string]> = {
  string: ['text', '文本'],
  integer: ['a whole number', '整数'],
  number: ['a number', '数值'],
  date: ['a date', '日期'],
  timestamp: ['a date and time', '日期时间'],
  boolean: ['true or false', '布尔值'],
}

/** Values that do not parse as the column's type fail. */
export const typeKind: RowKind<'type'> = {
  kind: 'type',
  scope: 'row',
  dimension: 'validity',
  text({ columns: [column], args }) {
    const [en, zh] = nouns[args.type]
    return text(`${columnName(column!)} is ${en}`, `${columnName(column!)} 是${zh}`)
  },
  reason({ columns: [column], args }) {
    const [en, zh] = nouns[args.type]
    return text(`${columnName(column!)} is not ${en}`, `${columnName(column!)} 不是${zh}`)
  },
  failing: ({ columns: [column] }, context) => and(isNotNull(context.raw(column!)), isNull(context.value(column!))),
}
