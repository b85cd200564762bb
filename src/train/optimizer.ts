import type { OptimizerName } from './trainer.ts'

/** Changes weights by their gradients, all weights of a network as one flat array. Its state is plain arrays. */
export interface Optimizer {
  /** One step: changes `weights` in place. */
  step(weights: Float32Array, gradients: Float32Array): void
}

/** Decay of running means, and what keeps divisions from zero: the defaults of Keras. */
const [beta1, beta2, rho, epsilon] = [0.9, 0.999, 0.9, 1e-7]

/** Adam (Kingma and Ba 2015, algorithm 1). */
function adam(size: number, rate: number): Optimizer {
  const [first, second] = [new Float32Array(size), new Float32Array(size)]
  let steps = 0
  return {
    step(weights, gradients) {
      steps++
      const scale = rate / (1 - beta1 ** steps)
      const correction = 1 / (1 - beta2 ** steps)
      for (let i = 0; i < size; i++) {
        const g = gradients[i]!
        first[i] = beta1 * first[i]! + (1 - beta1) * g
        second[i] = beta2 * second[i]! + (1 - beta2) * g * g
        weights[i]! -= (scale * first[i]!) / (Math.sqrt(second[i]! * correction) + epsilon)
      }
    },
  }
}

/** Plain gradient descent. */
function sgd(_: number, rate: number): Optimizer {
  return {
    step(weights, gradients) {
      for (let i = 0; i < weights.length; i++) weights[i]! -= rate * gradients[i]!
    },
  }
}

/** RMSProp (Hinton 2012, lecture 6e), without momentum. */
function rmsprop(size: number, rate: number): Optimizer {
  const squares = new Float32Array(size)
  return {
    step(weights, gradients) {
      for (let i = 0; i < size; i++) {
        const g = gradients[i]!
        squares[i] = rho * squares[i]! + (1 - rho) * g * g
        weights[i]! -= (rate * g) / Math.sqrt(squares[i]! + epsilon)
      }
    },
  }
}

const makers: Record<OptimizerName, (size: number, rate: number) => Optimizer> = { adam, sgd, rmsprop }

/** An optimizer for `size` weights with a learning rate. */
export function optimizerOf(name: OptimizerName, size: number, rate: number): Optimizer {
  return makers[name](size, rate)
}
