import { text } from '../../util/index.ts'
import { duplicateKeys, isNotNull } from '../plan/sql.ts'
import { columnName, columnNames } from '../words.ts'
import type { RowKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** No key occurs twice. */
    unique: {}
  }
}

/**
 * Every row of a key that occurs more than once fails, the first one too: which of them is right is not known.
 * A key with a missing part is not judged, as in SQL.
 */
export const uniqueKind: RowKind<'unique'> = {
  kind: 'unique',
  scope: 'row',
  dimension: 'uniqueness',
  text({ columns }) {
    if (columns.length === 1) return text(`No ${columnName(columns[0]!)} occurs twice`, `${columnName(columns[0]!)} 不重复`)
    const names = columnNames(columns)
    return text(`${names.en} together occur once`, `${names['zh-CN']} 的组合不重复`)
  },
  reason({ columns }) {
    const names = columnNames(columns)
    return text(`${names.en} occur${columns.length === 1 ? 's' : ''} more than once`, `${names['zh-CN']} 重复出现`)
  },
  failing({ columns }, context) {
    const found = context.lookup(
      duplicateKeys(context.rows(), columns),
      columns.map((column) => ({ value: context.raw(column), column })),
    )
    return isNotNull(found.column(columns[0]!))
  },
}
