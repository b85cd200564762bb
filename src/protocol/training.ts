import type { Note, Text } from './mime.ts'
import type { Made } from './profile.ts'

/** The figures of a model on one set of rows, by the field's names: `mae rmse mse r2 ...`. */
export type Metrics = { readonly [metric: string]: number }

/** A model compared with a naive one on the same rows. */
export interface EvaluationView {
  readonly kind: 'evaluation'
  readonly version: 1
  readonly model: string
  readonly target: string
  readonly rows: number
  readonly metrics: Metrics
  readonly baseline?: { readonly name: string; readonly metrics: Metrics }
  /** Whether the model beats the baseline on `verdictMetric`. */
  readonly better?: boolean
  readonly verdictMetric?: string
  /** A sentence with the verdict first. */
  readonly verdict?: Text
  /** Actual, predicted and baseline values in row order, at most 400 points. */
  readonly series?: {
    readonly x: readonly (number | string)[]
    readonly actual: readonly number[]
    readonly predicted: readonly number[]
    readonly baseline?: readonly number[]
  }
  /** What limits the figures, such as rows that lacked a value, or values beyond those of the training. */
  readonly notes?: readonly Note[]
  readonly made: Made
}

/** A fit, while it runs and after. */
export interface TrainingView {
  readonly kind: 'training'
  readonly version: 1
  readonly name: string
  readonly target: string
  readonly features: readonly string[]
  readonly state: 'running' | 'stopped' | 'finished'
  readonly epoch: number
  readonly epochs: number
  /** Loss by epoch, thinned to at most 400 points that keep first, best and last. */
  readonly loss: { readonly epochs: readonly number[]; readonly train: readonly number[]; readonly validation?: readonly number[] }
  /** The epoch whose weights are kept. */
  readonly best: { readonly epoch: number; readonly loss: number } | null
  readonly rows: { readonly train: number; readonly validation: number }
  /** Training rows a second. */
  readonly rate: number
  readonly seconds: number
  readonly secondsLeft?: number
  readonly backend: { readonly name: string; readonly why: Text }
  readonly model: {
    readonly layers: readonly string[]
    readonly parameters: number
    readonly optimizer: string
    readonly loss: string
    readonly seed: number
    readonly batchSize: number
  }
  readonly evaluation?: EvaluationView
  readonly notes: readonly Note[]
  readonly made: Made
}
