import type { Columns, In, Scope, Sql } from '../table/index.ts'
import { dropRepeats } from './steps/drop-repeats.ts'
import { type FillHow, type FillValue, fill } from './steps/fill.ts'
import { filter } from './steps/filter.ts'
import { type OutlierHow, outliers } from './steps/outliers.ts'
import type { Step } from './steps/step.ts'

/** A cleaning plan as it is written: each method adds a step and returns a new plan. Steps run in the order written. */
export class Steps<R extends object> {
  /** The steps, in order. For rooms, not for users. */
  readonly list: readonly Step[]

  constructor(list: readonly Step[] = []) {
    this.list = list
  }

  #with(step: Step): Steps<R> {
    return new Steps<R>([...this.list, step])
  }

  /** Drops rows that repeat an earlier one: in the named columns, or in all when none is named. Missing values are equal to each other. */
  dropRepeats(...keys: Columns<R>[]): Steps<R> {
    return this.#with(dropRepeats(keys))
  }

  /**
   * Puts a value where one is missing; NaN counts as missing. A statistic is fitted once, on the table that is cleaned; by group, groups
   * without values get the one of the whole table. Of equally frequent values the mode is the smallest.
   */
  fill<K extends Columns<R>>(
    column: K,
    how: { readonly value: NonNullable<R[K]> } | { readonly with: 'mean' | 'median' | 'mode'; readonly by?: Columns<R> },
  ): Steps<R> {
    return this.#with(fill(column, how as FillHow | { readonly value: FillValue }))
  }

  /**
   * Drops, clips or empties values far from the others: the limits are fitted once, on the table that is cleaned. Missing values are left alone;
   * when values do not differ enough to tell what is far (a spread of 0), nothing is done.
   */
  outliers(column: Columns<R>, how: OutlierHow): Steps<R> {
    return this.#with(outliers(column, how))
  }

  /** Keeps the rows for which a test holds, as a table's `filter` does; a name says why in results. */
  filter(test: ((row: In<R>) => boolean) | Sql, scope?: Scope): Steps<R>
  filter(name: string, test: ((row: In<R>) => boolean) | Sql, scope?: Scope): Steps<R>
  filter(first: string | ((row: In<R>) => boolean) | Sql, second?: ((row: In<R>) => boolean) | Sql | Scope, third?: Scope): Steps<R> {
    if (typeof first === 'string') return this.#with(filter(first, second as (row: In<R>) => boolean, third))
    return this.#with(filter(undefined, first, second as Scope | undefined))
  }
}
