import type { CellValue, ColumnType, Note, PersonalKind, Severity, Text } from './mime.ts'

/** Why a row fails one rule. */
export interface ReasonView {
  readonly rule: string
  readonly columns: readonly string[]
  readonly severity: Severity
  readonly text: Text
}

export interface TableColumnView {
  readonly name: string
  readonly type: ColumnType
  /** Set when the column holds personal data; its cells are masked. */
  readonly personal?: PersonalKind
  /** Failing rows of the whole table that name this column, when the table was checked. */
  readonly failing?: number
}

/** The first rows of a table. */
export interface TableView {
  readonly kind: 'table'
  readonly version: 1
  /** What the table is called: the stem of its file, or empty. */
  readonly name: string
  /** All rows of the table; null when they were not counted. */
  readonly rows: number | null
  readonly columns: readonly TableColumnView[]
  /** The shown rows; each holds one value a column. */
  readonly cells: readonly (readonly CellValue[])[]
  /** The number of each shown row in its source; null when the table has none. */
  readonly rowNumbers: readonly number[] | null
  /** Reasons by index of the shown row. */
  readonly reasons?: readonly { readonly index: number; readonly reasons: readonly ReasonView[] }[]
  readonly notes: readonly Note[]
  /** How the source was read, when the table is a source as opened. */
  readonly source?: {
    readonly path: string
    readonly format: string
    readonly encoding?: string
    readonly delimiter?: string
    readonly rejected: number
  }
}
