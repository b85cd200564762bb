import type { Note } from '../protocol/index.ts'
import { type Columns, relationOf, requireColumns, Table } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { atRandom } from './split/at-random.ts'
import { byGroup } from './split/by-group.ts'
import { byStratum } from './split/by-stratum.ts'
import { byTime } from './split/by-time.ts'
import type { Cut } from './split/cut.ts'

/** How a table is split. Give at most one of `by`, `stratify` and `group`. */
export interface SplitOptions<C extends string = string> {
  /** A column of time, or any number that grows: the test part is what comes last. Rows with equal values stay together. */
  readonly by?: C
  /** The share of rows in the test part, more than 0 and less than 1. */
  readonly test: number
  /** Decides which rows are drawn, 0 by default. */
  readonly seed?: number
  /** A column of few values, each of which gets the same share of test rows. */
  readonly stratify?: C
  /** A column whose rows with the same value stay together, such as a customer. */
  readonly group?: C
}

/** Two parts of a table, without a common row. Both are lazy. */
export interface Split<R extends object> {
  readonly train: Table<R>
  readonly test: Table<R>
  /** What is worth knowing, such as rows that are in neither part. */
  readonly notes: readonly Note[]
}

/**
 * Splits a table into a part to train on and a part to test on.
 *
 * Without `by` rows are drawn by a hash of their number and the seed: the same rows on every run and engine.
 *
 * @throws RangeError when a column is not there, the share is not between 0 and 1, or a part would be empty
 * @example
 * const { train, test } = await split(prices, { by: 'Date', test: 0.2 })
 */
export function split<R extends object>(table: Table<R, string>, options: SplitOptions<Columns<R>>): Task<Split<R>> {
  const r = relationOf(table)
  check(options, r.columns)
  const { by, stratify, group, test, seed = 0 } = options
  return task(async ({ signal }) => {
    const context = { test, seed, signal }
    const cut: Cut =
      by !== undefined
        ? await byTime(r, by, context)
        : stratify !== undefined
          ? await byStratum(r, stratify, context)
          : group !== undefined
            ? await byGroup(r, group, context)
            : await atRandom(r, context)
    return { train: new Table<R>(cut.train), test: new Table<R>(cut.test), notes: cut.notes ?? [] }
  })
}

function check({ by, stratify, group, test }: SplitOptions, columns: readonly string[]): void {
  if (typeof test !== 'number' || !(test > 0 && test < 1))
    throw new RangeError(`Cannot split with test: ${String(test)}. Give the share of test rows, more than 0 and less than 1, such as 0.2`)
  const named = Object.entries({ by, stratify, group }).filter(([, column]) => column !== undefined)
  if (named.length > 1)
    throw new RangeError(`Cannot split by ${named.map(([name]) => `"${name}"`).join(' and ')} at once: give one of them`)
  requireColumns(
    named.map(([, column]) => column as string),
    columns,
    'split by column',
  )
}
