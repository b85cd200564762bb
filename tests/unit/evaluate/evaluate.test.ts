import assert from 'node:assert/strict'
import { evaluate, regressionMetrics } from '../../../src/evaluate/index.ts'
import { displaySymbol, mime, type TrainingView } from '../../../src/protocol/index.ts'
import { from, type Table } from '../../../src/table/index.ts'
import { type Model, neuralNetwork } from '../../../src/train/index.ts'
import { Random } from '../../../src/util/index.ts'

interface Row {
  readonly day: Date
  readonly x: number | null
  readonly y: number
  readonly exact: number
}

const random = new Random(5)
const rows: Row[] = Array.from({ length: 600 }, (_, i) => {
  const x = random.normal()
  return { day: new Date(Date.UTC(2020, 0, 1 + i)), x: i === 450 ? null : x, y: 2 * x + 1, exact: 2 * x + 1 }
})
const train = from(rows.slice(0, 100)) as unknown as Table<Row>
const test = from(rows.slice(100)) as unknown as Table<Row>

describe('evaluate/evaluate', function () {
  this.timeout(60000)
  let model: Model<Row>
  before(async () => {
    model = await neuralNetwork(train, { target: 'y', features: ['x'], hidden: [8], epochs: 40, learningRate: 0.02, seed: 1 })
  })

  it('evaluate() measures what predict() predicts', async () => {
    const evaluation = await model.evaluate(test)
    const predicted = (await (await model.predict(test)).rows()).filter((row) => row.prediction !== null)
    assert.deepEqual(
      evaluation.metrics,
      regressionMetrics(
        predicted.map((row) => row.y),
        predicted.map((row) => row.prediction!),
      ),
    )
    assert.equal(evaluation.view.rows, 499)
    assert.equal(evaluation.better, undefined)
    assert.equal(evaluation.view.notes!.find(({ code }) => code === 'rows-left-out')!.count, 1)
  })

  it('evaluate() says when the model beats the mean, with the verdict first, in both languages', async () => {
    const evaluation = await model.evaluate(test, { baseline: 'mean' })
    assert.equal(evaluation.better, true)
    assert.match(
      evaluation.verdict!.en,
      /^Better than the baseline: the mean absolute error is [\d.]+; the mean of the training rows has [\d.]+/,
    )
    assert.match(evaluation.verdict!['zh-CN'], /^优于基线：平均绝对误差为 [\d.]+，训练数据的均值为 [\d.]+，低 [\d.]+%。$/)
  })

  it('evaluate() says when the model loses, and by what', async () => {
    const evaluation = await evaluate(model, test, {
      baseline: 'exact',
      baselineName: { en: 'an oracle', 'zh-CN': 'oracle' },
      metric: 'rmse',
    })
    assert.equal(evaluation.better, false)
    assert.equal(evaluation.view.verdictMetric, 'rmse')
    assert.match(
      evaluation.verdict!.en,
      /^Not better than the baseline: the root mean squared error is [\d.]+; an oracle has 0\. Do not use/,
    )
    assert.match(evaluation.verdict!['zh-CN'], /^未优于基线：均方根误差为 [\d.]+，oracle 为 0。请勿/)
    assert.equal(evaluation.view.baseline!.metrics['mae'], 0)
  })

  it('evaluate() against the row before leaves the first row out', async () => {
    const evaluation = await model.evaluate(test, { baseline: 'last' })
    assert.equal(evaluation.view.rows, 498)
    const y = rows.slice(100).map((row) => row.y)
    const expected = y.slice(1).flatMap((value, i) => (i + 101 === 450 ? [] : [Math.abs(value - y[i]!)]))
    const mean = expected.reduce((a, b) => a + b, 0) / expected.length
    assert.ok(Math.abs(evaluation.view.baseline!.metrics['mae']! - mean) < 1e-12)
  })

  it('evaluate() draws at most 400 points along the first date, the first and the last among them', async () => {
    const { series } = (await model.evaluate(test, { baseline: 'exact' })).view
    assert.equal(series!.x.length, 400)
    assert.equal(series!.actual.length, 400)
    assert.equal(series!.baseline!.length, 400)
    assert.match(String(series!.x[0]), /^2020-04-10/)
    assert.match(String(series!.x.at(-1)), /^2021-08-22/)
    assert.equal(series!.actual[0], rows[100]!.y)
    const { series: plain } = (await model.evaluate(test.select('x', 'y'))).view
    assert.deepEqual(plain!.x.slice(0, 2), [1, 2])
  })

  it('evaluate() becomes part of how the model shows itself', async () => {
    const evaluation = await model.evaluate(test, { baseline: 'exact' })
    const bundle = model[displaySymbol]()
    assert.deepEqual((bundle[mime.training] as TrainingView).evaluation, evaluation.view)
    assert.match(bundle['text/plain'] as string, /NOT BETTER THAN THE BASELINE: /)
    assert.match(bundle['text/html'] as string, /<table><caption>Error on 499 rows, y<\/caption>/)
    const own = evaluation[displaySymbol]()
    assert.deepEqual(own[mime.evaluation], evaluation.view)
    assert.deepEqual(JSON.parse(JSON.stringify(evaluation)), JSON.parse(JSON.stringify(evaluation.view)))
  })

  it('evaluate() says when the kept epoch was chosen on the same rows, and when the model has to extrapolate', async () => {
    const chosen = await neuralNetwork(train, { target: 'y', features: ['x'], hidden: [4], epochs: 2, validate: test })
    const codes = async (table: Table<Row>) => (await chosen.evaluate(table)).view.notes!.map(({ code }) => code)
    assert.ok((await codes(test)).includes('chosen-on-these-rows'))
    assert.ok(!(await codes(train)).includes('chosen-on-these-rows'))
    assert.ok((await codes(test)).includes('beyond-training-range'))
    assert.ok(!(await codes(train)).includes('beyond-training-range'))
  })

  it('evaluate() names what cannot be compared', async () => {
    assert.throws(() => model.evaluate(test, { baseline: 'exct' as 'exact' }), /Cannot compare with column "exct": did you mean "exact"\?/)
    assert.throws(() => model.evaluate(test, { metric: 'r2' as 'mae' }), /Cannot judge by metric "r2"/)
    await assert.rejects(model.evaluate(test.select('x')), /Cannot use column "y"/)
    await assert.rejects(model.evaluate(test.filter((row) => row.x > 100)), /Cannot evaluate: no row has all of x, y/)
  })
})
