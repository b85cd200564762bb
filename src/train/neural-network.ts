import { isNumeric, requireNumbers, type TableOfRows } from '../features/index.ts'
import { displaySymbol, type Made, type Note, type Progress } from '../protocol/index.ts'
import { type AnyRow, type Columns, fingerprintOf, relation, type Table } from '../table/index.ts'
import { type Task, type TaskControl, task, version } from '../util/index.ts'
import { trainingBundle } from './display/bundle.ts'
import { Model } from './model.ts'
import { type NeuralNetworkOptions, type Settings, settingsOf } from './options.ts'
import { type ReadSamples, readSamples } from './samples.ts'
import { tensorFlowTrainer } from './tensorflow/tensorflow-trainer.ts'
import type { FitEnd, FitJob, FitOutcome, FitProgress, Trainer } from './trainer.ts'
import { Training } from './training.ts'
import { constantFeature, missingRows } from './training-notes.ts'
import { type FitContext, trainingView } from './training-view.ts'

/** Fewest complete rows that are worth a network. */
const fewest = 10

/**
 * Trains a neural network to predict a column of numbers from others, with TensorFlow.js in a thread of its own.
 *
 * Inputs and target are scaled by mean and standard deviation of the training rows. The weights of the epoch with the least loss on `validate`
 * (or else on the training rows) are kept. `cancel()`, and the interrupt of a cell, end the fit: the task then resolves with the best weights so
 * far, and rejects with an AbortError only before the first epoch is finished. Rows that lack a value are left out and counted.
 *
 * @throws RangeError for a column that the table lacks, an option that cannot be, or fewer than 10 complete rows
 * @throws TypeError for a column that holds no numbers
 * @example
 * const { train, test } = await split(prices, { by: 'Date', test: 0.2 })
 * const model = await neuralNetwork(train, { target: 'next', features: ['open', 'close'], validate: test, seed: 42 })
 */
export function neuralNetwork<R extends object>(table: Table<R, string>, options: NeuralNetworkOptions<Columns<R>>): Task<Model<R>> {
  const settings = settingsOf(options)
  return fitNetwork<R>(
    table as Table<AnyRow, string>,
    options.validate as TableOfRows | undefined,
    settings,
    tensorFlowTrainer(settings.backend),
  )
}

/** {@link neuralNetwork} by any trainer. */
export function fitNetwork<R extends object>(
  table: Table<AnyRow, string>,
  validate: TableOfRows | undefined,
  settings: Settings,
  trainer: Trainer,
): Task<Model<R>> {
  return task(async (control) => {
    const features = await featuresOf(table, settings)
    const data = await read(table, validate, features, settings, control)
    const context: FitContext = { settings, features, ...data, made: await madeBy(table) }
    const show = (progress: FitProgress) => control.report(progressOf(context, progress))
    const outcome = await trainer.fit(data.job, { signal: control.signal, onProgress: show })
    control.report(progressOf(context, outcome, outcome.end))
    return modelOf<R>(context, data.train, outcome, validate === undefined ? undefined : await fingerprintOf(validate))
  })
}

async function featuresOf(table: Table<AnyRow, string>, { target, features }: Settings): Promise<readonly string[]> {
  await requireNumbers(table, [target], 'target')
  if (features === undefined) {
    const found = (await table.schema()).filter(({ name, type }) => name !== target && isNumeric(type)).map(({ name }) => name)
    if (found.length === 0) throw new RangeError(`Cannot predict ${JSON.stringify(target)}: the table has no other column of numbers`)
    return found
  }
  if (features.length === 0) throw new RangeError(`Cannot predict ${JSON.stringify(target)} from no columns: name some features`)
  if (features.includes(target)) throw new RangeError(`Cannot predict ${JSON.stringify(target)} from itself: take it out of the features`)
  await requireNumbers(table, features, 'feature')
  return [...new Set(features)]
}

async function read(
  table: TableOfRows,
  validate: TableOfRows | undefined,
  features: readonly string[],
  settings: Settings,
  control: TaskControl,
) {
  const { target } = settings
  const reading = { signal: control.signal, onRows: (rows: number) => control.report({ done: rows, unit: 'rows', message: 'reading' }) }
  const train = await readSamples(table, features, target, reading)
  requireEnough(train, target)
  if (validate !== undefined) await requireNumbers(validate, [...features, target], 'validation column')
  const held = validate === undefined ? undefined : await readSamples(validate, features, target, reading, train.scaling)
  if (held?.samples.rows === 0) throw new RangeError('Cannot validate: no row of the validation table has all features and the target')
  const notes: Note[] = []
  if (train.missing > 0) notes.push(missingRows(train.missing, 'training'))
  if (held !== undefined && held.missing > 0) notes.push(missingRows(held.missing, 'validation'))
  for (const [i, scale] of train.scaling.features.entries()) if (scale.std === 0) notes.push(constantFeature(features[i]!))
  return { train, notes, job: jobOf(settings, features.length, train, held) }
}

function requireEnough({ samples, missing, scaling }: ReadSamples, target: string): void {
  if (samples.rows < fewest) {
    const lost = missing === 0 ? '' : `; ${missing} more lack a value`
    throw new RangeError(`Cannot train on ${samples.rows} complete ${samples.rows === 1 ? 'row' : 'rows'}: give at least ${fewest}${lost}`)
  }
  if (scaling.target.std === 0) throw new RangeError(`Cannot learn ${JSON.stringify(target)}: it has one value in all training rows`)
}

function jobOf(settings: Settings, inputs: number, train: ReadSamples, held: ReadSamples | undefined): FitJob {
  const { hidden, activation, optimizer, learningRate, loss, epochs, batchSize, seed, patience } = settings
  return {
    network: { inputs, hidden, activation },
    train: train.samples,
    ...(held === undefined ? {} : { validation: held.samples }),
    ...(patience === undefined ? {} : { patience }),
    optimizer,
    learningRate,
    loss,
    epochs,
    batchSize,
    seed,
  }
}

async function madeBy(table: Table<AnyRow, string>): Promise<Made> {
  const { engine } = table[relation]
  return { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint: await fingerprintOf(table) }
}

function progressOf(context: FitContext, progress: FitProgress, end?: FitEnd): Progress {
  const view = trainingView(context, progress, end)
  const [train, validation] = [progress.train.at(-1), progress.validation?.at(-1)]
  const metrics = { ...(train === undefined ? {} : { train }), ...(validation === undefined ? {} : { validation }) }
  return Object.assign(
    { done: progress.epoch, total: context.job.epochs, unit: 'epochs', metrics },
    { [displaySymbol]: () => trainingBundle(view) },
  )
}

function modelOf<R extends object>(context: FitContext, { scaling, range }: ReadSamples, outcome: FitOutcome, chosenOn?: string): Model<R> {
  const { job, features, settings } = context
  const chosen = chosenOn === undefined ? {} : { chosenOn }
  const fitted = { features, target: settings.target, network: job.network, scaling, range, ...chosen, weights: outcome.weights }
  return new Model<R>(fitted, new Training(trainingView(context, outcome, outcome.end)))
}
