import { compile } from '../expression/compile.ts'
import { nodeOf } from '../expression/operators.ts'
import { columnRef, type Relation, requireDistinctNames, selectFrom } from '../relation.ts'
import type { Scope, Sql } from '../types.ts'
import { windowOver } from '../window.ts'
import { derived, keepOrder } from './derived.ts'

/** Adds columns, or replaces them in their places. Each expression sees the columns as they were before. */
export function derive(before: Relation, expressions: Readonly<Record<string, Function | Sql>>, scope?: Scope): Relation {
  const names = Object.keys(expressions)
  const columns = [...before.columns, ...names.filter((name) => !before.columns.includes(name))]
  requireDistinctNames([...before.hidden, ...columns], 'derive')
  const r = keepOrder(before, names)
  const { ordered, over } = windowOver(r)
  const values = new Map(
    names.map((name) => [
      name,
      compile(expressions[name] as Sql, { columns: r.columns, types: r.types, scope: { ...r.params, ...scope }, kind: 'window', over }),
    ]),
  )
  const windowed = [...values.values()].some((value) => value.level === 'window')
  const base = windowed ? ordered() : r
  const query = selectFrom(
    base.query,
    [...columns, ...base.hidden].map((name) => {
      const value = values.get(name)
      return [name, value === undefined ? columnRef(name) : nodeOf(value)]
    }),
  )
  const types = Object.fromEntries([...values].map(([name, value]) => [name, value.type]))
  return derived(base, {
    query,
    columns,
    types: { ...r.types, ...types },
    groups: r.groups.filter((name) => !values.has(name)),
    revealed: r.revealed.filter((name) => !values.has(name)),
    bigints: (r.bigints ?? []).filter((name) => !values.has(name)),
    ordered: base.ordered && !windowed,
  })
}
