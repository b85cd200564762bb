import { text } from '../../util/index.ts'
import { isIn, lit, not } from '../plan/sql.ts'
import type { RuleValue } from '../rule.ts'
import { columnName, enumeration, valueText } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** Some values must not occur. */
    not: { readonly values: readonly RuleValue[] }
    /** Only some values may occur. */
    oneOf: { readonly values: readonly RuleValue[] }
  }
}

/** Rows with one of the values fail. */
export const notKind: RowKind<'not'> = {
  kind: 'not',
  scope: 'row',
  dimension: 'validity',
  text({ columns: [column], args }) {
    const values = enumeration(args.values.map(valueText), 'or')
    return text(`${columnName(column!)} is not ${values.en}`, `${columnName(column!)} 不为 ${values['zh-CN']}`)
  },
  reason({ columns: [column], args }) {
    const values = enumeration(args.values.map(valueText), 'or')
    return text(`${columnName(column!)} is ${values.en}`, `${columnName(column!)} 为 ${values['zh-CN']}`)
  },
  failing: ({ columns: [column], args }, context) => isIn(context.value(column!), args.values.map(lit)),
}

/** Rows with any other value fail. */
export const oneOfKind: RowKind<'oneOf'> = {
  kind: 'oneOf',
  scope: 'row',
  dimension: 'validity',
  text({ columns: [column], args }) {
    const values = enumeration(args.values.map(valueText), 'or')
    return text(`${columnName(column!)} is ${values.en}`, `${columnName(column!)} 为 ${values['zh-CN']}`)
  },
  reason({ columns: [column], args }) {
    const values = enumeration(args.values.map(valueText), 'or')
    return text(`${columnName(column!)} is not ${values.en}`, `${columnName(column!)} 不为 ${values['zh-CN']}`)
  },
  failing: ({ columns: [column], args }, context) => not(isIn(context.value(column!), args.values.map(lit))),
}
