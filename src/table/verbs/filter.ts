import { compile } from '../expression/compile.ts'
import { nodeOf, truth } from '../expression/operators.ts'
import { columnRef, hiddenName, keep, type Relation, selectFrom } from '../relation.ts'
import type { Scope, Sql } from '../types.ts'
import { windowOver } from '../window.ts'
import { derived } from './derived.ts'

/** Keeps the rows for which the test is true; rows for which it is null go. */
export function filter(r: Relation, test: Function | Sql, scope?: Scope): Relation {
  const { ordered, over } = windowOver(r)
  const value = compile(test, { columns: r.columns, types: r.types, scope: { ...r.params, ...scope }, kind: 'window', over })
  if (value.level !== 'window') {
    const query = selectFrom(r.query, keep([...r.columns, ...r.hidden]))
    query._where = [value.type === 'unknown' ? nodeOf(value) : truth(value)]
    return derived(r, { query })
  }
  const base = ordered()
  const name = hiddenName('test', base)
  const all = keep([...base.columns, ...base.hidden])
  const query = selectFrom(selectFrom(base.query, [...all, [name, truth(value)]]), all)
  query._where = [columnRef(name)]
  return derived(base, { query, ordered: false })
}
