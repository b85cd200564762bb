import { literal, lte, OrderByNode, type Query, WindowDefNode, WindowFunctionNode, WindowNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { columnRef, hiddenName, keep, type Relation, selectFrom, withTotalOrder } from '../relation.ts'
import { orderNodes } from '../sql.ts'
import { derived } from './derived.ts'

/** Options of a sample. */
export interface SampleOptions {
  /** The same seed takes the same rows. */
  readonly seed?: number
}

/** Takes `count` rows at random, by group if there are groups. They keep their order. */
export function sample(before: Relation, count: number, { seed = 0 }: SampleOptions = {}): Relation {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Cannot sample ${count} rows: give a whole number from 0 on`)
  const [r, id] = withNumber(before)
  // A hash of row number and seed, so that every engine takes the same rows.
  const hash = fn('md5', fn('concat', columnRef(id), `:${seed}`))
  const order = [new OrderByNode(hash, false, false), new OrderByNode(columnRef(id), false, false)]
  return derived(r, { query: r.groups.length === 0 ? smallest(r, order, count) : smallestByGroup(r, order, count), ordered: false })
}

function smallest(r: Relation, order: OrderByNode[], count: number): Query {
  const query = selectFrom(r.query, keep([...r.columns, ...r.hidden]))
  query._orderby = order
  query._limit = literal(count)
  return query
}

function smallestByGroup(r: Relation, order: OrderByNode[], count: number): Query {
  const draw = hiddenName('draw', r)
  const partition = r.groups.map((name) => columnRef(name))
  const window = new WindowNode(new WindowFunctionNode('row_number'), new WindowDefNode(undefined, partition, order))
  const all = keep([...r.columns, ...r.hidden])
  const query = selectFrom(selectFrom(r.query, [...all, [draw, window]]), all)
  query._where = [lte(columnRef(draw), literal(count))]
  return query
}

/** A relation with a column that numbers its rows: the row number, or their position. */
function withNumber(r: Relation): [Relation, string] {
  if (r.rowNumber !== null) return [r, r.rowNumber]
  const total = withTotalOrder(r)
  const name = hiddenName('number', total)
  const window = new WindowNode(new WindowFunctionNode('row_number'), new WindowDefNode(undefined, [], orderNodes(total)))
  const query = selectFrom(total.query, [...keep([...total.columns, ...total.hidden]), [name, window]])
  return [{ ...total, query, hidden: [...total.hidden, name] }, name]
}
