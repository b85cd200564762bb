import { type ExprNode, VerbatimNode, WindowDefNode, WindowFunctionNode, WindowNode } from '@uwdata/mosaic-sql'
import { columnRef, hiddenName, keep, type Relation, selectFrom } from '../relation.ts'
import { orderNodes } from '../sql.ts'
import { derived } from './derived.ts'

/** Keeps rows by their position among others: `row_number()` over partitions, tested by a condition. */
export function keepByPosition(
  r: Relation,
  partition: readonly string[],
  test: (position: ExprNode, size: () => ExprNode) => ExprNode,
  reversed = false,
): Relation {
  const name = hiddenName('position', r)
  const size = hiddenName('size', r)
  const by = partition.map((column) => columnRef(column))
  const order = orderNodes(r)
  const window = new WindowNode(
    new WindowFunctionNode('row_number'),
    new WindowDefNode(undefined, by, reversed ? order.map(reverse) : order),
  )
  const all = keep([...r.columns, ...r.hidden])
  let sized = false
  const condition = test(columnRef(name), () => {
    sized = true
    return columnRef(size)
  })
  const extra: [string, ExprNode][] = [[name, window]]
  if (sized) extra.push([size, new WindowNode(new VerbatimNode('count(*)') as never, new WindowDefNode(undefined, by))])
  const query = selectFrom(selectFrom(r.query, [...all, ...extra]), all)
  query._where = [condition]
  return derived(r, { query, ordered: false })
}

function reverse(node: ReturnType<typeof orderNodes>[number]): ReturnType<typeof orderNodes>[number] {
  return new (node.constructor as new (...args: unknown[]) => typeof node)(node.expr, !node.desc, !node.nullsFirst)
}
