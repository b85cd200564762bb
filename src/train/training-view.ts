import type { Made, Note, TrainingView } from '../protocol/index.ts'
import { parametersOf } from './network.ts'
import type { Settings } from './options.ts'
import { thinLoss } from './thin.ts'
import type { FitEnd, FitJob, FitProgress } from './trainer.ts'
import { fitNotes } from './training-notes.ts'

/** What does not change while a fit runs. */
export interface FitContext {
  readonly settings: Settings
  readonly features: readonly string[]
  readonly job: FitJob
  readonly notes: readonly Note[]
  readonly made: Made
}

const optimizers = { adam: 'Adam', sgd: 'SGD', rmsprop: 'RMSprop' } as const
const losses = { mse: 'MSE', mae: 'MAE', huber: 'Huber' } as const

/** A fit as shown: while it runs when no end is given, and after. */
export function trainingView({ settings, features, job, notes, made }: FitContext, progress: FitProgress, end?: FitEnd): TrainingView {
  const { epoch, best, seconds, backend } = progress
  const running = end === undefined
  const finished = end === 'epochs' || end === 'patience'
  return {
    kind: 'training',
    version: 1,
    name: settings.name,
    target: settings.target,
    features,
    state: running ? 'running' : finished ? 'finished' : 'stopped',
    epoch,
    epochs: job.epochs,
    loss: thinLoss(progress),
    best,
    rows: { train: job.train.rows, validation: job.validation?.rows ?? 0 },
    rate: seconds > 0 ? (epoch * job.train.rows) / seconds : 0,
    seconds,
    ...(running && epoch > 0 ? { secondsLeft: ((job.epochs - epoch) * seconds) / epoch } : {}),
    backend,
    model: {
      layers: [...settings.hidden.map((width) => `${width} ${settings.activation}`), '1'],
      parameters: parametersOf(job.network),
      optimizer: optimizers[job.optimizer],
      loss: losses[job.loss],
      seed: job.seed,
      batchSize: job.batchSize,
    },
    notes: [...notes, ...fitNotes(progress, end)],
    made,
  }
}
