import type { Text } from '../protocol/index.ts'
import type { Network } from './network.ts'

/** Rows ready for a trainer: scaled inputs by row, one scaled target a row, nothing missing. */
export interface Samples {
  readonly rows: number
  readonly x: Float32Array
  readonly y: Float32Array
}

export type OptimizerName = 'adam' | 'sgd' | 'rmsprop'

/** `mse` mean squared error, `mae` mean absolute error, `huber` (delta 1), all in units of the scaled target. */
export type LossName = 'mse' | 'mae' | 'huber'

/** All that decides a fit: the same job on the same backend gives the same weights, bit for bit. */
export interface FitJob {
  readonly network: Network
  readonly train: Samples
  readonly validation?: Samples
  readonly optimizer: OptimizerName
  readonly learningRate: number
  readonly loss: LossName
  readonly epochs: number
  readonly batchSize: number
  readonly seed: number
  /** Ends the fit after so many epochs without a better loss. */
  readonly patience?: number
}

/** What computes, and why it was chosen. */
export interface Backend {
  readonly name: string
  readonly why: Text
}

/** How far a fit is. */
export interface FitProgress {
  /** Epochs finished. */
  readonly epoch: number
  /** Loss by finished epoch. */
  readonly train: Float64Array
  readonly validation?: Float64Array
  /** The epoch whose weights are kept, from 1; null before the first is finished. */
  readonly best: { readonly epoch: number; readonly loss: number } | null
  readonly backend: Backend
  /** Seconds spent on finished epochs, without loading. */
  readonly seconds: number
}

/** Why a fit ended: all epochs done, patience used up, cancelled, or a loss that is not a number. */
export type FitEnd = 'epochs' | 'patience' | 'cancelled' | 'not-a-number'

export interface FitOutcome extends FitProgress {
  readonly end: FitEnd
  readonly best: { readonly epoch: number; readonly loss: number }
  /** The weights of the best epoch. */
  readonly weights: Float32Array
}

export interface FitControl {
  /** Ends the fit with the best weights kept so far; without any the fit rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Called at most 10 times a second. */
  readonly onProgress?: (progress: FitProgress) => void
}

/** The port of whatever fits networks: TensorFlow.js today. */
export interface Trainer {
  readonly name: string
  /**
   * @throws the signal's reason when cancelled before the first epoch was finished
   * @throws RangeError when the loss of the first epoch is not a number
   */
  fit(job: FitJob, control: FitControl): Promise<FitOutcome>
}
