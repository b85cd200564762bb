import { columnRef, keep, type Relation, requireColumns, requireDistinctNames, selectFrom, sourceName } from '../relation.ts'
import { derived, keepOrder, typesOf } from './derived.ts'

/** Columns to keep: names, or objects of old name to new name. */
export type Selection = string | Readonly<Record<string, string>>

/** Keeps some columns, in the order given. */
export function select(r: Relation, selection: readonly Selection[]): Relation {
  const pairs = selection.flatMap((part): [string, string][] => (typeof part === 'string' ? [[part, part]] : Object.entries(part)))
  return project(r, pairs, 'select column')
}

/** Gives columns other names; they keep their places. */
export function rename(r: Relation, names: Readonly<Record<string, string>>): Relation {
  requireColumns(Object.keys(names), r.columns, 'rename column')
  return project(
    r,
    r.columns.map((name) => [name, Object.hasOwn(names, name) ? (names[name] as string) : name]),
    'rename to',
  )
}

function project(before: Relation, pairs: readonly (readonly [string, string])[], doing: string): Relation {
  requireColumns(
    pairs.map(([name]) => name),
    before.columns,
    doing,
  )
  const columns = pairs.map(([, name]) => name)
  requireDistinctNames([...before.hidden, ...columns], doing)
  const kept = new Map(pairs.map(([from, to]) => [from, to]))
  const r = keepOrder(
    before,
    before.columns.filter((name) => kept.get(name) !== name),
  )
  const query = selectFrom(r.query, [
    ...pairs.map(([from, to]) => [to, columnRef(from)] as [string, ReturnType<typeof columnRef>]),
    ...keep(r.hidden),
  ])
  const groups = r.groups.filter((name) => kept.has(name)).map((name) => kept.get(name) as string)
  const types = Object.assign({}, ...pairs.map(([from, to]) => typesOf(r, [from], () => to)))
  const renamed = (names: readonly string[]) => names.map((name) => kept.get(name) ?? '').filter((name) => name !== '')
  return derived(r, {
    query,
    columns,
    types,
    groups,
    revealed: renamed(r.revealed),
    sealed: renamed(r.sealed ?? []),
    bigints: renamed(r.bigints ?? []),
    sourceNames: Object.fromEntries(pairs.map(([from, to]) => [to, sourceName(r, from)])),
  })
}
