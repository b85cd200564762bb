import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isBetter, regressionMetrics } from '../../src/evaluate/index.ts'
import { ScaleFitter, scaled, split, unscaled } from '../../src/features/index.ts'
import { from } from '../../src/table/index.ts'
import { thinLoss } from '../../src/train/thin.ts'

/** Errors below 1e-100 vanish when squared, so that no metric can be ordered. */
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x))
const pairs = fc.array(fc.tuple(finite, finite), { minLength: 2, maxLength: 60 })

describe('property: features, train, evaluate', function () {
  this.timeout(60000)

  it('split() puts every row into one part, whatever the share and seed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer(),
        async (size, test, seed) => {
          const ids = Array.from({ length: size }, (_, id) => ({ id }))
          const parts = await split(from(ids), { test, seed })
          const [a, b] = [await parts.train.rows(), await parts.test.rows()]
          assert.equal(b.length, Math.min(size - 1, Math.max(1, Math.round(size * test))))
          assert.deepEqual(
            [...a, ...b].sort((x, y) => x.id - y.id),
            ids,
          )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('split() by time never puts a row to test on before one to train on', async () => {
    const times = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 40 }).filter((list) => new Set(list).size > 1)
    await fc.assert(
      fc.asyncProperty(times, fc.double({ min: 0.05, max: 0.95, noNaN: true }), async (list, test) => {
        const parts = await split(from({ t: list }), { by: 't', test })
        const [a, b] = [(await parts.train.rows()).map((row) => row.t), (await parts.test.rows()).map((row) => row.t)]
        assert.ok(a.length > 0 && b.length > 0)
        assert.equal(a.length + b.length, list.length)
        assert.ok(Math.max(...a) < Math.min(...b))
      }),
      { numRuns: 25 },
    )
  })

  it('ScaleFitter gives mean 0 and deviation 1, and its scale turns back', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 2, maxLength: 200 }), (values) => {
        const fitter = new ScaleFitter()
        for (const value of values) fitter.add(value)
        const scale = fitter.fit()
        const on = values.map((value) => scaled(value, scale))
        for (const [i, value] of values.entries()) {
          if (scale.std > 0)
            assert.ok(Math.abs(unscaled(on[i]!, scale) - value) <= 1e-9 * Math.max(1, Math.abs(value), scale.std, Math.abs(scale.mean)))
          else assert.equal(on[i], 0)
        }
        if (scale.std > 1e-6 * Math.abs(scale.mean)) assert.ok(Math.abs(on.reduce((a, b) => a + b, 0) / on.length) < 1e-6)
      }),
    )
  })

  it('regressionMetrics() are ordered, and not negative', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const m = regressionMetrics(
          list.map(([a]) => a),
          list.map(([, b]) => b),
        )
        const slack = 1 + 1e-12
        assert.ok(m.mae <= m.rmse * slack && m.rmse <= m.max_error * slack && m.medae <= m.max_error)
        assert.ok(m.mae >= 0 && m.mape >= 0)
        assert.ok(m['r2']! <= 1 && m['explained_variance']! <= 1)
        assert.ok(m['r2']! <= m['explained_variance']! + 1e-9 * Math.abs(m['r2']!) + 1e-9)
      }),
    )
  })

  it('isBetter() is never true both ways', () => {
    fc.assert(fc.property(fc.constantFrom('mae', 'r2'), finite, finite, (name, a, b) => !(isBetter(name, a, b) && isBetter(name, b, a))))
  })

  it('thinLoss() keeps at most 400 epochs, the first, the best and the last among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (count, at) => {
        const train = Float64Array.from({ length: count }, (_, i) => i)
        const best = { epoch: (at % count) + 1, loss: 0 }
        const { epochs, train: shown } = thinLoss({ epoch: count, train, best })
        assert.ok(epochs.length <= 400)
        assert.equal(epochs[0], 1)
        assert.equal(epochs.at(-1), count)
        assert.ok(epochs.includes(best.epoch))
        assert.ok(epochs.every((epoch, i) => i === 0 || epoch > epochs[i - 1]!))
        assert.deepEqual(
          shown,
          epochs.map((epoch) => epoch - 1),
        )
      }),
    )
  })
})
