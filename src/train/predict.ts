import { attachNumbers, readNumbers, requireNumbers, uniquelyNumbered } from '../features/index.ts'
import { type AnyRow, relationOf, Table } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { type Fitted, predictBatch } from './fitted.ts'

/** Adds a column of predictions to a table. */
export function predict(fitted: Fitted, table: Table<AnyRow, string>, as: string): Task<Table<AnyRow>> {
  const r = relationOf(table)
  const taken = r.columns.find((name) => name.toLowerCase() === as.toLowerCase())
  if (taken !== undefined)
    throw new RangeError(
      `Cannot add predictions as ${JSON.stringify(as)}: the table has ${JSON.stringify(taken)}. Give { as: 'another name' }`,
    )
  return task(async ({ signal, report }) => {
    await requireNumbers(table, fitted.features, 'feature')
    const [relation, number] = await uniquelyNumbered(r, signal)
    const numbers: number[] = []
    const predictions: (number | null)[] = []
    for await (const batch of readNumbers(new Table(relation), [...fitted.features, number], signal)) {
      const values = predictBatch(fitted, batch)
      const places = batch.columns[fitted.features.length]!
      for (let i = 0; i < batch.rows; i++) {
        numbers.push(places[i]!)
        predictions.push(Number.isNaN(values[i]) ? null : values[i]!)
      }
      report({ done: numbers.length, unit: 'rows' })
    }
    return new Table<AnyRow>(attachNumbers(relation, number, numbers, predictions, as))
  })
}
