import type { Table } from '../table/index.ts'
import { nearest, quoted } from '../util/index.ts'
import type { Activation } from './network.ts'
import type { BackendChoice } from './tensorflow/backend.ts'
import type { LossName, OptimizerName } from './trainer.ts'

/** How a neural network is trained. */
export interface NeuralNetworkOptions<C extends string = string> {
  /** The column to predict: numbers. */
  readonly target: C
  /** The columns to predict from: numbers or booleans. By default all such columns but the target. */
  readonly features?: readonly C[]
  /** What the model is called where it is shown; the target's name by default. */
  readonly name?: string
  /** The width of each hidden layer, `[64, 64]` by default. */
  readonly hidden?: readonly number[]
  /** What hidden layers do to their sums, `relu` by default. */
  readonly activation?: Activation
  /** `adam` by default. */
  readonly optimizer?: OptimizerName
  /** Size of a step, 0.001 by default. */
  readonly learningRate?: number
  /** `mse` by default. Losses are in units of the scaled target. */
  readonly loss?: LossName
  /** Passes over the training rows, 100 by default. */
  readonly epochs?: number
  /** Rows a step, 32 by default. */
  readonly batchSize?: number
  /** Decides the first weights and the order of rows, 0 by default. The same seed gives the same weights on the same backend, bit for bit. */
  readonly seed?: number
  /** Rows that are not trained on: the epoch with the least loss on them is kept. Without them it is the least loss on the training rows. */
  readonly validate?: Pick<Table<object>, 'kind' | 'columnNames'>
  /** Ends the fit after so many epochs without a better loss. */
  readonly patience?: number
  /** What computes: the fastest that is installed by default. */
  readonly backend?: BackendChoice
}

/** Options with their defaults. */
export type Settings = Required<Omit<NeuralNetworkOptions, 'validate' | 'patience' | 'features'>> &
  Pick<NeuralNetworkOptions, 'patience' | 'features'>

const choices = {
  activation: ['relu', 'tanh', 'sigmoid', 'linear'],
  optimizer: ['adam', 'sgd', 'rmsprop'],
  loss: ['mse', 'mae', 'huber'],
  backend: ['auto', 'wasm', 'cpu', 'tensorflow'],
} as const

/**
 * Fills in the defaults and checks what was given.
 *
 * @throws TypeError when there is no target
 * @throws RangeError for an option whose value cannot be
 */
export function settingsOf(options: NeuralNetworkOptions): Settings {
  if (typeof options?.target !== 'string') throw new TypeError('Cannot train without a target: give { target: "column to predict" }')
  const { validate: _, ...given } = options
  const settings: Settings = {
    target: options.target,
    name: options.target,
    hidden: [64, 64],
    activation: 'relu',
    optimizer: 'adam',
    learningRate: 0.001,
    loss: 'mse',
    epochs: 100,
    batchSize: 32,
    seed: 0,
    backend: 'auto',
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
  for (const [name, known] of Object.entries(choices)) requireKnown(name, settings[name as keyof typeof choices], known)
  requireWhole('epochs', settings.epochs, 1, 1_000_000)
  requireWhole('batchSize', settings.batchSize, 1, 1_000_000)
  requireWhole('seed', settings.seed, -(2 ** 31), 2 ** 32 - 1)
  if (settings.patience !== undefined) requireWhole('patience', settings.patience, 1, 1_000_000)
  if (!Array.isArray(settings.hidden))
    throw new TypeError('Cannot train: give the widths of hidden layers as a list, such as hidden: [64, 64]')
  for (const width of settings.hidden) requireWhole('hidden', width, 1, 16_384)
  const rate = settings.learningRate
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new RangeError(`Cannot train with learningRate: ${rate}. Give a number more than 0`)
  return settings
}

function requireKnown(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return
  const near = nearest(String(value), known)
  throw new RangeError(
    `Cannot train with ${name}: ${JSON.stringify(value)}${near === undefined ? '' : `: did you mean "${near}"?`} It can be ${quoted(known)}`.replace(
      /(?<!\?) It can/,
      '. It can',
    ),
  )
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new RangeError(`Cannot train with ${name}: ${String(value)}. Give a whole number of ${least} to ${most}`)
}
