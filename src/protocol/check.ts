import type { Note, Severity, Text } from './mime.ts'
import type { Made } from './profile.ts'
import type { TableView } from './table.ts'

/** The dimensions of data quality, in the order shown. ODCS files write `conformity` for validity. */
export const dimensions = ['completeness', 'uniqueness', 'validity', 'consistency', 'accuracy', 'timeliness'] as const
export type Dimension = (typeof dimensions)[number]

/** `tolerated`: some rows fail, within the allowed share. `unknown`: the rule could not be evaluated; `problem` says why. */
export type Outcome = 'pass' | 'tolerated' | 'fail' | 'unknown'

export interface RuleView {
  readonly rule: string
  /** What must hold, as a sentence: "Every line has a customer". */
  readonly text: Text
  readonly dimension: Dimension
  readonly columns: readonly string[]
  readonly severity: Severity
  readonly outcome: Outcome
  /** Whether the rule judges rows, or the table as a whole. */
  readonly scope: 'row' | 'table'
  /** Failing rows; for a rule on the table, 1 or 0. */
  readonly failing: number
  /** Rows judged. */
  readonly total: number
  /** failing / total, 0 when nothing was judged. */
  readonly share: number
  /** Highest share that is allowed; 0 when every row must hold. */
  readonly allowed: number
  /** For rules on the table: what was seen, such as a row count or an age. */
  readonly observed?: Text
  readonly problem?: Text
}

export interface DimensionView {
  readonly dimension: Dimension
  readonly score: number
  readonly failing: number
  readonly share: number
}

/** A table held against a contract: a scorecard. */
export interface CheckView {
  readonly kind: 'check'
  readonly version: 1
  readonly contract: { readonly name: string; readonly version?: string; readonly owner?: string }
  readonly table: { readonly name: string; readonly rows: number }
  /** No error rule fails. */
  readonly ok: boolean
  /** Rows that pass every error and warning rule ÷ all rows × 100; 100 for an empty table. */
  readonly score: number
  readonly passing: number
  readonly dimensions: readonly DimensionView[]
  readonly rules: readonly RuleView[]
  /** The first failing rows with all their reasons, masked. */
  readonly sample: TableView
  readonly notes: readonly Note[]
  readonly made: Made
}
