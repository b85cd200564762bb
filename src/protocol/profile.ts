import type { CellValue, ColumnType, Note, PersonalKind } from './mime.ts'

export interface HistogramBin {
  /** Lower edge, inclusive; dates as epoch milliseconds. */
  readonly from: number
  /** Upper edge, exclusive save for the last bin. */
  readonly to: number
  readonly count: number
}

export interface HistogramView {
  readonly bins: readonly HistogramBin[]
  /** Values below the first bin and above the last, drawn as bars of their own after a gap. */
  readonly below?: { readonly limit: number; readonly count: number }
  readonly above?: { readonly limit: number; readonly count: number }
}

export interface NumberStatistics {
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Sample standard deviation (n - 1); null for fewer than two values. */
  readonly std: number | null
  /** Of the sample, bias corrected (pandas' `skew`); null for fewer than three values. */
  readonly skewness: number | null
  /** Excess kurtosis of the sample, bias corrected (pandas' `kurt`); null for fewer than four values. */
  readonly kurtosis: number | null
  readonly sum: number
  readonly zeros: number
  readonly negatives: number
  readonly nan: number
  readonly infinite: number
  /** Values outside 1.5 interquartile ranges from the quartiles. */
  readonly outliers: number
  /** By probability: `0.01 0.05 0.25 0.5 0.75 0.95 0.99`. */
  readonly quantiles: { readonly [probability: string]: number }
}

export interface TextStatistics {
  readonly minLength: number
  readonly medianLength: number
  readonly maxLength: number
  readonly empty: number
  /** Values with blanks at either end. */
  readonly untrimmed: number
  /** Shapes of values, most frequent first: `9` a digit, `A` and `a` letters, other characters themselves. */
  readonly patterns: readonly { readonly pattern: string; readonly example: string | null; readonly count: number }[]
  /** Distinct patterns in all. */
  readonly patternCount: number
  /** Set when the patterns are those of the first so many rows: their counts are of these rows. */
  readonly patternRows?: number
}

export interface DateStatistics {
  /** Epoch milliseconds, UTC. */
  readonly min: number
  readonly max: number
}

export interface ColumnProfile {
  readonly name: string
  readonly type: ColumnType
  /** Set when the column is suspected to hold personal data; top values and examples are masked. */
  readonly personal?: PersonalKind
  /** What the values mean, such as `email` or `sku`. */
  readonly semantic?: { readonly type: string; readonly confidence: number }
  /** Values that are there; with `missing`, all rows. */
  readonly count: number
  readonly missing: number
  readonly distinct: { readonly value: number; readonly exact: boolean }
  readonly numbers?: NumberStatistics
  readonly dates?: DateStatistics
  readonly text?: TextStatistics
  readonly booleans?: { readonly true: number; readonly false: number }
  readonly histogram?: HistogramView
  /** Most frequent values, most frequent first. */
  readonly top: readonly { readonly value: CellValue; readonly count: number }[]
  /** For identifiers and personal columns: how many rows each value has, as a histogram. */
  readonly rowsPerValue?: HistogramView
  readonly notes: readonly Note[]
}

/** What a table holds, by column. */
export interface ProfileView {
  readonly kind: 'profile'
  readonly version: 1
  readonly name: string
  readonly rows: number
  /** False when the figures come from a sample of `sampled` rows. */
  readonly exact: boolean
  readonly sampled?: number
  /** Rows that repeat an earlier row in every column; null when not counted. */
  readonly duplicates: number | null
  /** The range of the first date or timestamp column, epoch milliseconds. */
  readonly period?: { readonly column: string; readonly from: number; readonly to: number }
  readonly columns: readonly ColumnProfile[]
  readonly notes: readonly Note[]
  /** What made the figures: library and engine versions, fingerprint of the data. */
  readonly made: Made
}

/** Where a result comes from. */
export interface Made {
  readonly assay: string
  readonly engine: string
  readonly fingerprint?: string
}
