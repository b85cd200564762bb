import type { ColumnType, Note, PersonalKind, Text } from './mime.ts'
import type { Made } from './profile.ts'

/**
 * `same`: no difference beyond chance. `small`: a difference that is real but too small to matter. `drifted`: real and large.
 * `unknown`: not compared; the text says why.
 */
export type DriftVerdict = 'same' | 'small' | 'drifted' | 'unknown'

/** Share of values in one range or category, before and now. */
export interface DriftBin {
  /** The category, or the range as text. */
  readonly label: string
  readonly reference: number
  readonly current: number
}

/** One column of two tables, by its distribution. */
export interface DriftColumn {
  readonly name: string
  readonly type: ColumnType
  readonly personal?: PersonalKind
  /** What was compared: values as numbers, as categories, or the lengths of texts. */
  readonly compared: 'numbers' | 'categories' | 'lengths' | 'nothing'
  readonly verdict: DriftVerdict
  readonly text: Text
  /** The test that decides, with its p-value; `adjusted` is corrected for the number of columns (Benjamini and Hochberg). */
  readonly test?: { readonly name: string; readonly statistic: number; readonly p: number; readonly adjusted: number }
  /** Jensen-Shannon distance of the binned shares, 0 to 1: how large the difference is. */
  readonly distance?: number
  /** Other measures, such as `psi` and `wasserstein`. */
  readonly measures: { readonly [name: string]: number }
  /** Shares of missing values. */
  readonly missing: { readonly reference: number; readonly current: number }
  /** Shares by range or category; left out for personal columns. */
  readonly bins?: readonly DriftBin[]
}

/** Distributions of a table held against those of a reference. */
export interface DriftView {
  readonly kind: 'drift'
  readonly version: 1
  readonly verdict: Text
  readonly reference: { readonly name: string; readonly rows: number }
  readonly current: { readonly name: string; readonly rows: number }
  /** Columns that drifted. */
  readonly drifted: number
  readonly columns: readonly DriftColumn[]
  /** A difference counts when its adjusted p-value is below this... */
  readonly alpha: number
  /** ...and matters when its distance is at least this. */
  readonly threshold: number
  readonly notes: readonly Note[]
  readonly made: Made
}
