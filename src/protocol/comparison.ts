import type { ColumnType, Note, PersonalKind, Text } from './mime.ts'
import type { Made } from './profile.ts'
import type { TableView } from './table.ts'

/** One of two compared tables. */
export interface ComparedTable {
  readonly name: string
  readonly rows: number
  /** Rows whose key has a missing part: they cannot be paired, and are in no other count. */
  readonly withoutKey: number
}

/** One column of two compared tables. */
export interface ComparedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly personal?: PersonalKind
  /** Paired rows whose values differ. */
  readonly changed: number
  /** changed / paired rows, 0 when there are none. */
  readonly share: number
  /** Largest difference that is no change. */
  readonly tolerance?: number
}

/** Two tables compared by key. */
export interface ComparisonView {
  readonly kind: 'comparison'
  readonly version: 1
  /** What was found, as a sentence. */
  readonly verdict: Text
  readonly before: ComparedTable
  readonly after: ComparedTable
  readonly key: readonly string[]
  /** Rows by what became of them; `changed` and `same` are the paired rows. */
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number; readonly same: number }
  /** Changed cells of all columns. */
  readonly cells: number
  readonly columns: readonly ComparedColumn[]
  /** Columns that only the later table has. */
  readonly columnsAdded: readonly string[]
  /** Columns that only the earlier table has. */
  readonly columnsRemoved: readonly string[]
  /** The first changes, added and removed rows, masked. */
  readonly sample: { readonly changed: TableView; readonly added: TableView; readonly removed: TableView }
  readonly notes: readonly Note[]
  readonly made: Made
}
