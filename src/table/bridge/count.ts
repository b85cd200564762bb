import { fn, print } from '../../engine/index.ts'
import { type Task, task } from '../../util/index.ts'
import { type Relation, selectFrom } from '../relation.ts'

/** How many rows a relation has. */
export function countRows(r: Relation): Task<number> {
  return task(({ signal }) => countOf(r, signal))
}

/** {@link countRows} within other work. */
export async function countOf(r: Relation, signal?: AbortSignal): Promise<number> {
  const batch = await r.engine.query(print(selectFrom(r.query, [['rows', fn('count')]])), signal === undefined ? {} : { signal })
  return Number(batch.columns[0]?.[0] ?? 0)
}
