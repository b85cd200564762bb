import { type ExprNode, WindowDefNode, WindowFunctionNode, WindowNode } from '@uwdata/mosaic-sql'
import { columnRef, type OrderKey, type Relation, withTotalOrder } from '../relation.ts'
import { orderNodes } from '../sql.ts'

/** A relation whose rows are told apart by their order, and the node of a row's place in it. */
export function placed(before: Relation): readonly [Relation, ExprNode] {
  const r = withTotalOrder(before)
  if (r.order.length === 0 && r.rowNumber !== null) return [r, columnRef(r.rowNumber)]
  return [r, new WindowNode(new WindowFunctionNode('row_number'), new WindowDefNode(undefined, [], orderNodes(r)))]
}

/** What a relation's rows are ordered by, the row number among it: where one row becomes several, it tells them apart no longer. */
export function placeKeys(r: Relation): OrderKey[] {
  return r.rowNumber === null ? [...r.order] : [...r.order, { column: r.rowNumber, descending: false }]
}
