import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { isBetter, regressionMetrics } from '../../../src/evaluate/metrics.ts'

interface Golden {
  readonly by: string
  readonly cases: readonly { name: string; actual: number[]; predicted: number[]; metrics: Record<string, number> }[]
}
const golden = JSON.parse(readFileSync(new URL('../../golden/regression-metrics.json', import.meta.url), 'utf8')) as Golden

describe('evaluate/metrics', () => {
  for (const { name, actual, predicted, metrics } of golden.cases) {
    it(`regressionMetrics() equals ${golden.by} at 1e-9: ${name}`, () => {
      const got = regressionMetrics(actual, predicted)
      assert.deepEqual(Object.keys(got).sort(), Object.keys(metrics).sort())
      for (const [key, wanted] of Object.entries(metrics)) {
        const scale = Math.max(1, Math.abs(wanted))
        assert.ok(Math.abs(got[key]! - wanted) <= 1e-9 * scale, `${key}: ${got[key]} is not ${wanted}`)
      }
    })
  }

  it('regressionMetrics() leaves shares of variance out for a single row', () => {
    assert.deepEqual(regressionMetrics([2], [3]), { mae: 1, rmse: 1, mse: 1, mape: 0.5, max_error: 1, medae: 1 })
  })

  it('regressionMetrics() refuses no rows, and unequal lengths', () => {
    assert.throws(() => regressionMetrics([], []), /Cannot measure predictions: there are none/)
    assert.throws(() => regressionMetrics([1, 2], [1]), /Cannot compare 2 actual values with 1 predictions/)
  })

  it('isBetter() takes less error and more explained variance', () => {
    assert.equal(isBetter('mae', 1, 2), true)
    assert.equal(isBetter('r2', 0.5, 0.2), true)
    assert.equal(isBetter('mae', 1, 1), false)
  })
})
