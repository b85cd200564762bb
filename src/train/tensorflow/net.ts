import type { Optimizer, Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { initialWeights, layersOf } from '../network.ts'
import type { FitJob, LossName, OptimizerName, Samples } from '../trainer.ts'
import type { TensorFlow } from './load.ts'

const optimizers: Record<OptimizerName, (tf: TensorFlow, rate: number) => Optimizer> = {
  adam: (tf, rate) => tf.core.train.adam(rate),
  sgd: (tf, rate) => tf.core.train.sgd(rate),
  rmsprop: (tf, rate) => tf.core.train.rmsprop(rate),
}

const losses: Record<LossName, (tf: TensorFlow, actual: Tensor2D, predicted: Tensor2D) => Scalar> = {
  mse: (tf, actual, predicted) => tf.core.losses.meanSquaredError(actual, predicted),
  mae: (tf, actual, predicted) => tf.core.losses.absoluteDifference(actual, predicted),
  huber: (tf, actual, predicted) => tf.core.losses.huberLoss(actual, predicted),
}

/** A network of TensorFlow.js layers with its optimizer, on the backend that is set. */
export class Net {
  readonly #tf: TensorFlow
  readonly #job: FitJob
  readonly #model: LayersModel
  readonly #optimizer: Optimizer
  readonly #x: Float32Array
  readonly #y: Float32Array

  constructor(tf: TensorFlow, job: FitJob) {
    this.#tf = tf
    this.#job = job
    this.#model = build(tf, job)
    this.#optimizer = optimizers[job.optimizer](tf, job.learningRate)
    this.#x = new Float32Array(job.batchSize * job.network.inputs)
    this.#y = new Float32Array(job.batchSize)
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
      const loss = this.#optimizer.minimize(() => this.#loss(this.#x.subarray(0, size * inputs), this.#y.subarray(0, size), true), true)
      return loss!.dataSync()[0]!
    })
  }

  /** The mean loss over samples. */
  loss(samples: Samples, stopped: () => boolean): number {
    const { inputs } = this.#job.network
    const chunk = 4096
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

  /** Writes all weights, in the order of `layersOf`. */
  weights(into: Float32Array): void {
    let offset = 0
    for (const weight of this.#model.getWeights()) {
      const values = weight.dataSync() as Float32Array
      into.set(values, offset)
      offset += values.length
    }
  }

  dispose(): void {
    this.#model.dispose()
    this.#optimizer.dispose()
  }

  #loss(x: Float32Array, y: Float32Array, training: boolean): Scalar {
    const { core } = this.#tf
    const predicted = this.#model.apply(core.tensor2d(x, [y.length, this.#job.network.inputs]), { training }) as Tensor2D
    return losses[this.#job.loss](this.#tf, core.tensor2d(y, [y.length, 1]), predicted)
  }
}

function build({ core, layers }: TensorFlow, job: FitJob): LayersModel {
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
  const start = initialWeights(job.network, job.seed)
  const tensors: Tensor[] = layersOf(job.network).flatMap(({ inputs, outputs, offset }) => {
    const biases = offset + inputs * outputs
    return [core.tensor2d(start.slice(offset, biases), [inputs, outputs]), core.tensor1d(start.slice(biases, biases + outputs))]
  })
  model.setWeights(tensors)
  core.dispose(tensors)
  return model
}
