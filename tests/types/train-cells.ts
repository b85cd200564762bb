/** Splitting, training, predicting and evaluating, as users write it: every line must compile, and each expected error must be one. */
import { evaluate, from, loadModel, neuralNetwork, op, open, split, standardise, type Table } from 'assay'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(_: Same<A, B>) => {}
type RowOf<T> = T extends Table<infer R, string> ? R : never

const days = (await open('aapl.csv')).orderby('Date').derive({ next: (d) => op.lead(d['AAPL.Close'], 1) })
const { train, test } = await split(days, { by: 'Date', test: 0.2 })
same<RowOf<typeof train>, RowOf<typeof days>>(true)
const model = await neuralNetwork(train, {
  target: 'next',
  features: ['AAPL.Close'],
  hidden: [64, 64],
  activation: 'relu',
  optimizer: 'adam',
  learningRate: 0.001,
  loss: 'mse',
  epochs: 200,
  batchSize: 32,
  seed: 42,
  validate: test,
  patience: 20,
})
const predicted = await model.predict(test)
same<RowOf<typeof predicted>['prediction'], number | null>(true)
same<RowOf<typeof predicted>['Date'], Date | null>(true)
const named = await model.predict(test, { as: 'tomorrow' })
same<RowOf<typeof named>['tomorrow'], number | null>(true)
const evaluation = await model.evaluate(test, { baseline: 'AAPL.Close' })
same<typeof evaluation.better, boolean | undefined>(true)
await evaluate(model, test, { baseline: 'mean', metric: 'rmse' })
await model.save('next-close.json')
await (await loadModel('next-close.json')).predict(from([{ 'AAPL.Close': 1 }]))
const scaling = await standardise(train, ['AAPL.Close'])
same<RowOf<ReturnType<typeof scaling.apply<RowOf<typeof test>>>>, RowOf<typeof test>>(true)

// @ts-expect-error a misspelt target
neuralNetwork(train, { target: 'nxet' })
// @ts-expect-error a misspelt feature
neuralNetwork(train, { target: 'next', features: ['AAPL.Clsoe'] })
// @ts-expect-error an optimizer that is not there
neuralNetwork(train, { target: 'next', optimizer: 'adm' })
// @ts-expect-error a misspelt column of time
split(days, { by: 'Dtae', test: 0.2 })
// @ts-expect-error no share
split(days, { by: 'Date' })
// @ts-expect-error a baseline that is no column
model.evaluate(test, { baseline: 'AAPL.Clsoe' })
