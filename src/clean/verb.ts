import { type AnyRow, addVerb, type Table } from '../table/index.ts'
import type { Task } from '../util/index.ts'
import { clean, type Repair } from './clean.ts'
import type { Steps } from './steps.ts'

declare module '../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /** Cleans by a plan of steps: a new table, what each step changed, and the fitted plan for other tables. */
    clean(plan: (steps: Steps<R>) => Steps<R>): Task<Repair<R>>
  }
}

addVerb('clean', (table, plan: (steps: Steps<AnyRow>) => Steps<AnyRow>) => clean(table as unknown as Table<AnyRow>, plan))
