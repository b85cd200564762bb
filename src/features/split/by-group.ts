import { fn } from '../../engine/index.ts'
import { columnRef, type Relation } from '../../table/index.ts'
import { ascending, ask, type Cut, type CutContext, drawn, testRows, where } from './cut.ts'

/** Draws whole groups until the test part has the share that is nearest to the one asked for. Rows without a group form one. */
export async function byGroup(before: Relation, column: string, { test, seed, signal }: CutContext): Promise<Cut> {
  const [r, draw] = drawn(before, seed, fn('coalesce', fn('concat', 'g', fn('to_text', columnRef(column))), 'none'))
  const groups = await ask<{ draw: string; rows: number }>(
    r,
    [
      ['draw', columnRef(draw)],
      ['rows', fn('count')],
    ],
    signal,
    (query) => {
      query._groupby = [columnRef(draw)]
      query._orderby = ascending('draw')
    },
  )
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  const wanted = testRows(rows, test)
  if (groups.length === 1) throw new RangeError(`Cannot split by group ${JSON.stringify(column)}: all rows are in one group`)
  const limit = groups[boundary(groups, wanted)]!.draw
  return { train: where(r, fn('gte', columnRef(draw), limit)), test: where(r, fn('lt', columnRef(draw), limit)) }
}

/** How many of the first groups give the number of rows that is nearest to the one wanted; at least one, and never all. */
function boundary(groups: readonly { readonly rows: number }[], wanted: number): number {
  let sum = 0
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < groups.length - 1; i++) {
    sum += groups[i]!.rows
    if (Math.abs(sum - wanted) < least) {
      least = Math.abs(sum - wanted)
      best = i + 1
    }
  }
  return best
}
