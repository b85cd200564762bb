import { fn } from '../engine/index.ts'
import { type Columns, columnRef, derived, keep, relationOf, selectFrom, Table } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { isNumeric, isPresent, readNumbers, requireNumbers } from './numbers.ts'
import { type Scale, ScaleFitter } from './scale.ts'

/** The scale of a column. */
export interface ColumnScale extends Scale {
  readonly column: string
}

/**
 * Scales of columns, fitted on one table and put to any other: so nothing of a test part reaches the training.
 *
 * @see standardise
 */
export class Standardised {
  readonly kind = 'standardised' as const
  readonly version = 1 as const
  readonly scales: readonly ColumnScale[]

  constructor(scales: readonly ColumnScale[]) {
    this.scales = scales
  }

  /** A table with the columns scaled; lazy. Missing values stay missing. */
  apply<R extends object>(table: Table<R, string>): Table<R> {
    const r = relationOf(table)
    const byName = new Map(this.scales.map((scale) => [scale.column, scale]))
    const entries = [...keep([...r.columns, ...r.hidden])].map(([name, node]): [string, typeof node] => {
      const scale = byName.get(name)
      if (scale === undefined) return [name, node]
      const centered = fn('subtract', fn('cast', columnRef(name), 'number'), scale.mean)
      return [name, scale.std === 0 ? fn('multiply', centered, 0) : fn('divide', centered, scale.std)]
    })
    for (const { column } of this.scales)
      if (!r.columns.includes(column)) throw new RangeError(`Cannot scale "${column}": the table lacks it`)
    return new Table<R>(derived(r, { query: selectFrom(r.query, entries), types: { ...r.types, ...this.#types() } }))
  }

  #types(): Record<string, 'number'> {
    return Object.fromEntries(this.scales.map(({ column }) => [column, 'number']))
  }
}

/**
 * Fits the scales that bring columns to mean 0 and standard deviation 1 (of the population), as scikit-learn's `StandardScaler`.
 *
 * Missing values are left out. Fit on the training part, then `apply` to both parts.
 *
 * @param columns all numeric columns by default
 * @throws RangeError for a column the table lacks, or without any value
 * @throws TypeError for a column that holds no numbers
 * @example
 * const scaling = await standardise(train, ['open', 'close'])
 * scaling.apply(test)
 */
export function standardise<R extends object>(table: Table<R, string>, columns?: readonly Columns<R>[]): Task<Standardised> {
  return task(async ({ signal }) => {
    const names: readonly string[] = columns ?? (await table.schema()).filter(({ type }) => isNumeric(type)).map(({ name }) => name)
    await requireNumbers(table, names, 'column')
    const fitters = names.map(() => new ScaleFitter())
    for await (const batch of readNumbers(table, names, signal)) {
      for (const [j, fitter] of fitters.entries()) {
        const values = batch.columns[j]!
        for (let i = 0; i < batch.rows; i++) if (isPresent(values[i])) fitter.add(values[i]!)
      }
    }
    return new Standardised(
      names.map((column, j) => {
        if (fitters[j]!.count === 0) throw new RangeError(`Cannot scale ${JSON.stringify(column)}: it has no values`)
        return { column, ...fitters[j]!.fit() }
      }),
    )
  })
}
