import type { AnyTable } from '../../table/index.ts'
import { text } from '../../util/index.ts'
import { and, distinctValues, isNotNull, isNull } from '../plan/sql.ts'
import { columnName } from '../words.ts'
import type { RowKind } from './kind.ts'

/** Where a reference points: a column of a table, known by name, and the table itself where it is at hand. */
export interface ReferenceTarget {
  readonly name: string
  readonly column: string
  readonly table?: AnyTable
}

declare module '../rule.ts' {
  interface RuleArgs {
    /** Values occur in a column of another table. */
    references: ReferenceTarget
  }
}

const targetName = ({ name, column }: ReferenceTarget) => `${columnName(name)}.${columnName(column)}`

/** Values that the other column lacks fail. */
export const referencesKind: RowKind<'references'> = {
  kind: 'references',
  scope: 'row',
  dimension: 'consistency',
  text: ({ columns: [column], args }) =>
    text(`Every ${columnName(column!)} is one of ${targetName(args)}`, `每个 ${columnName(column!)} 都存在于 ${targetName(args)}`),
  reason: ({ columns: [column], args }) =>
    text(`${columnName(column!)} not in ${targetName(args)}`, `${columnName(column!)} 不在 ${targetName(args)} 中`),
  failing({ columns: [column], args }, context) {
    const target = context.target(args)
    const { query, own } = distinctValues(target, args.column, context.raw(column!), context.types.get(column!)!)
    const found = context.lookup(query, [{ value: own, column: args.column }])
    return and(isNotNull(context.raw(column!)), isNull(found.column(args.column)))
  },
}
