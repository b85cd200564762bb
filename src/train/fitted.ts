import { isPresent, type NumberBatch, scaled, unscaled } from '../features/index.ts'
import { forward, type Network } from './network.ts'
import type { Scaling } from './samples.ts'

/** All that predictions need. */
export interface Fitted {
  readonly features: readonly string[]
  readonly target: string
  readonly network: Network
  readonly weights: Float32Array
  readonly scaling: Scaling
  /** Smallest and largest target of the training rows. */
  readonly range: readonly [number, number]
  /** Fingerprint of the rows on which the kept epoch was chosen. */
  readonly chosenOn?: string
}

/**
 * Predictions for rows given by column, in units of the target.
 *
 * @param batch the features' columns first, in their order
 * @returns NaN where a feature is missing
 */
export function predictBatch({ features, network, weights, scaling }: Fitted, { rows, columns }: NumberBatch): Float64Array {
  const inputs = features.length
  const x = new Float64Array(rows * inputs)
  const complete = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) {
    let whole = 1
    for (let j = 0; j < inputs; j++) {
      const value = columns[j]![i]
      if (isPresent(value)) x[i * inputs + j] = scaled(value, scaling.features[j]!)
      else whole = 0
    }
    complete[i] = whole
  }
  const out = forward(network, weights, x, rows)
  for (let i = 0; i < rows; i++) out[i] = complete[i] === 1 ? unscaled(out[i]!, scaling.target) : Number.NaN
  return out
}
