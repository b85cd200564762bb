import assert from 'node:assert/strict'
import { optimizerOf } from '../../../src/train/optimizer.ts'
import { loadTensorFlow, useBackend } from '../../../src/train/tensorflow/load.ts'
import { Random } from '../../../src/util/index.ts'

describe('train/optimizer', () => {
  for (const name of ['adam', 'sgd', 'rmsprop'] as const) {
    it(`optimizerOf("${name}") takes the steps of TensorFlow.js`, async () => {
      const tf = loadTensorFlow()
      tf.core.env().set('IS_TEST', true)
      assert.equal(await useBackend(tf, 'cpu'), undefined)
      const random = new Random(3)
      const start = Float32Array.from({ length: 5 }, () => random.normal())
      const theirs = tf.core.variable(tf.core.tensor1d(start.slice()), true, `weights-${name}`)
      const stepper = tf.core.train[name](0.05)
      const ours = start.slice()
      const optimizer = optimizerOf(name, 5, 0.05)
      for (let i = 0; i < 40; i++) {
        const gradients = Float32Array.from({ length: 5 }, (_, j) => ours[j]! * (j + 1) + random.normal())
        stepper.applyGradients([{ name: theirs.name, tensor: tf.core.tensor1d(gradients.slice()) }])
        optimizer.step(ours, gradients)
        const wanted = theirs.dataSync()
        for (const [j, weight] of ours.entries())
          assert.ok(Math.abs(weight - wanted[j]!) < 2e-5, `step ${i}: ${weight} is not ${wanted[j]}`)
      }
    })
  }

  it('quickenMatMul() leaves products as they are', async () => {
    const tf = loadTensorFlow()
    const random = new Random(9)
    const values = (size: number) => Float32Array.from({ length: size }, () => random.normal())
    const [a, b] = [values(6), values(15)]
    const product = async (backend: 'cpu' | 'wasm') => {
      assert.equal(await useBackend(tf, backend), undefined)
      return [...tf.core.matMul(tf.core.tensor2d(a, [3, 2]), tf.core.tensor2d(b, [5, 3]), true, true).dataSync()]
    }
    const [wasm, again, cpu] = [await product('wasm'), await product('wasm'), await product('cpu')]
    assert.deepEqual(wasm, again)
    assert.equal(wasm.length, 10)
    for (const [i, value] of cpu.entries()) assert.ok(Math.abs(value - wasm[i]!) < 1e-5)
  })
})
