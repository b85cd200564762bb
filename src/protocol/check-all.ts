import type { CheckView } from './check.ts'
import type { Text } from './mime.ts'

/** Several tables held against their contracts: one scorecard. */
export interface CheckAllView {
  readonly kind: 'check-all'
  readonly version: 1
  readonly verdict: Text
  /** Every table is ok. */
  readonly ok: boolean
  /** Rows of all tables that pass every error and warning rule ÷ all rows × 100; 100 when there are no rows. */
  readonly score: number
  readonly rows: number
  readonly passing: number
  /** The scorecard of each table, in the order given. */
  readonly tables: readonly { readonly name: string; readonly check: CheckView }[]
}
