import { Random } from '../util/index.ts'

/** What a hidden layer does to its sums. */
export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear'

/** A dense network with one output: its inputs, the width of each hidden layer, and what those do. The output layer is linear. */
export interface Network {
  readonly inputs: number
  readonly hidden: readonly number[]
  readonly activation: Activation
}

/** One dense layer: weights `[inputs, outputs]` by row, then one bias an output, both at `offset` of the flat array of all weights. */
export interface DenseLayer {
  readonly inputs: number
  readonly outputs: number
  readonly offset: number
  readonly activation: Activation
}

/** The layers of a network, in order. */
export function layersOf(network: Network): readonly DenseLayer[] {
  const widths = [network.inputs, ...network.hidden, 1]
  let offset = 0
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!
    const activation = i === network.hidden.length ? 'linear' : network.activation
    const layer = { inputs, outputs, offset, activation } as const
    offset += (inputs + 1) * outputs
    return layer
  })
}

/** How many weights a network has, biases included. */
export function parametersOf(network: Network): number {
  return layersOf(network).reduce((sum, layer) => sum + (layer.inputs + 1) * layer.outputs, 0)
}

/**
 * The weights a fit starts from, by seed: uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases 0.
 *
 * Every trainer starts from these, so that one seed means the same start whatever trains.
 */
export function initialWeights(network: Network, seed: number): Float32Array {
  const random = new Random(seed)
  const weights = new Float32Array(parametersOf(network))
  for (const { inputs, outputs, offset } of layersOf(network)) {
    const limit = Math.sqrt(6 / (inputs + outputs))
    for (let i = 0; i < inputs * outputs; i++) weights[offset + i] = (random.next() * 2 - 1) * limit
  }
  return weights
}

const activations: Record<Activation, (sums: Float64Array) => void> = {
  linear: () => {},
  relu: (sums) => {
    for (let i = 0; i < sums.length; i++) if (sums[i]! < 0) sums[i] = 0
  },
  tanh: (sums) => {
    for (let i = 0; i < sums.length; i++) sums[i] = Math.tanh(sums[i]!)
  },
  sigmoid: (sums) => {
    for (let i = 0; i < sums.length; i++) sums[i] = 1 / (1 + Math.exp(-sums[i]!))
  },
}

/**
 * The outputs of a network for `rows` rows of `inputs` values each, by row.
 *
 * @throws RangeError when the weights are not as many as the network has
 */
export function forward(network: Network, weights: Float32Array, x: ArrayLike<number>, rows: number): Float64Array {
  const layers = layersOf(network)
  if (weights.length !== parametersOf(network))
    throw new RangeError(`Cannot run a network of ${parametersOf(network)} weights with ${weights.length} of them`)
  const buffers = layers.map((layer) => new Float64Array(layer.outputs))
  const input = new Float64Array(network.inputs)
  const out = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < network.inputs; i++) input[i] = x[row * network.inputs + i]!
    let values = input
    for (const [l, layer] of layers.entries()) {
      dense(layer, weights, values, buffers[l]!)
      activations[layer.activation](buffers[l]!)
      values = buffers[l]!
    }
    out[row] = values[0]!
  }
  return out
}

function dense({ inputs, outputs, offset }: DenseLayer, weights: Float32Array, values: Float64Array, sums: Float64Array): void {
  const biases = offset + inputs * outputs
  for (let j = 0; j < outputs; j++) sums[j] = weights[biases + j]!
  for (let i = 0; i < inputs; i++) {
    const value = values[i]!
    if (value === 0) continue
    const start = offset + i * outputs
    for (let j = 0; j < outputs; j++) sums[j]! += value * weights[start + j]!
  }
}
