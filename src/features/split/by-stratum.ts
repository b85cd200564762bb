import { type ExprNode, literal, WindowDefNode, WindowNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { columnRef, keep, type Relation, selectFrom } from '../../table/index.ts'
import { ascending, ask, type Cut, type CutContext, countOf, drawn, testRows, where } from './cut.ts'

/** Most values a column may have that rows are stratified by. */
const most = 1000

/** Draws the same share of test rows of each value of a column; a value with a single row stays in the training part. */
export async function byStratum(before: Relation, column: string, { test, seed, signal }: CutContext): Promise<Cut> {
  const [r, draw] = drawn(before, seed)
  testRows(await countOf(r, signal), test)
  const stratum = fn('to_text', columnRef(column))
  const partition = [stratum]
  const place = new WindowNode(fn('row_number') as never, new WindowDefNode(undefined, partition, ascending(draw)))
  const size = new WindowNode(fn('count') as never, new WindowDefNode(undefined, partition))
  const placed = selectFrom(r.query, [...keep([draw]), ['stratum', stratum], ['place', place], ['size', size]])
  const share = fn('round', fn('multiply', columnRef('size'), literal(test)))
  const query = { ...r, query: placed }
  const limits = await ask<{ stratum: string | null; limit: string }>(
    query,
    [
      ['stratum', columnRef('stratum')],
      ['limit', fn('min', columnRef(draw))],
    ],
    signal,
    (q) => {
      q._where = [fn('gt', columnRef('place'), fn('least', share, fn('subtract', columnRef('size'), 1)))]
      q._groupby = [columnRef('stratum')]
      q._orderby = ascending('stratum')
      q._limit = literal(most + 1)
    },
  )
  if (limits.length > most)
    throw new RangeError(
      `Cannot stratify by ${JSON.stringify(column)}: it has more than ${most} values. Stratify by a column of few values`,
    )
  const below = (limit: string): ExprNode => fn('lt', columnRef(draw), limit)
  const tests = limits.flatMap(({ stratum: value, limit }) => [fn('same', stratum, value), below(limit)])
  const test_ = fn('case', ...tests, false)
  return { train: where(r, fn('not', test_)), test: where(r, test_) }
}
