import { literal } from '@uwdata/mosaic-sql'
import { print, rowsOf } from '../../engine/index.ts'
import { type Task, task } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { orderedQuery, sqlOf } from '../sql.ts'
import { largeOf, withBigints } from './large.ts'

/** The rows of a relation as objects, in order. */
export function readRows<R extends object>(r: Relation, limit?: number): Task<R[]> {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 0))
    throw new RangeError(`Cannot read ${limit} rows: give a whole number from 0 on`)
  return task(async ({ signal, report }) => {
    const rows: R[] = []
    const query = orderedQuery(r)
    if (limit !== undefined) query._limit = literal(limit)
    for await (const batch of r.engine.stream(print(query), { signal, large: largeOf(r) })) {
      for (const row of withBigints(r, rowsOf<R>(batch))) rows.push(row)
      report({ done: rows.length, unit: 'rows' })
    }
    return rows
  })
}

/** The rows of a relation one by one, in order. */
export async function* streamRows<R extends object>(r: Relation): AsyncGenerator<R, void, undefined> {
  for await (const batch of r.engine.stream(sqlOf(r), { large: largeOf(r) })) yield* withBigints(r, rowsOf<R>(batch))
}
