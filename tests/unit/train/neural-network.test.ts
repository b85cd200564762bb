import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardise } from '../../../src/features/index.ts'
import { displaySymbol, interruptSignal, type MimeBundle, mime, type Progress, type TrainingView } from '../../../src/protocol/index.ts'
import { from, relationOf, type Table } from '../../../src/table/index.ts'
import { loadModel, type Model, neuralNetwork } from '../../../src/train/index.ts'
import { Random } from '../../../src/util/index.ts'

interface Row {
  readonly a: number | null
  readonly b: number
  readonly flag: boolean
  readonly label: string
  readonly y: number | null
}

function rowsOf(count: number, seed: number): Row[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, i) => {
    const [a, b, flag] = [random.normal() * 10 + 500, random.normal(), random.next() < 0.5]
    return { a: i === 3 ? null : a, b, flag, label: `l${i % 5}`, y: i === 5 ? null : 3 * a + 20 * b * b + (flag ? 15 : 0) }
  })
}

const train = from(rowsOf(300, 1)) as unknown as Table<Row>
const held = from(rowsOf(100, 2)) as unknown as Table<Row>
const quick = { target: 'y', hidden: [16], epochs: 4, learningRate: 0.01, seed: 42 } as const

describe('train/neuralNetwork', function () {
  this.timeout(60000)
  let folder: string
  let model: Model<Row>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-train-'))
    model = await neuralNetwork(train, { ...quick, epochs: 12, validate: held, name: 'demo' })
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('neuralNetwork() takes all columns of numbers as features, and counts rows that lack a value', () => {
    assert.deepEqual(model.features, ['a', 'b', 'flag'])
    const { view } = model.training
    assert.deepEqual(view.rows, { train: 298, validation: 98 })
    assert.deepEqual(
      view.notes.filter(({ code }) => code === 'rows-left-out').map(({ count, text }) => [count, text.en, text['zh-CN']]),
      [
        [2, '2 training rows lack a value and were left out', '2 行训练数据有缺失值，未使用'],
        [2, '2 validation rows lack a value and were left out', '2 行验证数据有缺失值，未使用'],
      ],
    )
    assert.equal(view.state, 'finished')
    assert.equal(view.model.parameters, 3 * 16 + 16 + 16 + 1)
    assert.deepEqual(view.model.layers, ['16 relu', '1'])
    assert.equal(view.best!.loss, Math.min(...view.loss.validation!))
    assert.match(view.backend.name, /WASM/)
    assert.match(view.made.fingerprint!, /^[0-9a-f]{64}$/)
  })

  it('neuralNetwork() fits its scales on complete training rows only', async () => {
    const complete = train.filter((row) => row.a !== null && row.y !== null)
    const { scales } = await standardise(complete, ['a', 'b', 'flag', 'y'])
    const got = [...model.fitted.scaling.features, model.fitted.scaling.target]
    for (const [i, { mean, std }] of scales.entries()) {
      assert.ok(Math.abs(got[i]!.mean - mean) <= 1e-12 * Math.abs(mean))
      assert.ok(Math.abs(got[i]!.std - std) <= 1e-12 * std)
    }
  })

  it('neuralNetwork() repeats byte for byte by seed', async () => {
    const [a, b, c] = await Promise.all([42, 42, 43].map((seed) => neuralNetwork(train, { ...quick, seed, validate: held })))
    assert.deepEqual(Buffer.from(a!.fitted.weights.buffer), Buffer.from(b!.fitted.weights.buffer))
    assert.deepEqual(a!.training.view.loss, b!.training.view.loss)
    assert.notDeepEqual(a!.fitted.weights, c!.fitted.weights)
  })

  it('progress carries a training view that runs, with metrics and one plain line', async () => {
    const fitting = neuralNetwork(train, { ...quick, epochs: 80, validate: held })
    const seen: Progress[] = []
    for await (const progress of fitting.progress) if (displaySymbol in progress) seen.push(progress)
    await fitting
    const shown = (progress: Progress) => (progress as unknown as { [displaySymbol](): MimeBundle })[displaySymbol]()
    assert.equal((shown(seen.pop()!)[mime.training] as TrainingView).state, 'finished')
    const bundle = shown(seen.at(-1)!)
    const view = bundle[mime.training] as TrainingView
    assert.equal(view.state, 'running')
    assert.equal(view.epoch, seen.at(-1)!.done)
    assert.ok(Number.isFinite(seen.at(-1)!.metrics!['train']) && Number.isFinite(seen.at(-1)!.metrics!['validation']))
    assert.match(
      bundle['text/plain'] as string,
      /^epoch \d+ of 80 {2}[█▏▎▍▌▋▊▉ ]+\d+% {2}train [\d.]+ {2}validation [\d.]+ {2}[\d,]+ rows\/s {2}[\d.]+ s left$/,
    )
    assert.match(bundle['text/html'] as string, /<svg/)
  })

  it('cancel() resolves with the best weights', async () => {
    const fitting = neuralNetwork(train, { ...quick, epochs: 100000, validate: held })
    for await (const progress of fitting.progress) if (progress.unit === 'epochs' && progress.done > 20) break
    fitting.cancel()
    const stopped = await fitting
    const { view } = stopped.training
    assert.equal(view.state, 'stopped')
    assert.ok(view.epoch >= 20 && view.epoch < 100000 && view.best!.epoch <= view.epoch)
    assert.ok((await stopped.predict(held).then((t) => t.rows(1)))[0]!.prediction !== null)
    assert.match(
      String(stopped[displaySymbol]()['text/plain']),
      /stopped at epoch [\d,]+ of 100,000 after .*; weights of epoch [\d,]+ kept/,
    )
  })

  it('the interrupt of a cell stops a fit too, and rejects before the first epoch', async () => {
    const scope = globalThis as { [interruptSignal]?: AbortSignal }
    const cell = new AbortController()
    scope[interruptSignal] = cell.signal
    try {
      const fitting = neuralNetwork(train, { ...quick, epochs: 100000 })
      for await (const progress of fitting.progress) if (progress.unit === 'epochs' && progress.done > 5) break
      cell.abort(new DOMException('interrupted', 'AbortError'))
      assert.equal((await fitting).training.view.state, 'stopped')
      await assert.rejects(neuralNetwork(train, quick), { name: 'AbortError' })
    } finally {
      delete scope[interruptSignal]
    }
  })

  it('neuralNetwork() ends early by patience and says so', async () => {
    const patient = await neuralNetwork(train, { ...quick, epochs: 5000, learningRate: 0.05, validate: held, patience: 3 })
    const { view } = patient.training
    assert.equal(view.state, 'finished')
    assert.equal(view.epoch - view.best!.epoch, 3)
    assert.ok(view.notes.some(({ code }) => code === 'ended-early'))
  })

  it('predict() adds predictions, keeps order and row numbers, and gives null where a feature is missing', async () => {
    const some = held.filter((row) => row.flag)
    const predicted = await model.predict(some)
    const [before, after] = [await some.rows(), await predicted.rows()]
    assert.deepEqual(
      after.map(({ prediction: _, ...row }) => row),
      before,
    )
    assert.equal(relationOf(predicted).rowNumber, relationOf(some).rowNumber)
    for (const row of after) assert.equal(row.prediction === null, row.a === null)
    const present = after.filter((row) => row.prediction !== null && row.y !== null)
    const mean = present.reduce((sum, row) => sum + row.y!, 0) / present.length
    const off = (of: (row: (typeof present)[number]) => number) => present.reduce((sum, row) => sum + Math.abs(row.y! - of(row)), 0)
    assert.ok(off((row) => row.prediction!) < 0.7 * off(() => mean))
  })

  it('predict() works after joins and in another order, under another name, without the target', async () => {
    const names = from({ label: ['l0', 'l1', 'l2'], full: ['zero', 'one', 'two'] })
    const table = held.join(names, 'label').orderby('b').select('b', 'a', 'flag', 'full')
    const predicted = await model.predict(table, { as: 'guess' })
    const [before, after] = [await table.rows(), await predicted.rows()]
    assert.deepEqual(
      after.map(({ guess: _, ...row }) => row),
      before,
    )
    const direct = await (await model.predict(held)).rows()
    for (const row of after) assert.equal(row.guess, direct.find((d) => d.b === row.b)!.prediction)
  })

  it('predict() names a missing feature and a taken name', async () => {
    await assert.rejects(model.predict(held.select('a', 'b')), /Cannot use feature "flag": the table has "a", "b"/)
    assert.throws(() => model.predict(held, { as: 'b' }), /Cannot add predictions as "b": the table has "b"/)
  })

  it('save() and loadModel() keep every prediction, and leave no other file', async () => {
    const path = join(folder, 'demo.json')
    await model.save(path)
    assert.deepEqual(await readdir(folder), ['demo.json'])
    const loaded = await loadModel<Row>(path)
    assert.deepEqual(await (await loaded.predict(held)).rows(), await (await model.predict(held)).rows())
    assert.deepEqual(loaded.training.view, JSON.parse(JSON.stringify(model.training.view)))
    assert.equal(loaded.name, 'demo')
  })

  it('loadModel() says what is wrong with a file', async () => {
    await assert.rejects(loadModel(join(folder, 'none.json')), /none.json": there is no such file/)
    await writeFile(join(folder, 'bad.json'), '{ "a": ')
    await assert.rejects(loadModel(join(folder, 'bad.json')), /it is not JSON/)
    await writeFile(join(folder, 'other.json'), '{ "a": 1 }')
    await assert.rejects(loadModel(join(folder, 'other.json')), /not written by a model's save\(\)/)
    const saved = JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8')) as { weights: string }
    await writeFile(join(folder, 'cut.json'), JSON.stringify({ ...saved, weights: saved.weights.slice(0, 40) }))
    await assert.rejects(loadModel(join(folder, 'cut.json')), /its weights are cut off/)
  })

  it('neuralNetwork() names what cannot be trained on', async () => {
    const training = (options: object, table: Table<Row> = train) => neuralNetwork(table, { ...quick, ...options })
    await assert.rejects(training({ features: ['a', 'label'] }), /Cannot use feature "label": it is text, not numbers/)
    await assert.rejects(training({ features: ['a', 'bb'] }), /Cannot use feature "bb": did you mean "b"\?/)
    await assert.rejects(training({ target: 'yy' }), /Cannot use target "yy": did you mean "y"\?/)
    await assert.rejects(training({ features: ['a', 'y'] }), /from itself: take it out of the features/)
    await assert.rejects(training({}, train.slice(0, 8)), /Cannot train on 6 complete rows: give at least 10; 2 more lack a value/)
    await assert.rejects(
      training({ target: 'one', features: ['a'] }, train.derive({ one: () => 1 }) as never),
      /Cannot learn "one": it has one value/,
    )
    await assert.rejects(training({ validate: held.filter((row) => row.b > 1e9) }), /Cannot validate: no row/)
    await assert.rejects(training({ target: 'a', features: undefined }, train.select('a', 'label') as never), /no other column of numbers/)
    assert.throws(() => training({ optimizer: 'adm' }), /optimizer: "adm": did you mean "adam"\? It can be "adam", "sgd", "rmsprop"/)
    assert.throws(() => training({ loss: 'crossentropy' }), /loss: "crossentropy". It can be "mse"/)
    assert.throws(() => training({ epochs: 0 }), /epochs: 0. Give a whole number of 1 to/)
    assert.throws(() => training({ learningRate: -1 }), /learningRate: -1/)
    assert.throws(() => training({ hidden: [0] }), /hidden: 0/)
    assert.throws(() => neuralNetwork(train, {} as never), /without a target/)
  })

  it('neuralNetwork() trains with a constant feature and says that it tells nothing', async () => {
    const table = train.derive({ same: () => 7 })
    const trained = await neuralNetwork(table, { ...quick, features: ['a', 'b', 'same'] })
    assert.ok(trained.training.view.notes.some(({ code, column }) => code === 'constant-feature' && column === 'same'))
    assert.ok(trained.fitted.weights.every(Number.isFinite))
  })
})
