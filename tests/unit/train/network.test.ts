import assert from 'node:assert/strict'
import { forward, initialWeights, layersOf, type Network, parametersOf } from '../../../src/train/network.ts'

const reference: Network = { inputs: 4, hidden: [64, 64], activation: 'relu' }

describe('train/network', () => {
  it('parametersOf() counts weights and biases', () => {
    assert.equal(parametersOf(reference), 4 * 64 + 64 + 64 * 64 + 64 + 64 + 1)
  })

  it('initialWeights() repeats by seed, stays within the limit of Glorot, and leaves biases 0', () => {
    const a = initialWeights(reference, 42)
    assert.deepEqual(a, initialWeights(reference, 42))
    assert.notDeepEqual(a, initialWeights(reference, 43))
    for (const { inputs, outputs, offset } of layersOf(reference)) {
      const kernel = a.subarray(offset, offset + inputs * outputs)
      const limit = Math.sqrt(6 / (inputs + outputs))
      assert.ok(kernel.every((w) => Math.abs(w) <= Math.fround(limit)))
      assert.ok(Math.max(...kernel) > 0.9 * limit)
      assert.ok(a.subarray(offset + inputs * outputs, offset + (inputs + 1) * outputs).every((b) => b === 0))
    }
  })

  it('forward() computes a network by hand', () => {
    const network: Network = { inputs: 2, hidden: [2], activation: 'relu' }
    const weights = Float32Array.of(1, -1, 2, 0.5, 0.25, -0.25, 3, 4, 0.5)
    // hidden: relu(x1 + 2 x2 + 0.25), relu(-x1 + 0.5 x2 - 0.25)
    assert.deepEqual([...forward(network, weights, [1, 1, -2, 1], 2)], [3 * 3.25 + 0.5, 3 * 0.25 + 4 * 2.25 + 0.5])
  })

  it('forward() refuses weights of another network', () => {
    assert.throws(() => forward(reference, new Float32Array(3), [1, 2, 3, 4], 1), /network of 4545 weights with 3/)
  })
})
