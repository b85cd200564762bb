import { text } from '../../util/index.ts'
import { firstOfRepeats, gt } from '../plan/sql.ts'
import { columnNames } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** No row repeats an earlier one, in some columns or, when none is named, in all. */
    noRepeats: {}
  }
}

/** Rows that repeat an earlier row fail; the first of them does not. Missing equals missing. */
export const noRepeatsKind: RowKind<'noRepeats'> = {
  kind: 'noRepeats',
  scope: 'row',
  dimension: 'uniqueness',
  text({ columns }) {
    if (columns.length === 0) return text('No row repeats another exactly', '没有完全重复的行')
    const names = columnNames(columns)
    return text(`No row repeats another in ${names.en}`, `没有在 ${names['zh-CN']} 上重复的行`)
  },
  reason({ columns }) {
    if (columns.length === 0) return text('Repeats an earlier row exactly', '与前面某行完全重复')
    const names = columnNames(columns)
    return text(`Repeats an earlier row in ${names.en}`, `与前面某行在 ${names['zh-CN']} 上重复`)
  },
  failing({ columns }, context) {
    const keys = columns.length === 0 ? [...context.types.keys()] : columns
    const { query, first } = firstOfRepeats(context.rows(), keys, context.rowNumberName)
    const found = context.lookup(
      query,
      keys.map((column) => ({ value: context.raw(column), column, nullsEqual: true })),
    )
    return gt(context.rowNumber(), found.column(first))
  },
}
