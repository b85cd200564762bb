import { literal } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { columnRef, type Relation } from '../../table/index.ts'
import { ascending, ask, type Cut, type CutContext, countOf, drawn, testRows, where } from './cut.ts'

/** Draws test rows: those with the smallest hashes. */
export async function atRandom(before: Relation, { test, seed, signal }: CutContext): Promise<Cut> {
  const [r, draw] = drawn(before, seed)
  const count = testRows(await countOf(r, signal), test)
  const [row] = await ask<{ limit: string }>(r, [['limit', columnRef(draw)]], signal, (query) => {
    query._orderby = ascending(draw)
    query._limit = literal(1)
    query._offset = literal(count)
  })
  return {
    train: where(r, fn('gte', columnRef(draw), row!.limit)),
    test: where(r, fn('lt', columnRef(draw), row!.limit)),
  }
}
