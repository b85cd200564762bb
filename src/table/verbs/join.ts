import { and, type ExprNode, eq, FromClauseNode, JoinNode, literal, Query, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import {
  columnRef,
  type OrderKey,
  type Relation,
  requireColumns,
  requireDistinctNames,
  selectList,
  sourceName,
  withTotalOrder,
} from '../relation.ts'
import { derived, typesOf } from './derived.ts'
import { keepByPosition } from './position.ts'

/** Which rows a join keeps besides those that match. */
export type JoinKind = 'inner' | 'left' | 'right' | 'full'

/** Columns that must be equal: names that both tables have, or `{ left: right }`. */
export type JoinKeys = string | readonly string[] | Readonly<Record<string, string>>

const [leftName, rightName] = ['__assay_left', '__assay_right']

/** Joins rows whose keys are equal. Rows keep the order of the left table, then of the right. */
export function join(leftBefore: Relation, rightBefore: Relation, on: JoinKeys, kind: JoinKind = 'inner'): Relation {
  const keys = keyPairs(leftBefore, rightBefore, on, 'join')
  const [left, right] = [withTotalOrder(leftBefore), withTotalOrder(rightBefore)]
  const merged = new Map(keys.filter(([l, r]) => l === r))
  const others = right.columns
    .filter((name) => !merged.has(name))
    .map((name) => [name, left.columns.includes(name) ? `${name}_2` : name] as const)
  const columns = [...left.columns, ...others.map(([, name]) => name)]
  requireDistinctNames(columns, 'join to column')
  const outerKey = (name: string) =>
    merged.has(name) && (kind === 'right' || kind === 'full')
      ? fn('coalesce', columnRef(name, leftName), columnRef(name, rightName))
      : columnRef(name, leftName)
  const [leftOrder, rightOrder] = [hideOrder(left, 'left'), hideOrder(right, 'right')]
  const entries: [string, ExprNode][] = [
    ...left.columns.map((name): [string, ExprNode] => [name, outerKey(name)]),
    ...others.map(([name, to]): [string, ExprNode] => [to, columnRef(name, rightName)]),
    ...leftOrder.map(({ name, column }): [string, ExprNode] => [name, columnRef(column, leftName)]),
    ...rightOrder.map(({ name, column }): [string, ExprNode] => [name, columnRef(column, rightName)]),
  ]
  const order: OrderKey[] = [...leftOrder, ...rightOrder].map(({ name, descending }) => ({ column: name, descending }))
  return derived(left, {
    query: joinQuery(left, right, keys, kind, entries),
    columns,
    types: { ...typesOf(left, left.columns), ...Object.assign({}, ...others.map(([name, to]) => typesOf(right, [name], () => to))) },
    rowNumber: null,
    hidden: order.map((key) => key.column),
    groups: left.groups,
    order,
    ordered: false,
    origins: [...left.origins, ...right.origins],
    sourceNames: Object.fromEntries([
      ...others.map(([name, to]) => [to, sourceName(right, name)]),
      ...left.columns.map((name) => [name, sourceName(left, name)]),
    ]),
    revealed: [...left.revealed, ...others.filter(([name]) => right.revealed.includes(name)).map(([, name]) => name)],
  })
}

/** Adds columns of another table by key; of several rows with a key the last gives the values, without one they are null. */
export function lookup(left: Relation, rightBefore: Relation, on: JoinKeys, values: readonly string[]): Relation {
  const keys = keyPairs(left, rightBefore, on, 'look up by')
  const keyNames = keys.map(([, name]) => name)
  const names = values.length > 0 ? values : rightBefore.columns.filter((name) => !keyNames.includes(name))
  requireColumns(names, rightBefore.columns, 'look up')
  const columns = [...left.columns, ...names.filter((name) => !left.columns.includes(name))]
  requireDistinctNames(columns, 'look up')
  const right = keepByPosition(withTotalOrder(rightBefore), keyNames, (position) => eq(position, literal(1)), true)
  const entries = [...columns, ...left.hidden].map((name): [string, ExprNode] => [
    name,
    columnRef(name, names.includes(name) ? rightName : leftName),
  ])
  return derived(left, {
    query: joinQuery(left, right, keys, 'left', entries),
    columns,
    types: { ...left.types, ...typesOf(right, names) },
    ordered: false,
    origins: [...left.origins, ...right.origins],
    sourceNames: Object.fromEntries(columns.map((name) => [name, sourceName(names.includes(name) ? right : left, name)])),
    revealed: [...left.revealed.filter((name) => !names.includes(name)), ...right.revealed.filter((name) => names.includes(name))],
  })
}

/** Keeps the rows that have a match in the other table, or those that have none. */
export function matching(left: Relation, right: Relation, on: JoinKeys, wanted: boolean): Relation {
  const keys = keyPairs(left, right, on, 'join')
  const entries = [...left.columns, ...left.hidden].map((name): [string, ExprNode] => [name, columnRef(name, leftName)])
  const query = joinQuery(left, right, keys, wanted ? 'SEMI' : 'ANTI', entries)
  return derived(left, { query, ordered: false, origins: [...left.origins, ...right.origins] })
}

function joinQuery(
  left: Relation,
  right: Relation,
  keys: readonly [string, string][],
  kind: string,
  entries: readonly [string, ExprNode][],
): Query {
  const condition = and(...keys.map(([l, r]) => eq(columnRef(l, leftName), columnRef(r, rightName))))
  const from = new JoinNode(
    new FromClauseNode(left.query as never, leftName),
    new FromClauseNode(right.query as never, rightName),
    'REGULAR',
    kind.toUpperCase() as never,
    condition,
  )
  const query: SelectQuery = Query.select()
  query._select = selectList(entries)
  query._from = [from]
  return query
}

function keyPairs(left: Relation, right: Relation, on: JoinKeys, doing: string): [string, string][] {
  if (left.engine !== right.engine)
    throw new TypeError(`Cannot ${doing}: the tables are on different engines. Write one to a file and open it on the other`)
  const pairs: [string, string][] =
    typeof on === 'string'
      ? [[on, on]]
      : Array.isArray(on)
        ? on.map((name) => [name, name])
        : Object.entries(on as Readonly<Record<string, string>>)
  if (pairs.length === 0) throw new RangeError(`Cannot ${doing} no columns: name the key`)
  requireColumns(
    pairs.map(([l]) => l),
    left.columns,
    `${doing} column`,
  )
  requireColumns(
    pairs.map(([, r]) => r),
    right.columns,
    `${doing} column`,
  )
  return pairs
}

function hideOrder(r: Relation, side: string): { name: string; column: string; descending: boolean }[] {
  const keys = r.rowNumber === null ? r.order : [...r.order, { column: r.rowNumber, descending: false }]
  return keys.map((key, i) => ({ ...key, name: `__assay_${side}_${i + 1}` }))
}
