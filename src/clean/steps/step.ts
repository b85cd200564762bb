import type { ExprNode } from '@uwdata/mosaic-sql'
import type { Batch } from '../../engine/index.ts'
import type { ColumnType, PersonalKind, Text } from '../../protocol/index.ts'
import type { Relation } from '../../table/index.ts'

/** What a step was fitted to: the numbers by which it works on any table. */
export type Fitted = { readonly [name: string]: number | string | null }

/** What a step works on. */
export interface StepInput {
  readonly relation: Relation
  readonly types: ReadonlyMap<string, ColumnType>
  /** Columns that hold personal data: their values are never shown. */
  readonly personal: ReadonlyMap<string, PersonalKind>
}

/** Runs a query of the cleaning's engine. */
export type RunQuery = (sql: string) => Promise<Batch>

/** What a step does to a table, as a query and as the rows it touches. */
export interface Applied {
  readonly relation: Relation
  /** True in rows that the step removes; for rows told by comparing with others, `'compared'`. */
  readonly removed?: ExprNode | 'compared'
  /** True in rows whose cell of `column` the step changes. */
  readonly changed?: {
    readonly column: string
    readonly when: ExprNode
    readonly after: ExprNode
    /** The rows as they were, with what `when` and `after` read besides; the step's input when not given. */
    readonly from?: Relation
  }
}

/** One step of a cleaning plan, fitted: the same on every table it is applied to. */
export interface FittedStep {
  readonly kind: string
  /** What the step is called in results. */
  readonly step: string
  readonly text: Text
  readonly column?: string
  readonly fitted?: Fitted
  /** Columns that a table must have. */
  readonly needs: readonly string[]
  apply(input: StepInput): Applied
}

/** One step as a user asks for it; fitting it to a table gives numbers where it needs any. */
export interface Step {
  readonly kind: string
  readonly needs: readonly string[]
  fit(input: StepInput, query: RunQuery): Promise<FittedStep>
}
