import { formatCount, text } from '../../util/index.ts'
import { count } from '../plan/sql.ts'
import type { TableKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** The table has so many rows. */
    rowCount: { readonly min?: number; readonly max?: number }
  }
}

/** The number of rows is within limits. */
export const rowCountKind: TableKind<'rowCount'> = {
  kind: 'rowCount',
  scope: 'table',
  dimension: 'completeness',
  text({ args: { min, max } }) {
    const [low, high] = [min === undefined ? '' : formatCount(min), max === undefined ? '' : formatCount(max)]
    if (max === undefined) return text(`The table has at least ${low} rows`, `表至少有 ${low} 行`)
    if (min === undefined) return text(`The table has at most ${high} rows`, `表至多有 ${high} 行`)
    if (min === max) return text(`The table has exactly ${low} rows`, `表恰有 ${low} 行`)
    return text(`The table has ${low} to ${high} rows`, `表有 ${low} 至 ${high} 行`)
  },
  measure: ({ args: { min = 0, max = Number.POSITIVE_INFINITY } }) => ({
    value: count(),
    merge: 'sum',
    judge(value) {
      const rows = Number(value ?? 0)
      return {
        holds: rows >= min && rows <= max,
        observed: text(rows === 1 ? '1 row' : `${formatCount(rows)} rows`, `${formatCount(rows)} 行`),
      }
    },
  }),
}
