import type { ExprNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { compile } from '../expression/compile.ts'
import { nodeOf } from '../expression/operators.ts'
import { commonType } from '../expression/value.ts'
import { columnRef, type Relation, requireColumns, selectFrom } from '../relation.ts'
import type { Scope, Sql } from '../types.ts'
import { windowOver } from '../window.ts'
import { concat } from './concat.ts'
import { dedupe } from './dedupe.ts'
import { derived, keepOrder } from './derived.ts'
import { cross, matchingAll } from './join.ts'
import { select } from './select.ts'

/** Options of an impute. */
export interface ImputeOptions<K extends string = string> {
  /** Columns whose combinations of values, by group, are all to be there: those that lack become rows. */
  readonly expand?: K | readonly K[]
}

/** Fills missing values by expressions over the rows of the group. */
export function impute(
  before: Relation,
  expressions: Readonly<Record<string, Function | Sql>>,
  { expand = [] }: ImputeOptions = {},
  scope?: Scope,
): Relation {
  const names = Object.keys(expressions)
  requireColumns(names, before.columns, 'impute column')
  const keys = typeof expand === 'string' ? [expand] : expand
  const r = keepOrder(keys.length === 0 ? before : expanded(before, keys), names)
  const { ordered, over } = windowOver(r)
  const values = new Map(
    names.map(
      (name) =>
        [
          name,
          compile(expressions[name] as Sql, { columns: r.columns, types: r.types, scope: { ...r.params, ...scope }, kind: 'window', over }),
        ] as const,
    ),
  )
  const windowed = [...values.values()].some((value) => value.level === 'window')
  const base = windowed ? ordered() : r
  const query = selectFrom(
    base.query,
    [...base.columns, ...base.hidden].map((name): [string, ExprNode] => {
      const value = values.get(name)
      return [name, value === undefined ? columnRef(name) : fn('coalesce', columnRef(name), nodeOf(value))]
    }),
  )
  const types = { ...base.types }
  for (const [name, value] of values) {
    const type = commonType(types[name] ?? 'unknown', value.type)
    if (types[name] !== undefined && type !== 'unknown') types[name] = type
    else delete types[name]
  }
  return derived(base, { query, types, ordered: base.ordered && !windowed })
}

/** A relation with a row for every combination of values of its keys, by group. */
function expanded(r: Relation, keys: readonly string[]): Relation {
  requireColumns(keys, r.columns, 'expand by')
  const flat = { ...r, groups: [] }
  const each = [...(r.groups.length === 0 ? [] : [[...r.groups]]), ...keys.filter((key) => !r.groups.includes(key)).map((key) => [key])]
  const combinations = each.map((names) => dedupe(select(flat, names), [])).reduce((a, b) => cross(a, b))
  const missing = matchingAll(combinations, flat, [...combinations.columns], false)
  return { ...concat(flat, [missing]), groups: r.groups }
}
