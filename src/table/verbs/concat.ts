import { type ExprNode, literal, SetOperation } from '@uwdata/mosaic-sql'
import type { ColumnType } from '../../protocol/index.ts'
import { commonType } from '../expression/value.ts'
import { columnRef, hiddenName, type Relation, selectFrom, sourceNamesOf } from '../relation.ts'
import { dedupe } from './dedupe.ts'
import { derived } from './derived.ts'
import { requireOneEngine } from './one-engine.ts'
import { placed } from './place.ts'

/** The rows of the first table, then those of the others: columns meet by name, and those that another table lacks are null. */
export function concat(first: Relation, others: readonly Relation[]): Relation {
  if (others.length === 0) return first
  const parts = [first, ...others]
  requireOneEngine(parts, 'put tables below each other')
  const [part, place] = [hiddenName('part', ...parts), hiddenName('place', ...parts)]
  const queries = parts.map((before, i) => {
    const [r, position] = placed(before)
    const columns = first.columns.map((name): [string, ExprNode] => [name, r.columns.includes(name) ? columnRef(name) : literal(null)])
    return selectFrom(r.query, [...columns, [part, literal(i)], [place, position]])
  })
  const having = (name: string) => parts.filter((r) => r.columns.includes(name))
  const types = first.columns.map((name) => [name, typeInAll(having(name), name)] as const).filter(([, type]) => type !== 'unknown')
  return derived(first, {
    query: new SetOperation('UNION ALL', queries),
    types: Object.fromEntries(types),
    rowNumber: null,
    hidden: [part, place],
    groups: [],
    order: [part, place].map((column) => ({ column, descending: false })),
    ordered: false,
    origins: [...new Set(parts.flatMap((r) => r.origins))],
    revealed: first.revealed.filter((name) => having(name).every((r) => r.revealed.includes(name))),
    bigints: first.columns.filter((name) => having(name).some((r) => r.bigints?.includes(name))),
    sealed: first.columns.filter((name) => having(name).some((r) => r.sealed?.includes(name))),
    sourceNames: Object.fromEntries(first.columns.map((name) => [name, [...new Set(having(name).flatMap((r) => sourceNamesOf(r, name)))]])),
  })
}

/** The rows of all tables, each of equal ones once. */
export function union(first: Relation, others: readonly Relation[]): Relation {
  return dedupe(concat(first, others), [])
}

/** What a column holds in all tables that have it; unknown when that is not sure. */
function typeInAll(relations: readonly Relation[], name: string): ColumnType {
  const types = relations.map((r) => (Object.hasOwn(r.types, name) ? (r.types[name] as ColumnType) : 'unknown'))
  return types.includes('unknown') ? 'unknown' : types.reduce(commonType)
}
