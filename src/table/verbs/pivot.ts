import { CaseNode, type ExprNode, eq, literal, WhenNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { type Task, task } from '../../util/index.ts'
import { readRows } from '../bridge/rows.ts'
import { textOf } from '../expression/operators.ts'
import type { Value } from '../expression/value.ts'
import {
  columnRef,
  hiddenName,
  keep,
  type Relation,
  requireColumns,
  requireDistinctNames,
  selectFrom,
  sourceNamesOf,
  withTotalOrder,
} from '../relation.ts'
import { orderNodes } from '../sql.ts'
import type { Scope, Sql } from '../types.ts'
import { dedupe } from './dedupe.ts'
import { derived, typesOf } from './derived.ts'
import { rollup } from './rollup.ts'
import { mostColumns } from './spread.ts'

/** Options of a pivot. */
export interface PivotOptions {
  /** The values that become columns, as text, in the order wanted: with them nothing has to run first. */
  readonly keys?: readonly string[]
  /** Most columns a value makes. */
  readonly limit?: number
  /** Whether the columns are sorted by name, which is the default, or come as their values do in the table. */
  readonly sort?: boolean
  /** Stands between the values of several key columns; `_` by default. */
  readonly keySeparator?: string
  /** Stands between a value's name and its key, when there are several values; `_` by default. */
  readonly valueSeparator?: string
}

/** What fills the columns of a pivot: columns, whose first value is taken, or expressions over the rows of a group. */
export type PivotValues = string | readonly string[] | Readonly<Record<string, Function | Sql>>

/** The values of key columns become columns: one row a group, or one row. */
export function pivot(
  before: Relation,
  on: readonly string[],
  values: PivotValues,
  keys: readonly string[],
  options: PivotOptions,
  scope?: Scope,
): Relation {
  const [base, key] = withKey(before, on, options)
  const made = rollup({ ...base, groups: [...base.groups, key] }, expressionsOf(base, values), scope)
  const names = made.columns.filter((name) => name !== key && !base.groups.includes(name))
  const separator = options.valueSeparator ?? '_'
  const cells = names.flatMap((name) => keys.map((text) => [names.length > 1 ? `${name}${separator}${text}` : text, name, text] as const))
  const columns = [...base.groups, ...cells.map(([to]) => to)]
  requireDistinctNames(columns, 'pivot to column')
  const query = selectFrom(made.query, [
    ...keep(base.groups),
    ...cells.map(([to, name, text]): [string, ExprNode] => [
      to,
      fn('any', new CaseNode(undefined, [new WhenNode(eq(columnRef(key), literal(text)), columnRef(name))])),
    ]),
  ])
  if (base.groups.length > 0) query._groupby = base.groups.map((name) => columnRef(name))
  return derived(made, {
    query,
    columns,
    types: { ...typesOf(made, base.groups), ...Object.assign({}, ...cells.map(([to, name]) => typesOf(made, [name], () => to))) },
    order: base.groups.map((column) => ({ column, descending: false })),
    ordered: base.groups.length === 0,
    revealed: made.revealed.filter((name) => base.groups.includes(name)),
    bigints: [...(made.bigints ?? []).filter((name) => base.groups.includes(name))],
    sealed: cells.filter(([, name]) => before.sealed?.includes(name)).map(([to]) => to),
    sourceNames: Object.fromEntries([
      ...base.groups.map((name) => [name, sourceNamesOf(base, name)] as const),
      ...cells.map(([to, name]) => [to, sourceNamesOf(base, name)] as const),
    ]),
  })
}

/** {@link pivot} by the values that the key columns hold. */
export function pivotAll<T>(
  r: Relation,
  on: readonly string[],
  values: PivotValues,
  options: PivotOptions,
  scope: Scope | undefined,
  wrap: (made: Relation) => T,
): Task<T> {
  // What is wrong with the names is said at once, before anything runs.
  pivot(r, on, values, ['key'], options, scope)
  return task(async (control) => {
    const [base, key] = withKey(r, on, options)
    const distinct = dedupe(base, [key])
    const found = readRows<Record<string, string>>({ ...distinct, columns: [key] }, mostColumns + 1)
    control.signal.addEventListener('abort', () => found.cancel(), { once: true })
    const all = (await found).map((row) => row[key] as string)
    if (options.sort !== false) all.sort()
    const keys = options.limit === undefined ? all : all.slice(0, options.limit)
    if (keys.length > mostColumns)
      throw new RangeError(
        `Cannot pivot to more than ${mostColumns} columns: say which are wanted, { keys: [...] }, or how many, { limit: 10 }`,
      )
    return wrap(pivot(r, on, values, keys, options, scope))
  })
}

/** A relation with a column of the text of its keys. */
function withKey(before: Relation, on: readonly string[], { keySeparator = '_' }: PivotOptions): readonly [Relation, string] {
  requireColumns(on, before.columns, 'pivot by')
  if (on.length === 0) throw new RangeError('Cannot pivot by no columns: name the one whose values become columns')
  const r = withTotalOrder(before)
  const key = hiddenName('key', r)
  const texts = on.map((name) => fn('coalesce', textOf({ node: columnRef(name), type: r.types[name] ?? 'unknown' }), literal('null')))
  const text =
    texts.length === 1
      ? (texts[0] as ExprNode)
      : fn('concat', ...texts.flatMap((one, i) => (i === 0 ? [one] : [literal(keySeparator), one])))
  const query = selectFrom(r.query, [...keep([...r.columns, ...r.hidden]), [key, text]])
  return [{ ...r, query, columns: [...r.columns, key], types: { ...r.types, [key]: 'text' } }, key]
}

function expressionsOf(r: Relation, values: PivotValues): Record<string, Function | Sql | Value> {
  if (typeof values !== 'string' && !Array.isArray(values)) return values as Record<string, Function | Sql>
  const names = typeof values === 'string' ? [values] : (values as readonly string[])
  requireColumns(names, r.columns.slice(0, -1), 'pivot column')
  const first = (name: string): Value => ({
    node: fn('any', columnRef(name)).argOrder(orderNodes(r)),
    type: r.types[name] ?? 'unknown',
    level: 'aggregate',
  })
  return Object.fromEntries(names.map((name) => [name, first(name)]))
}
