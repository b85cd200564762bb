import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { engine } from '../../../src/engine/index.ts'
import { lookAtColumns, measureColumns } from '../../../src/profile/measure.ts'
import { distinctOf, minimumBits, registers } from '../../../src/profile/sketch.ts'
import { Random } from '../../../src/util/index.ts'

/** The minima that so many different values leave, drawn at random. */
function drawn(values: number, random: Random): number[] {
  const least = new Map<number, number>()
  for (let i = 0; i < values; i++) {
    const register = random.integer(registers)
    const hash = Math.floor(random.next() * 2 ** minimumBits)
    least.set(register, Math.min(least.get(register) ?? Number.POSITIVE_INFINITY, hash))
  }
  return [...least.values()]
}

describe('distinctOf()', () => {
  it('distinctOf() is within 2 % from a thousand to a million values', () => {
    const random = new Random(7)
    for (const values of [1000, 20_000, 65_536, 300_000, 1_000_000]) {
      const error = Math.abs(distinctOf(drawn(values, random)) / values - 1)
      assert.ok(error < 0.02, `${values}: ${error}`)
    }
  })

  it('distinctOf() of no registers is 0', () => assert.equal(distinctOf([]), 0))
})

describe('profile() of more rows than are counted one by one', () => {
  it('profile() estimates distinct values within 2 %, and says so', async () => {
    await engine().query(
      'CREATE OR REPLACE TABLE sketched AS SELECT i / 3 AS a, CASE WHEN i % 10 > 0 THEN md5(i::VARCHAR) END AS c FROM range(300000) t(i)',
    )
    const source = { engine: engine(), base: 'sketched', signal: new AbortController().signal, dictionary: 1000, exactRows: 100_000 }
    const { columns } = await lookAtColumns(source, await engine().describe('SELECT a, c FROM sketched'))
    const found = await measureColumns(source, columns, () => {})
    for (const [i, truth] of [300_000, 270_000].entries()) {
      assert.equal(found[i]!.estimated, true)
      assert.equal(found[i]!.count, truth)
      assert.ok(Math.abs(found[i]!.distinct / truth - 1) < 0.02, `${found[i]!.distinct}`)
    }
  })
})
