import { and, type ExprNode, eq, FromClauseNode, JoinNode, literal, Query, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { compile } from '../expression/compile.ts'
import { truth } from '../expression/operators.ts'
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
import type { Scope } from '../types.ts'
import { derived, typesOf } from './derived.ts'
import { requireOneEngine } from './one-engine.ts'
import { keepByPosition } from './position.ts'

/** Which rows a join keeps besides those that match. */
export type JoinKind = 'inner' | 'left' | 'right' | 'full'

/** Columns that must be equal: names that both tables have, or `{ left: right }`; or a test of a row of each. */
export type JoinKeys = string | readonly string[] | Readonly<Record<string, string>> | Function

const [leftName, rightName] = ['__assay_left', '__assay_right']

/** Joins rows whose keys are equal, or that pass a test. Rows keep the order of the left table, then of the right. */
export function join(leftBefore: Relation, rightBefore: Relation, on: JoinKeys, kind: JoinKind = 'inner', scope?: Scope): Relation {
  const { condition, keys } = conditionOf(leftBefore, rightBefore, on, 'join', scope)
  return joinOn(leftBefore, rightBefore, condition, keys, kind)
}

/** All pairs of rows. */
export function cross(left: Relation, right: Relation): Relation {
  requireOneEngine([left, right], 'pair')
  return joinOn(left, right, literal(true), [], 'inner')
}

function joinOn(
  leftBefore: Relation,
  rightBefore: Relation,
  condition: ExprNode,
  keys: readonly [string, string][],
  kind: JoinKind,
): Relation {
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
    query: joinQuery(left, right, condition, kind, entries),
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
    bigints: [...(left.bigints ?? []), ...others.filter(([name]) => right.bigints?.includes(name)).map(([, name]) => name)],
    sealed: [...(left.sealed ?? []), ...others.filter(([name]) => right.sealed?.includes(name)).map(([, name]) => name)],
    revealed: [...left.revealed, ...others.filter(([name]) => right.revealed.includes(name)).map(([, name]) => name)],
  })
}

/** Adds columns of another table by key; of several rows with a key the last gives the values, without one they are null. */
export function lookup(left: Relation, rightBefore: Relation, on: Exclude<JoinKeys, Function>, values: readonly string[]): Relation {
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
    query: joinQuery(left, right, equalKeys(keys), 'left', entries),
    columns,
    types: { ...left.types, ...typesOf(right, names) },
    ordered: false,
    origins: [...left.origins, ...right.origins],
    sourceNames: Object.fromEntries(columns.map((name) => [name, sourceName(names.includes(name) ? right : left, name)])),
    bigints: [
      ...(left.bigints ?? []).filter((name) => !names.includes(name)),
      ...(right.bigints ?? []).filter((name) => names.includes(name)),
    ],
    revealed: [...left.revealed.filter((name) => !names.includes(name)), ...right.revealed.filter((name) => names.includes(name))],
  })
}

/** Keeps the rows that have a match in the other table, or those that have none. */
export function matching(left: Relation, right: Relation, on: JoinKeys, wanted: boolean, scope?: Scope): Relation {
  return keepMatching(left, right, conditionOf(left, right, on, 'join', scope).condition, wanted)
}

/** {@link matching} by columns that both have, where nulls are equal to each other. */
export function matchingAll(left: Relation, right: Relation, columns: readonly string[], wanted: boolean): Relation {
  requireOneEngine([left, right], 'compare')
  return keepMatching(left, right, and(...columns.map((name) => fn('same', columnRef(name, leftName), columnRef(name, rightName)))), wanted)
}

function keepMatching(left: Relation, right: Relation, condition: ExprNode, wanted: boolean): Relation {
  const entries = [...left.columns, ...left.hidden].map((name): [string, ExprNode] => [name, columnRef(name, leftName)])
  const query = joinQuery(left, right, condition, wanted ? 'SEMI' : 'ANTI', entries)
  return derived(left, { query, ordered: false, origins: [...left.origins, ...right.origins] })
}

/** When a row of the left table belongs to one of the right. */
function conditionOf(
  left: Relation,
  right: Relation,
  on: JoinKeys,
  doing: string,
  scope?: Scope,
): { condition: ExprNode; keys: [string, string][] } {
  if (typeof on !== 'function') {
    const keys = keyPairs(left, right, on, doing)
    return { condition: equalKeys(keys), keys }
  }
  requireOneEngine([left, right], doing)
  const second = { columns: right.columns, types: right.types, table: rightName }
  const test = compile(on, {
    columns: left.columns,
    types: left.types,
    table: leftName,
    second,
    scope: { ...left.params, ...scope },
    kind: 'row',
  })
  return { condition: truth(test), keys: [] }
}

function equalKeys(keys: readonly [string, string][]): ExprNode {
  return and(...keys.map(([l, r]) => eq(columnRef(l, leftName), columnRef(r, rightName))))
}

function joinQuery(left: Relation, right: Relation, condition: ExprNode, kind: string, entries: readonly [string, ExprNode][]): Query {
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

function keyPairs(left: Relation, right: Relation, on: Exclude<JoinKeys, Function>, doing: string): [string, string][] {
  requireOneEngine([left, right], doing)
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
