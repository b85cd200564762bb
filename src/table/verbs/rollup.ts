import { literal } from '@uwdata/mosaic-sql'
import { compile } from '../expression/compile.ts'
import { nodeOf } from '../expression/operators.ts'
import type { Value } from '../expression/value.ts'
import { columnRef, keep, type Relation, requireDistinctNames, selectFrom, withTotalOrder } from '../relation.ts'
import { orderNodes } from '../sql.ts'
import type { Scope, Sql } from '../types.ts'
import { derived, typesOf } from './derived.ts'

/** One row a group, sorted by the groups' keys; without groups, one row. */
export function rollup(before: Relation, expressions: Readonly<Record<string, Function | Sql | Value>>, scope?: Scope): Relation {
  const names = Object.keys(expressions)
  const r = withTotalOrder(before)
  const columns = [...r.groups, ...names]
  requireDistinctNames(columns, 'roll up to')
  const context = { columns: r.columns, types: r.types, scope: { ...r.params, ...scope }, kind: 'aggregate', order: orderNodes(r) } as const
  const values = names.map((name) => {
    const expression = expressions[name] as Sql | Value
    return [name, typeof expression === 'object' && 'node' in expression ? expression : compile(expression, context)] as const
  })
  for (const [name, value] of values) {
    if (value.level === undefined && value.type !== 'unknown' && value.constant === undefined) {
      throw new SyntaxError(
        `Cannot roll up to ${JSON.stringify(name)}: the expression gives one value a row. Use a function over rows, such as op.sum(...) or op.any(...)`,
      )
    }
  }
  const query = selectFrom(r.query, [
    ...keep(r.groups),
    ...values.map(([name, value]) => [name, nodeOf(value)] as [string, ReturnType<typeof nodeOf>]),
  ])
  if (r.groups.length > 0) query._groupby = r.groups.map((name) => columnRef(name))
  else query._having = values.some(([, value]) => value.level === 'aggregate') ? [] : [literal(true)]
  return derived(r, {
    query,
    columns,
    types: { ...typesOf(r, r.groups), ...Object.fromEntries(values.map(([name, value]) => [name, value.type])) },
    rowNumber: null,
    hidden: [],
    groups: [],
    order: r.groups.map((column) => ({ column, descending: false })),
    ordered: r.groups.length === 0,
    revealed: r.revealed.filter((name) => r.groups.includes(name)),
    bigints: (r.bigints ?? []).filter((name) => r.groups.includes(name)),
  })
}
