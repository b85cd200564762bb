import { type AnyRow, addVerb, type Columns, type Table } from '../../table/index.ts'
import type { Task } from '../../util/index.ts'
import { compare } from './compare.ts'
import type { Comparison } from './comparison.ts'
import type { CompareOptions } from './options.ts'

declare module '../../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /** Compares the table with an earlier one by key: rows added and removed, and each changed cell with its value before and after. */
    compare<S extends object, const K extends Columns<R> & Columns<S>>(
      other: Table<S>,
      options: CompareOptions<R, S, K>,
    ): Task<Comparison<R, S, K>>
  }
}

addVerb('compare', (table, other: Table<AnyRow>, options: CompareOptions<AnyRow, AnyRow>) =>
  compare(table as unknown as Table<AnyRow>, other, options),
)
