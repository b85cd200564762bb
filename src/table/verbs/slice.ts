import { add, and, gt, literal, lte } from '@uwdata/mosaic-sql'
import { keep, type Relation, selectFrom, withTotalOrder } from '../relation.ts'
import { orderNodes } from '../sql.ts'
import { derived } from './derived.ts'
import { keepByPosition } from './position.ts'

/** Keeps the rows from `start` to before `end`, counted from 0, by group if there are groups; negative ones count from the end. */
export function slice(r: Relation, start = 0, end = Number.POSITIVE_INFINITY): Relation {
  for (const [name, bound] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (!Number.isInteger(bound) && Math.abs(bound) !== Number.POSITIVE_INFINITY)
      throw new RangeError(`Cannot slice with ${name} ${bound}: give a whole number`)
  }
  if (r.groups.length === 0 && start >= 0 && end >= 0) return sliceOnce(r, start, end)
  const bound = (value: number, size: () => ReturnType<typeof literal> | ReturnType<typeof add>) =>
    value < 0 ? add(size(), literal(value)) : literal(value)
  return keepByPosition(withTotalOrder(r), r.groups, (position, size) => {
    const tests = [gt(position, bound(start, size as never))]
    if (end !== Number.POSITIVE_INFINITY) tests.push(lte(position, bound(end, size as never)))
    return and(...tests)
  })
}

function sliceOnce(r: Relation, start: number, end: number): Relation {
  const query = selectFrom(r.query, keep([...r.columns, ...r.hidden]))
  if (!r.ordered) query._orderby = orderNodes(r)
  if (end !== Number.POSITIVE_INFINITY) query._limit = literal(Math.max(0, end - start))
  if (start > 0) query._offset = literal(start)
  return derived(r, { query })
}
