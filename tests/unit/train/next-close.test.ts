import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import '../../../src/evaluate/index.ts'
import { split } from '../../../src/features/index.ts'
import { open } from '../../../src/source/index.ts'
import { op, type Table } from '../../../src/table/index.ts'
import { neuralNetwork } from '../../../src/train/index.ts'

interface Day {
  readonly Date: Date
  readonly 'AAPL.Open': number
  readonly 'AAPL.High': number
  readonly 'AAPL.Low': number
  readonly 'AAPL.Close': number
  readonly next: number | null
}

const path: string = fileURLToPath(new URL('../../../datasets/aapl.csv', import.meta.url))

/** The training cell of the first notebook, on the bundled prices. */
async function nextClose(epochs: number) {
  const prices = (await open(decodeURIComponent(path))) as unknown as Table<Day>
  const days = prices.orderby('Date').derive({ next: (d) => op.lead(d['AAPL.Close'], 1) }) as unknown as Table<Day>
  const { train, test } = await split(days, { by: 'Date', test: 0.2 })
  const model = await neuralNetwork(train, {
    target: 'next',
    features: ['AAPL.Open', 'AAPL.High', 'AAPL.Low', 'AAPL.Close'],
    hidden: [64, 64],
    activation: 'relu',
    optimizer: 'adam',
    loss: 'mse',
    epochs,
    seed: 42,
    validate: test,
  })
  return { train, test, model }
}

describe('train/next close of AAPL', function () {
  this.timeout(120000)

  it('506 days split by time, trained, and compared with tomorrow as today', async () => {
    const { train, test, model } = await nextClose(120)
    const [a, b] = [await train.rows(), await test.rows()]
    assert.deepEqual([a.length, b.length], [405, 101])
    assert.ok(Math.max(...a.map((day) => day.Date.getTime())) < Math.min(...b.map((day) => day.Date.getTime())))
    const mean = a.reduce((sum, day) => sum + day['AAPL.Close'], 0) / a.length
    assert.ok(Math.abs(model.fitted.scaling.features[3]!.mean - mean) < 1e-9)
    const { view } = model.training
    assert.equal(view.model.parameters, 4545)
    assert.match(view.backend.name, /WASM/)
    const evaluation = await model.evaluate(test, { baseline: 'AAPL.Close', baselineName: 'tomorrow as today' })
    assert.equal(evaluation.view.rows, 100)
    assert.ok(Math.abs(evaluation.view.baseline!.metrics['mae']! - 0.7904) < 5e-4)
    assert.ok(evaluation.metrics['mae']! < 1.1 * 0.7904, `mae ${evaluation.metrics['mae']}`)
    assert.equal(evaluation.better, evaluation.metrics['mae']! < evaluation.view.baseline!.metrics['mae']!)
    assert.match(evaluation.verdict!.en, evaluation.better ? /^Better than/ : /^Not better than the baseline/)
  })

  it('two runs give equal weights', async () => {
    const [a, b] = [await nextClose(3), await nextClose(3)]
    assert.deepEqual(Buffer.from(a.model.fitted.weights.buffer), Buffer.from(b.model.fitted.weights.buffer))
    assert.deepEqual(a.model.training.view.loss, b.model.training.view.loss)
  })
})
