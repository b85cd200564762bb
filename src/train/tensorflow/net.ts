import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { initialWeights, layersOf } from '../network.ts'
import { type Optimizer, optimizerOf } from '../optimizer.ts'
import type { FitJob, LossName, Samples } from '../trainer.ts'
import type { TensorFlow } from './load.ts'

const losses: Record<LossName, (tf: TensorFlow, actual: Tensor2D, predicted: Tensor2D) => Scalar> = {
  mse: (tf, actual, predicted) => tf.core.losses.meanSquaredError(actual, predicted),
  mae: (tf, actual, predicted) => tf.core.losses.absoluteDifference(actual, predicted),
  huber: (tf, actual, predicted) => tf.core.losses.huberLoss(actual, predicted),
}

/** Rows of validation that are predicted at once. */
const chunk = 4096

/**
 * A network of TensorFlow.js layers on the backend that is set.
 *
 * Layers and gradients are TensorFlow.js's; the optimizer is ours, one loop over all weights: TensorFlow.js's takes a dozen kernels a weight.
 */
export class Net {
  readonly #tf: TensorFlow
  readonly #job: FitJob
  readonly #model: LayersModel
  readonly #optimizer: Optimizer
  /** All weights, in the order of `layersOf`; the layers' variables hold copies. */
  readonly #weights: Float32Array
  readonly #gradients: Float32Array
  readonly #x: Float32Array
  readonly #y: Float32Array

  constructor(tf: TensorFlow, job: FitJob) {
    this.#tf = tf
    this.#job = job
    this.#model = build(tf, job)
    this.#weights = initialWeights(job.network, job.seed)
    this.#gradients = new Float32Array(this.#weights.length)
    this.#optimizer = optimizerOf(job.optimizer, this.#weights.length, job.learningRate)
    this.#x = new Float32Array(job.batchSize * job.network.inputs)
    this.#y = new Float32Array(job.batchSize)
    tf.core.tidy(() => this.#write())
  }

  /** One step on the rows `order[from]` to `order[to - 1]`; gives their mean loss before the step. */
  step(order: Uint32Array, from: number, to: number): number {
    const { inputs } = this.#job.network
    const { x, y } = this.#job.train
    for (let i = from; i < to; i++) {
      const row = order[i]!
      for (let j = 0; j < inputs; j++) this.#x[(i - from) * inputs + j] = x[row * inputs + j]!
      this.#y[i - from] = y[row]!
    }
    const size = to - from
    return this.#tf.core.tidy(() => {
      const { value, grads } = this.#tf.core.variableGrads(() =>
        this.#loss(this.#x.subarray(0, size * inputs), this.#y.subarray(0, size), true),
      )
      let offset = 0
      for (const { name } of this.#model.trainableWeights) {
        const values = grads[name]!.dataSync()
        this.#gradients.set(values, offset)
        offset += values.length
      }
      this.#optimizer.step(this.#weights, this.#gradients)
      this.#write()
      return value.dataSync()[0]!
    })
  }

  /** The mean loss over samples; NaN when stopped. */
  loss(samples: Samples, stopped: () => boolean): number {
    const { inputs } = this.#job.network
    let sum = 0
    for (let from = 0; from < samples.rows; from += chunk) {
      if (stopped()) return Number.NaN
      const to = Math.min(samples.rows, from + chunk)
      const loss = this.#tf.core.tidy(
        () => this.#loss(samples.x.slice(from * inputs, to * inputs), samples.y.slice(from, to), false).dataSync()[0]!,
      )
      sum += loss * (to - from)
    }
    return sum / samples.rows
  }

  /** Copies all weights, in the order of `layersOf`. */
  weights(into: Float32Array): void {
    into.set(this.#weights)
  }

  dispose(): void {
    this.#model.dispose()
  }

  /** Gives the layers the weights. New tensors each time: the WASM backend keeps packed copies by tensor. */
  #write(): void {
    let offset = 0
    for (const variable of this.#model.trainableWeights) {
      const shape = variable.shape as number[]
      const size = shape.reduce((product, length) => product * length, 1)
      variable.write(this.#tf.core.tensor(this.#weights.slice(offset, offset + size), shape) as Tensor)
      offset += size
    }
  }

  #loss(x: Float32Array, y: Float32Array, training: boolean): Scalar {
    const { core } = this.#tf
    const predicted = this.#model.apply(core.tensor2d(x, [y.length, this.#job.network.inputs]), { training }) as Tensor2D
    return losses[this.#job.loss](this.#tf, core.tensor2d(y, [y.length, 1]), predicted)
  }
}

function build({ layers }: TensorFlow, job: FitJob): LayersModel {
  const model = layers.sequential()
  for (const [i, layer] of layersOf(job.network).entries()) {
    model.add(
      layers.layers.dense({
        units: layer.outputs,
        activation: layer.activation,
        kernelInitializer: 'zeros',
        ...(i === 0 ? { inputShape: [layer.inputs] } : {}),
      }),
    )
  }
  return model
}
