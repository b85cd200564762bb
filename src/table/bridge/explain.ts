import { type Task, task } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { sqlOf } from '../sql.ts'

/** The engine's plan for a relation. */
export function explain(r: Relation): Task<string> {
  return task(async ({ signal }) => {
    const batch = await r.engine.query(`EXPLAIN ${sqlOf(r)}`, { signal })
    return String(batch.columns.at(-1)?.[0] ?? '')
  })
}
