import { formatNumber, text } from '../../util/index.ts'
import { columnName } from '../words.ts'
import type { QueryKind } from './kind.ts'

/** How the result of a query is compared; `mustBeBetween` excludes its limits, as in ODCS. */
export type SqlComparison =
  | 'mustBe'
  | 'mustNotBe'
  | 'mustBeGreaterThan'
  | 'mustBeGreaterOrEqualTo'
  | 'mustBeLessThan'
  | 'mustBeLessOrEqualTo'
  | 'mustBeBetween'
  | 'mustNotBeBetween'

declare module '../rule.ts' {
  interface RuleArgs {
    /** The number that a SELECT gives compares as asked. */
    sql: {
      /** May name the table as `${table}` or `${object}`, and the column as `${column}` or `${property}`, each also without `$`. */
      readonly query: string
      readonly comparison: SqlComparison
      readonly limits: readonly number[]
      /** Other names that the query may call the table by. */
      readonly tables: readonly string[]
    }
  }
}

const words: Readonly<Record<SqlComparison, readonly [en: string, zh: string]>> = {
  mustBe: ['is', '等于'],
  mustNotBe: ['is not', '不等于'],
  mustBeGreaterThan: ['is above', '大于'],
  mustBeGreaterOrEqualTo: ['is at least', '不小于'],
  mustBeLessThan: ['is below', '小于'],
  mustBeLessOrEqualTo: ['is at most', '不大于'],
  mustBeBetween: ['is between', '介于'],
  mustNotBeBetween: ['is not between', '不介于'],
}

function holds(comparison: SqlComparison, value: number, [a = Number.NaN, b = Number.NaN]: readonly number[]): boolean {
  switch (comparison) {
    case 'mustBe':
      return value === a
    case 'mustNotBe':
      return value !== a
    case 'mustBeGreaterThan':
      return value > a
    case 'mustBeGreaterOrEqualTo':
      return value >= a
    case 'mustBeLessThan':
      return value < a
    case 'mustBeLessOrEqualTo':
      return value <= a
    case 'mustBeBetween':
      return value > a && value < b
    case 'mustNotBeBetween':
      return !(value > a && value < b)
  }
}

/** The one number that a query gives is as asked. */
export const sqlKind: QueryKind<'sql'> = {
  kind: 'sql',
  scope: 'query',
  dimension: 'consistency',
  text({ args: { query, comparison, limits } }) {
    const [en, zh] = words[comparison]
    const shown = columnName(query)
    return text(`${shown} ${en} ${limits.join(' and ')}`, `${shown} ${zh} ${limits.join(' 和 ')}`)
  },
  judge: ({ args: { comparison, limits } }, value) => ({
    holds: holds(comparison, value, limits),
    observed: text(formatNumber(value), formatNumber(value, 'zh-CN')),
  }),
}
