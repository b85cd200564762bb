import type { Text } from './mime.ts'
import type { Made } from './profile.ts'
import type { TableView } from './table.ts'

export interface StepView {
  readonly step: string
  readonly text: Text
  readonly column?: string
  readonly rowsRemoved: number
  readonly cellsChanged: number
  readonly rowsLeft: number
  /** What was fitted, such as the median that fills or the limits that clip. */
  readonly fitted?: { readonly [name: string]: number | string | null }
}

/** What a cleaning plan did, step by step. */
export interface ChangesView {
  readonly kind: 'changes'
  readonly version: 1
  readonly name: string
  readonly rowsBefore: number
  readonly rowsAfter: number
  readonly cellsChanged: number
  readonly steps: readonly StepView[]
  /** The first rows removed or changed, masked, with the step as reason. */
  readonly sample?: TableView
  readonly made: Made
}
