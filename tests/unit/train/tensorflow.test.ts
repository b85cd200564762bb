import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { forward } from '../../../src/train/network.ts'
import { probed } from '../../../src/train/tensorflow/backend.ts'
import { tensorFlowTrainer } from '../../../src/train/tensorflow/tensorflow-trainer.ts'
import type { FitControl, FitJob, FitProgress, Samples } from '../../../src/train/trainer.ts'
import { Random } from '../../../src/util/index.ts'

function samples(rows: number, seed: number): Samples {
  const random = new Random(seed)
  const x = Float32Array.from({ length: rows * 4 }, () => random.normal())
  const y = Float32Array.from({ length: rows }, (_, i) => Math.sin(x[i * 4]!) + 0.5 * x[i * 4 + 1]! * x[i * 4 + 2]!)
  return { rows, x, y }
}

const job: FitJob = {
  network: { inputs: 4, hidden: [16, 16], activation: 'relu' },
  train: samples(600, 1),
  validation: samples(200, 2),
  optimizer: 'adam',
  learningRate: 0.003,
  loss: 'mse',
  epochs: 12,
  batchSize: 32,
  seed: 42,
}

const never = (): FitControl => ({ signal: new AbortController().signal })

describe('train/tensorflow', function () {
  this.timeout(60000)

  it('fit() learns, on WASM, and says so', async () => {
    const outcome = await tensorFlowTrainer().fit(job, never())
    assert.equal(outcome.end, 'epochs')
    assert.equal(outcome.epoch, 12)
    assert.match(outcome.backend.name, /WASM/)
    assert.match(outcome.backend.why.en, /fastest backend installed/)
    assert.match(outcome.backend.why['zh-CN'], /最快/)
    assert.ok(outcome.train[11]! < 0.5 * outcome.train[0]!)
    assert.equal(outcome.best.loss, Math.min(...outcome.validation!))
    assert.equal(outcome.best.epoch, outcome.validation!.indexOf(outcome.best.loss) + 1)
  })

  it('fit() repeats byte for byte by seed, and differs by another', async () => {
    const [a, b, c] = await Promise.all([42, 42, 7].map((seed) => tensorFlowTrainer('wasm').fit({ ...job, epochs: 3, seed }, never())))
    assert.deepEqual(Buffer.from(a!.weights.buffer), Buffer.from(b!.weights.buffer))
    assert.deepEqual(a!.train, b!.train)
    assert.notDeepEqual(a!.weights, c!.weights)
  })

  it('fit() on the cpu backend gives losses close to WASM', async () => {
    const [wasm, cpu] = await Promise.all(
      (['wasm', 'cpu'] as const).map((name) => tensorFlowTrainer(name).fit({ ...job, epochs: 3 }, never())),
    )
    assert.match(cpu!.backend.name, /CPU/)
    for (let i = 0; i < 3; i++) assert.ok(Math.abs(wasm!.validation![i]! - cpu!.validation![i]!) < 1e-4)
  })

  it('fit() keeps the weights of the best epoch: their validation loss is the best one', async () => {
    const outcome = await tensorFlowTrainer('wasm').fit({ ...job, epochs: 6, learningRate: 0.03 }, never())
    const { x, y, rows } = job.validation!
    const predicted = forward(job.network, outcome.weights, x, rows)
    const mse = predicted.reduce((sum, p, i) => sum + (p - y[i]!) ** 2, 0) / rows
    assert.ok(Math.abs(mse - outcome.best.loss) < 1e-5 * Math.max(1, mse), `${mse} is not ${outcome.best.loss}`)
  })

  it('fit() stops when cancelled and keeps the best weights', async () => {
    const control = new AbortController()
    let seen: FitProgress | undefined
    const fitting = tensorFlowTrainer('wasm').fit(
      { ...job, epochs: 100000 },
      {
        signal: control.signal,
        onProgress: (progress) => {
          seen = progress
        },
      },
    )
    while (seen === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
    await new Promise((resolve) => setTimeout(resolve, 300))
    control.abort(new DOMException('enough', 'AbortError'))
    const outcome = await fitting
    assert.equal(outcome.end, 'cancelled')
    assert.ok(outcome.epoch > 0 && outcome.epoch < 100000)
    assert.equal(outcome.best.loss, Math.min(...outcome.validation!))
    assert.ok(outcome.weights.some((w) => w !== 0))
  })

  it('fit() rejects with the reason when cancelled before the first epoch is finished', async () => {
    const control = new AbortController()
    const fitting = tensorFlowTrainer('wasm').fit({ ...job, train: samples(60000, 3) }, { signal: control.signal })
    setTimeout(() => control.abort(new DOMException('enough', 'AbortError')), 30)
    await assert.rejects(fitting, { name: 'AbortError', message: 'enough' })
  })

  it('fit() ends by patience', async () => {
    const outcome = await tensorFlowTrainer('wasm').fit({ ...job, epochs: 500, learningRate: 0.05, patience: 4 }, never())
    assert.equal(outcome.end, 'patience')
    assert.equal(outcome.epoch, outcome.best.epoch + 4)
  })

  it('fit() says what to do when the loss is not a number from the start', async () => {
    const train = samples(64, 4)
    train.y.fill(Number.NaN)
    await assert.rejects(tensorFlowTrainer('wasm').fit({ ...job, train }, never()), /loss is not a number in the first epoch/)
  })

  it('fit() stops and keeps the best weights when the loss turns into no number later', async () => {
    const diverging: FitJob = {
      ...job,
      network: { inputs: 4, hidden: [], activation: 'linear' },
      optimizer: 'sgd',
      learningRate: 3,
      batchSize: 600,
      epochs: 400,
    }
    const outcome = await tensorFlowTrainer('wasm').fit(diverging, never())
    assert.equal(outcome.end, 'not-a-number')
    assert.ok(outcome.epoch > 1 && outcome.epoch < 400)
    assert.equal(outcome.best.loss, Math.min(...outcome.validation!))
    assert.ok(outcome.weights.every(Number.isFinite))
  })

  it('fit() names a backend that is not installed', async () => {
    await assert.rejects(
      tensorFlowTrainer('tensorflow').fit(job, never()),
      /Cannot train on backend "tensorflow": not installed; install @tensorflow\/tfjs-node/,
    )
  })

  it('probed() takes the faster of two and says by how much', () => {
    assert.deepEqual(probed(38, 240).name, 'TensorFlow.js WASM')
    assert.match(probed(38, 240).why.en, /38 µs a row, against 240 for native/)
    assert.match(probed(120, 40).name, /native/)
  })

  it('fit() reports at most 10 times a second', async () => {
    let reports = 0
    const started = performance.now()
    await tensorFlowTrainer('wasm').fit({ ...job, epochs: 60 }, { ...never(), onProgress: () => reports++ })
    assert.ok(reports >= 1 && reports <= 2 + (performance.now() - started) / 100, `${reports} reports`)
  })

  it('fit() leaves nothing running and prints nothing', async () => {
    const module = new URL('../../../src/train/tensorflow/tensorflow-trainer.ts', import.meta.url).href
    const script = `
      const { tensorFlowTrainer } = await import(${JSON.stringify(module)})
      const x = new Float32Array(128).fill(0.5), y = new Float32Array(32).fill(1)
      const job = { network: { inputs: 4, hidden: [8], activation: 'relu' }, train: { rows: 32, x, y }, optimizer: 'adam',
        learningRate: 0.01, loss: 'mse', epochs: 2, batchSize: 8, seed: 1 }
      const outcome = await tensorFlowTrainer('cpu').fit(job, { signal: new AbortController().signal })
      process.stdout.write(String(outcome.epoch))`
    const run = promisify(execFile)
    const flags = [
      '--import',
      createRequire(import.meta.url).resolve('tsx'),
      '--conditions=assay-source',
      '--input-type=module',
      '-e',
      script,
    ]
    const { stdout, stderr } = await run(process.execPath, flags, { timeout: 30000 })
    assert.equal(stdout, '2')
    assert.equal(stderr, '')
  })
})
