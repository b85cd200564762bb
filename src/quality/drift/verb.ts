import { type AnyRow, addVerb, type Table } from '../../table/index.ts'
import type { Task } from '../../util/index.ts'
import { type Drift, type DriftOptions, drift } from './drift.ts'

declare module '../../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /** Compares the distributions of the columns with those of a reference: which drifted, by how much, in words. */
    drift(reference: Table<R>, options?: DriftOptions<R>): Task<Drift>
  }
}

addVerb('drift', (table, reference: Table<AnyRow>, options?: DriftOptions<AnyRow>) =>
  drift(table as unknown as Table<AnyRow>, reference, options),
)
