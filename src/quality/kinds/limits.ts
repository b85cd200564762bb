import { text } from '../../util/index.ts'
import { gt, gte, lit, lt, lte, or } from '../plan/sql.ts'
import type { RuleValue } from '../rule.ts'
import { columnName, valueText } from '../words.ts'
import type { RowKind } from './kind.ts'

/** A limit, and whether it is outside what is allowed. */
export interface Limit {
  readonly value: RuleValue
  readonly exclusive?: true
}

declare module '../rule.ts' {
  interface RuleArgs {
    /** No value is below a limit. */
    min: Limit
    /** No value is above a limit. */
    max: Limit
    /** Values are from one limit to another. */
    between: { readonly from: RuleValue; readonly to: RuleValue }
  }
}

const types = ['integer', 'number', 'date', 'timestamp'] as const

/** Values below the limit fail. */
export const minKind: RowKind<'min'> = {
  kind: 'min',
  scope: 'row',
  dimension: 'validity',
  types,
  text({ columns: [column], args }) {
    const [name, value] = [columnName(column!), valueText(args.value)]
    return args.exclusive
      ? text(`${name} is above ${value}`, `${name} 大于 ${value}`)
      : text(`${name} is at least ${value}`, `${name} 不小于 ${value}`)
  },
  reason({ columns: [column], args }) {
    const [name, value] = [columnName(column!), valueText(args.value)]
    return args.exclusive
      ? text(`${name} not above ${value}`, `${name} 不大于 ${value}`)
      : text(`${name} below ${value}`, `${name} 小于 ${value}`)
  },
  failing: ({ columns: [column], args }, context) => (args.exclusive ? lte : lt)(context.value(column!), lit(args.value)),
}

/** Values above the limit fail. */
export const maxKind: RowKind<'max'> = {
  kind: 'max',
  scope: 'row',
  dimension: 'validity',
  types,
  text({ columns: [column], args }) {
    const [name, value] = [columnName(column!), valueText(args.value)]
    return args.exclusive
      ? text(`${name} is below ${value}`, `${name} 小于 ${value}`)
      : text(`${name} is at most ${value}`, `${name} 不大于 ${value}`)
  },
  reason({ columns: [column], args }) {
    const [name, value] = [columnName(column!), valueText(args.value)]
    return args.exclusive
      ? text(`${name} not below ${value}`, `${name} 不小于 ${value}`)
      : text(`${name} above ${value}`, `${name} 大于 ${value}`)
  },
  failing: ({ columns: [column], args }, context) => (args.exclusive ? gte : gt)(context.value(column!), lit(args.value)),
}

/** Values outside the limits fail. */
export const betweenKind: RowKind<'between'> = {
  kind: 'between',
  scope: 'row',
  dimension: 'validity',
  types,
  text({ columns: [column], args }) {
    const [name, from, to] = [columnName(column!), valueText(args.from), valueText(args.to)]
    return text(`${name} is from ${from} to ${to}`, `${name} 在 ${from} 至 ${to} 之间`)
  },
  reason({ columns: [column], args }) {
    const [name, from, to] = [columnName(column!), valueText(args.from), valueText(args.to)]
    return text(`${name} not from ${from} to ${to}`, `${name} 不在 ${from} 至 ${to} 之间`)
  },
  failing: ({ columns: [column], args }, context) =>
    or(lt(context.value(column!), lit(args.from)), gt(context.value(column!), lit(args.to))),
}
