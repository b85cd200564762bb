import { type ExprNode, literal, lt, UnnestNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { compile } from '../expression/compile.ts'
import { nodeOf } from '../expression/operators.ts'
import type { Value } from '../expression/value.ts'
import {
  columnRef,
  hiddenName,
  keep,
  type Relation,
  requireColumns,
  requireDistinctNames,
  selectFrom,
  withTotalOrder,
} from '../relation.ts'
import type { Scope, Sql } from '../types.ts'
import { derived, keepOrder, typesOf } from './derived.ts'
import { placeKeys } from './place.ts'

/** Options of an unroll. */
export interface UnrollOptions<I extends string = string> {
  /** A column for the element's place in its list, from 0: `true` calls it `index`. */
  readonly index?: I | true
  /** Most elements taken of a list. */
  readonly limit?: number
}

/** Columns of lists, by name, or expressions that give lists. */
export type Lists = string | readonly string[] | Readonly<Record<string, Function | Sql>>

/** Each row becomes one for each element of its list; rows whose lists are empty or missing go. Several lists go side by side, the shorter ones filled with nulls. */
export function unroll(before: Relation, lists: Lists, { index, limit }: UnrollOptions = {}, scope?: Scope): Relation {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1))
    throw new RangeError(`Cannot unroll with limit ${limit}: give a whole number from 1 on`)
  const values = listValues(before, lists, 'unroll', scope)
  const names = [...values.keys()]
  const indexName = index === true ? 'index' : index
  const columns = [
    ...before.columns,
    ...names.filter((name) => !before.columns.includes(name)),
    ...(indexName === undefined ? [] : [indexName]),
  ]
  requireDistinctNames([...before.hidden, ...columns], 'unroll to column')
  const r = keepOrder(withTotalOrder(before), names)
  const place = hiddenName('element', r, { ...r, columns })
  const lengths = [...values.values()].map((value) => fn('coalesce', fn('list_length', nodeOf(value)), literal(0)))
  const longest = lengths.length === 1 ? (lengths[0] as ExprNode) : fn('greatest', ...lengths)
  const inner = selectFrom(r.query, [
    ...r.columns.filter((name) => !values.has(name)).map((name): [string, ExprNode] => [name, columnRef(name)]),
    ...[...values].map(([name, value]): [string, ExprNode] => [name, new UnnestNode(nodeOf(value))]),
    ...keep(r.hidden),
    [place, new UnnestNode(fn('range', longest))],
  ])
  const query = selectFrom(
    inner,
    [...columns, ...r.hidden, place].map((name): [string, ExprNode] => [name, columnRef(name === indexName ? place : name)]),
  )
  if (limit !== undefined) query._where = [lt(columnRef(place), literal(limit))]
  return derived(r, {
    query,
    columns,
    types: {
      ...typesOf(
        r,
        r.columns.filter((name) => !values.has(name)),
      ),
      ...(indexName === undefined ? {} : { [indexName]: 'integer' as const }),
    },
    rowNumber: null,
    hidden: [...r.hidden, place],
    groups: r.groups.filter((name) => !values.has(name)),
    order: [...placeKeys(r), { column: place, descending: false }],
    ordered: false,
  })
}

/** The lists that columns hold, or expressions give. */
export function listValues(r: Relation, lists: Lists, doing: string, scope?: Scope): Map<string, Value> {
  const names = typeof lists === 'string' ? [lists] : Array.isArray(lists) ? (lists as readonly string[]) : undefined
  if (names !== undefined) requireColumns(names, r.columns, `${doing} column`)
  const values: (readonly [string, Value])[] =
    names === undefined
      ? Object.entries(lists as Readonly<Record<string, Function | Sql>>).map(([name, expression]) => [
          name,
          compile(expression, { columns: r.columns, types: r.types, scope: { ...r.params, ...scope }, kind: 'row' }),
        ])
      : names.map((name) => [name, { node: columnRef(name), type: r.types[name] ?? 'unknown' }])
  if (values.length === 0) throw new RangeError(`Cannot ${doing} no columns: name those that hold lists`)
  for (const [name, { type }] of values) {
    if (type !== 'list' && type !== 'unknown')
      throw new TypeError(
        `Cannot ${doing} ${JSON.stringify(name)}: it holds ${type}, not lists. Text is split by op.split(text, separator)`,
      )
  }
  return new Map(values)
}
