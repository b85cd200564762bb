import { type AnyTable, addVerb } from '../table/index.ts'
import type { Task } from '../util/index.ts'
import { type CheckOptions, checkTable } from './check.ts'
import type { Contract, Covers } from './contract.ts'
import type { CheckResult } from './result.ts'

declare module '../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /** Holds the table against a contract: a scorecard, and the failing rows with all their reasons. */
    check<C extends object>(contract: Contract<C> & Covers<C, R>, options?: CheckOptions): Task<CheckResult<R>>
  }
}

addVerb('check', (table, contract: Contract<object>, options?: CheckOptions) =>
  checkTable(table as unknown as AnyTable as never, contract, options),
)
