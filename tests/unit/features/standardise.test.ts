import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { ScaleFitter, scaled, standardise, unscaled } from '../../../src/features/index.ts'
import { from } from '../../../src/table/index.ts'

interface Golden {
  readonly by: string
  readonly train: number[][]
  readonly test: number[][]
  readonly mean: number[]
  readonly std: number[]
  readonly scaled: number[][]
}
const golden = JSON.parse(readFileSync(new URL('../../golden/standard-scaler.json', import.meta.url), 'utf8')) as Golden
const tableOf = (rows: readonly number[][]) => from(rows.map(([a, b, c, d]) => ({ a: a!, b: b!, c: c!, d: d! })))

describe('features/standardise', () => {
  it(`standardise() equals the StandardScaler of ${golden.by} at 1e-9`, async () => {
    const scaling = await standardise(tableOf(golden.train))
    for (const [i, { mean, std }] of scaling.scales.entries()) {
      assert.ok(Math.abs(mean - golden.mean[i]!) <= 1e-9 * Math.abs(golden.mean[i]!))
      assert.ok(Math.abs(std - golden.std[i]!) <= 1e-9)
    }
    const got = (await scaling.apply(tableOf(golden.test)).rows()).map((row) => Object.values(row))
    for (const [i, row] of golden.scaled.entries())
      for (const [j, value] of row.entries())
        assert.ok(Math.abs(got[i]![j]! - value) <= 1e-9 * Math.max(1, Math.abs(value)), `${got[i]![j]} is not ${value}`)
  })

  it('standardise() fits on one table only and applies to another', async () => {
    const train = from({ a: [1, 2, 3, 4, null], name: ['x', 'y', 'z', 'w', 'v'] })
    const test = from({ a: [100, null], name: ['p', 'q'] })
    const scaling = await standardise(train)
    assert.deepEqual(scaling.scales, [{ column: 'a', mean: 2.5, std: Math.sqrt(1.25) }])
    assert.deepEqual(await scaling.apply(test).rows(), [
      { a: 97.5 / Math.sqrt(1.25), name: 'p' },
      { a: null, name: 'q' },
    ])
  })

  it('standardise() gives a constant column 0', async () => {
    const table = from({ a: [0.1, 0.1, 0.1] })
    const scaling = await standardise(table)
    assert.equal(scaling.scales[0]!.std, 0)
    for (const row of await scaling.apply(table).rows()) assert.ok(Math.abs(row.a) === 0)
  })

  it('standardise() names a column without numbers, without values, and one that is not there', async () => {
    const table = from({ a: [1, 2], name: ['x', 'y'] })
    await assert.rejects(standardise(table, ['name']), /Cannot use column "name": it is text, not numbers/)
    await assert.rejects(standardise(table, ['nmae' as 'name']), /did you mean "name"\?/)
    await assert.rejects(standardise(table.filter((r) => r.a > 5)), /Cannot scale "a": it has no values/)
  })

  it('ScaleFitter is right far from 0', () => {
    const fitter = new ScaleFitter()
    for (const value of [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) fitter.add(value)
    const scale = fitter.fit()
    assert.equal(scale.mean, 1e9 + 10)
    assert.equal(scale.std, Math.sqrt(22.5))
    assert.equal(unscaled(scaled(1e9 + 4, scale), scale), 1e9 + 4)
  })
})
