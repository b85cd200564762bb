import { fn, print } from '../engine/index.ts'
import { isPresent, readNumbers, type TableOfRows } from '../features/index.ts'
import { columnRef, orderNodes, relation, selectFrom, Table } from '../table/index.ts'
import { type Fitted, predictBatch } from '../train/index.ts'

/** What is compared: rows that have an actual value, a prediction and a baseline. */
export interface Compared {
  readonly actual: number[]
  readonly predicted: number[]
  readonly baseline: number[]
  /** The place of each row among all rows of the table, from 0. */
  readonly places: number[]
  /** Rows that lack one of them. */
  readonly missing: number
}

/** A naive forecast: a column, one number for all rows, or the target of the row before. */
export type Naive =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'last' }

/** Predicts a table's rows and reads what they are compared with. */
export async function compare(fitted: Fitted, table: TableOfRows, naive: Naive | undefined, signal: AbortSignal): Promise<Compared> {
  const columns = [...fitted.features, fitted.target, ...(naive?.kind === 'column' ? [naive.column] : [])]
  const out: Compared & { missing: number } = { actual: [], predicted: [], baseline: [], places: [], missing: 0 }
  let row = 0
  let last = Number.NaN
  for await (const batch of readNumbers(table, columns, signal)) {
    const predictions = predictBatch(fitted, batch)
    const targets = batch.columns[fitted.features.length]!
    for (let i = 0; i < batch.rows; i++, row++) {
      const actual = targets[i]
      const baseline = naive === undefined ? 0 : naiveAt(naive, batch.columns[fitted.features.length + 1]?.[i], last)
      if (isPresent(actual)) last = actual
      if (isPresent(actual) && isPresent(predictions[i]) && isPresent(baseline)) {
        out.actual.push(actual)
        out.predicted.push(predictions[i]!)
        out.baseline.push(baseline)
        out.places.push(row)
      } else out.missing++
    }
  }
  return out
}

function naiveAt(naive: Naive, value: number | null | undefined, last: number): number | null | undefined {
  return naive.kind === 'column' ? value : naive.kind === 'constant' ? naive.value : last
}

/** The values of a column at some places, as a chart's axis takes them: numbers, or dates as text. */
export async function axisOf(
  table: TableOfRows,
  column: string | undefined,
  places: readonly number[],
  signal: AbortSignal,
): Promise<(number | string)[]> {
  if (column === undefined) return places.map((place) => place + 1)
  const r = table[relation]
  const type = (await new Table(r).schema()).find((field) => field.name === column)!.type
  const query = selectFrom(r.query, [['x', fn('to_text', columnRef(column))]])
  if (!r.ordered) query._orderby = orderNodes(r)
  const wanted = new Map(places.map((place, i) => [place, i]))
  const out: (number | string)[] = places.map(() => '')
  let row = 0
  for await (const batch of r.engine.stream(print(query), { signal })) {
    const values = batch.columns[0] as ArrayLike<string | null>
    for (let i = 0; i < batch.rows; i++, row++) {
      const at = wanted.get(row)
      if (at !== undefined) out[at] = type === 'integer' || type === 'number' || type === 'decimal' ? Number(values[i]) : (values[i] ?? '')
    }
  }
  return out
}
