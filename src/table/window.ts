import { type AggregateNode, type ExprNode, WindowDefNode, WindowFrameNode, WindowNode } from '@uwdata/mosaic-sql'
import type { WindowUse } from './expression/context.ts'
import { columnRef, type Relation, withTotalOrder } from './relation.ts'
import { orderNodes } from './sql.ts'

/** Functions whose value depends on the order of rows. */
const positional = new Set([
  'row_number',
  'rank',
  'avg_rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
  'fill_down',
  'fill_up',
  'any',
  'values',
])
/** Functions that rank by what rows are ordered by: equal keys are peers. */
const byPeers = new Set(['rank', 'avg_rank', 'dense_rank', 'percent_rank', 'cume_dist'])

/** How functions over rows become windows. */
export interface Windows {
  ordered(): Relation
  over(node: ExprNode, use: WindowUse): ExprNode
}

/**
 * How functions over rows become windows on a relation.
 *
 * @returns `ordered` gives the relation with an order that tells all rows apart, once expressions are compiled; `over` turns a function into a window
 */
export function windowOver(r: Relation): Windows {
  let total: Relation | undefined
  const ordered = () => (total ??= withTotalOrder(r))
  const over = (node: ExprNode, use: WindowUse): ExprNode => {
    const base = ordered()
    const partition = base.groups.map((name) => columnRef(name))
    const name = (node as AggregateNode).name.replace(/^assay:/, '')
    const inOrder = use === 'running' || use === 'following' || positional.has(name)
    // Without an order of their own all rows are peers in SQL; in the order of the file none are.
    const asked = r.order.filter((key) => key.asked === true)
    const peers = byPeers.has(name) && asked.length > 0
    const order = peers ? orderNodes({ ...base, rowNumber: null, order: asked }) : inOrder ? orderNodes(base) : []
    const frame = rowsFrame(use, inOrder)
    return new WindowNode(node as never, new WindowDefNode(undefined, partition, order, frame))
  }
  return { ordered, over }
}

function rowsFrame(use: WindowUse, inOrder: boolean): WindowFrameNode | undefined {
  if (use === 'running') return new WindowFrameNode('ROWS', [null, 0])
  if (use === 'following') return new WindowFrameNode('ROWS', [0, null])
  return use === 'aggregate' && inOrder ? new WindowFrameNode('ROWS', [null, null]) : undefined
}
