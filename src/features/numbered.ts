import { WindowDefNode, WindowFunctionNode, WindowNode } from '@uwdata/mosaic-sql'
import { hiddenName, keep, orderNodes, type Relation, selectFrom, withTotalOrder } from '../table/index.ts'

/**
 * A relation with a column that tells each row: its number in the source, or else its position, as a hidden column.
 *
 * @returns the relation, and the column's name
 */
export function numbered(r: Relation): readonly [Relation, string] {
  if (r.rowNumber !== null) return [r, r.rowNumber]
  const total = withTotalOrder(r)
  const name = hiddenName('number', total)
  const window = new WindowNode(new WindowFunctionNode('row_number'), new WindowDefNode(undefined, [], orderNodes(total)))
  const query = selectFrom(total.query, [...keep([...total.columns, ...total.hidden]), [name, window]])
  return [{ ...total, query, hidden: [...total.hidden, name] }, name]
}
