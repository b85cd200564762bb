import type { ExprNode } from '@uwdata/mosaic-sql'
import { fn, print } from '../../engine/index.ts'
import { type Task, task } from '../../util/index.ts'
import { nodeOf } from '../expression/operators.ts'
import { columnRef, keep, type Relation, requireDistinctNames, selectFrom, sourceNamesOf } from '../relation.ts'
import type { Scope } from '../types.ts'
import { derived, keepOrder, typesOf } from './derived.ts'
import { type Lists, listValues } from './unroll.ts'

/** Options of a spread. */
export interface SpreadOptions {
  /** Names of the new columns, for one list. */
  readonly as?: readonly string[]
  /** How many columns a list makes. */
  readonly limit?: number
  /** Whether the list goes; true by default. */
  readonly drop?: boolean
}

/** Puts the elements of lists in columns of their own, `name_1`, `name_2`..., as many as asked for. */
export function spread(before: Relation, lists: Lists, options: SpreadOptions, scope?: Scope, sizes?: readonly number[]): Relation {
  const values = listValues(before, lists, 'spread', scope)
  const as = values.size === 1 ? options.as : undefined
  const limit = options.limit ?? as?.length
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1))
    throw new RangeError(`Cannot spread to ${limit} columns: give a whole number from 1 on`)
  const made = new Map(
    [...values.keys()].map((name, i) => [
      name,
      Array.from(
        { length: Math.min(limit ?? Number.POSITIVE_INFINITY, sizes?.[i] ?? limit ?? 0) },
        (_, j) => as?.[j] ?? `${name}_${j + 1}`,
      ),
    ]),
  )
  const keeps = (name: string) => !values.has(name) || options.drop === false
  const columns = [
    ...before.columns.flatMap((name) => [...(keeps(name) ? [name] : []), ...(made.get(name) ?? [])]),
    ...[...made].filter(([name]) => !before.columns.includes(name)).flatMap(([, names]) => names),
  ]
  requireDistinctNames([...before.hidden, ...columns], 'spread to column')
  const lost = before.columns.filter((name) => !columns.includes(name))
  const r = keepOrder(before, [...lost, ...[...made.values()].flat()])
  const elements = new Map(
    [...made].flatMap(([name, names]) => names.map((to, j) => [to, fn('list_element', nodeOf(values.get(name) as never), j)] as const)),
  )
  const query = selectFrom(r.query, [
    ...columns.map((name): [string, ExprNode] => [name, elements.get(name) ?? columnRef(name)]),
    ...keep(r.hidden),
  ])
  const kept = columns.filter((name) => !elements.has(name))
  return derived(r, {
    query,
    columns,
    types: typesOf(r, kept),
    groups: r.groups.filter((name) => kept.includes(name)),
    revealed: r.revealed.filter((name) => kept.includes(name)),
    sourceNames: Object.fromEntries([
      ...kept.map((name) => [name, sourceNamesOf(r, name)] as const),
      ...[...made].flatMap(([name, names]) => names.map((to) => [to, sourceNamesOf(r, name)] as const)),
    ]),
  })
}

/** Most columns that a spread or pivot makes by itself. */
export const mostColumns = 1000

/** {@link spread} to as many columns as the longest list has elements. */
export function spreadAll<T>(
  r: Relation,
  lists: Lists,
  options: SpreadOptions,
  scope: Scope | undefined,
  wrap: (made: Relation) => T,
): Task<T> {
  const values = [...listValues(r, lists, 'spread', scope)]
  return task(async ({ signal }) => {
    const longest = values.map(([name, value]): [string, ExprNode] => [name, fn('max', fn('list_length', nodeOf(value)))])
    const batch = await r.engine.query(print(selectFrom(r.query, longest)), { signal })
    const sizes = values.map((_, i) => Number(batch.columns[i]?.[0] ?? 0))
    const most = Math.max(...sizes)
    if (most > mostColumns)
      throw new RangeError(`Cannot spread to ${most} columns: say how many are wanted, { limit: 10 }, or unroll the lists to rows`)
    return wrap(spread(r, lists, options, scope, sizes))
  })
}
