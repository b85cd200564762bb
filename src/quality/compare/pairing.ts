import { type ExprNode, FromClauseNode, JoinNode, LiteralNode, type Query, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { type AnyTable, columnRef, type Relation, relationOf, schemaOf, selectFrom, withTotalOrder } from '../../table/index.ts'
import type { Asked } from './options.ts'

/** Names of the two sides within queries. */
export const [beforeName, afterName] = ['__assay_before', '__assay_after']

/** One of the two tables: its relation, whose rows have numbers, and its types. */
export interface Side {
  readonly relation: Relation
  readonly types: ReadonlyMap<string, ColumnType>
}

/** How the values of a column are compared. */
export type Comparing = 'number' | 'time' | 'text' | 'same'

/** A column that both tables have. */
export interface Paired {
  readonly name: string
  readonly type: ColumnType
  readonly comparing: Comparing
  readonly tolerance?: number
}

/** A table as one side of a comparison. */
export async function sideOf(table: AnyTable): Promise<Side> {
  const fields = await schemaOf(table as never)
  return { relation: withTotalOrder(relationOf(table as never)), types: new Map(fields.map((field) => [field.name, field.type])) }
}

const numbers: readonly ColumnType[] = ['integer', 'number', 'decimal']
const times: readonly ColumnType[] = ['date', 'timestamp']

/** How the columns of two tables are compared: by their types, and as text where these have nothing in common. */
export function pairedColumns(names: readonly string[], before: Side, after: Side, { tolerance }: Pick<Asked, 'tolerance'>): Paired[] {
  return names.map((name) => {
    const [was, type] = [before.types.get(name)!, after.types.get(name)!]
    const both = (types: readonly ColumnType[]) => types.includes(was) && types.includes(type)
    const comparing =
      was === type && type !== 'list' && type !== 'struct' && type !== 'map'
        ? 'same'
        : both(numbers)
          ? 'number'
          : both(times)
            ? 'time'
            : 'text'
    const limit = tolerance.get(name)
    if (limit === undefined) return { name, type, comparing }
    if (!both(numbers))
      throw new TypeError(
        `Cannot tolerate differences in ${JSON.stringify(name)}: it holds ${was === type ? type : `${was} and ${type}`}, not numbers`,
      )
    return { name, type, comparing: 'number', tolerance: limit }
  })
}

/** A value in the form in which it is compared. */
function formOf(value: ExprNode, comparing: Comparing): ExprNode {
  if (comparing === 'same') return value
  return comparing === 'number' ? fn('cast', value, 'number') : comparing === 'time' ? fn('to_timestamp', value) : fn('to_text', value)
}

const lit = (value: unknown): ExprNode => new LiteralNode(value)

/** Whether the two values of a column differ. Missing equals missing, NaN equals NaN. */
export function differs({ name, comparing, tolerance }: Paired): ExprNode {
  const [was, is] = [formOf(columnRef(name, beforeName), comparing), formOf(columnRef(name, afterName), comparing)]
  const different = fn('different', was, is)
  if (tolerance === undefined) return different
  // The slack undoes binary fractions: 2.56 - 2.55 is 0.010000000000000231.
  const slack = fn('multiply', fn('greatest', fn('abs', was), fn('abs', is)), lit(1e-15))
  const limit = fn('add', lit(tolerance * (1 + 1e-12)), slack)
  const near = fn('and', fn('is_finite', fn('subtract', was, is)), fn('lte', fn('abs', fn('subtract', was, is)), limit))
  return fn('and', different, fn('not', fn('coalesce', near, lit(false))))
}

/** Whether a part of a row's key is missing. */
export function withoutKey(key: readonly Paired[], side?: string): ExprNode {
  const missing = key.map(({ name, type }) => {
    const value = columnRef(name, side)
    const none = fn('is_missing', value)
    return type === 'number' ? fn('or', none, fn('coalesce', fn('is_nan', fn('cast', value, 'number')), lit(false))) : none
  })
  return missing.length === 1 ? missing[0]! : fn('or', ...missing)
}

/** The rows of a side whose keys are whole. */
export function keyed({ relation }: Side, key: readonly Paired[]): SelectQuery {
  const names = [...relation.columns, ...relation.hidden]
  const query = selectFrom(
    relation.query,
    names.map((name) => [name, columnRef(name)]),
  )
  query._where = [fn('not', withoutKey(key))]
  return query
}

/** Rows of two sides by key: `FULL`, `INNER`, or the rows of the left that have no match, `ANTI`. */
export function pairs(
  left: readonly [string, Query],
  right: readonly [string, Query],
  key: readonly Paired[],
  kind: 'FULL' | 'INNER' | 'ANTI',
  entries: readonly (readonly [string, ExprNode])[],
): SelectQuery {
  const equal = key.map(({ name, comparing }) =>
    fn('eq', formOf(columnRef(name, left[0]), comparing), formOf(columnRef(name, right[0]), comparing)),
  )
  const query = selectFrom(left[1], entries)
  query._from = [
    new JoinNode(
      new FromClauseNode(left[1] as never, left[0]),
      new FromClauseNode(right[1] as never, right[0]),
      'REGULAR',
      kind as never,
      equal.length === 1 ? equal[0]! : fn('and', ...equal),
    ),
  ]
  return query
}

/** One query of a list of conditions' counts over another query. */
export function countsOver(query: Query, conditions: readonly (readonly [string, ExprNode])[]): SelectQuery {
  return selectFrom(query, [['rows', fn('count')], ...conditions.map(([name, condition]) => [name, fn('count_if', condition)] as const)])
}

/** The keys that stand on more than one row: how many there are (`keys`), and on how many rows (`rows`). */
export function repeatedKeys(side: Side, key: readonly Paired[]): SelectQuery {
  const inner = selectFrom(keyed(side, key), [['n', fn('count')]])
  inner._groupby = key.map(({ name }) => columnRef(name))
  inner._having = [fn('gt', fn('count'), lit(1))]
  return selectFrom(inner as Query, [
    ['keys', fn('count')],
    ['rows', fn('coalesce', fn('sum', columnRef('n')), lit(0))],
  ])
}
