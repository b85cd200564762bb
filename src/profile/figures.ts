import type { DateStatistics, HistogramView, NumberStatistics, TextStatistics } from '../protocol/index.ts'
import { dateHistogram } from './date-bins.ts'
import { binOf, histogramOf, type NumberBins, numberBins } from './number-bins.ts'
import { patternsOf } from './patterns.ts'
import { isPlaceholder } from './placeholders.ts'
import { type CentralSums, centralSums, PreciseSum, probabilities, quantilesOf, shapeOf, type Weighted, weighted } from './weighted.ts'

/** What is known of a column's values, before anything is masked. */
export interface Figures {
  /** Present values. */
  readonly count: number
  readonly distinct: number
  /** Set when `distinct` is an estimate, by a sketch. */
  readonly estimated?: boolean
  /** Most frequent values, most frequent first; times as epoch milliseconds. */
  readonly top: readonly { readonly value: string | number; readonly count: number }[]
  /** A sample of different values. */
  readonly sample: readonly unknown[]
  /** How many values have how many rows. */
  readonly repeats?: Weighted
  readonly numbers?: NumberStatistics
  /** NaN and infinite values, also where no number is left that statistics could be of. */
  readonly notNumbers?: { readonly nan: number; readonly infinite: number }
  readonly dates?: DateStatistics
  readonly text?: TextStatistics
  readonly booleans?: { readonly true: number; readonly false: number }
  readonly histogram?: HistogramView
  readonly placeholders: readonly { readonly value: string; readonly count: number }[]
}

/** Values of a column with how often each occurs. */
export type Pairs<V> = readonly (readonly [value: V, count: number])[]

/** Most top values that a profile keeps. */
export const mostTop = 10

const totalOf = (pairs: Pairs<unknown>) => pairs.reduce((sum, pair) => sum + pair[1], 0)

function topOf<V extends string | number>(pairs: Pairs<V>): { value: V; count: number }[] {
  const sorted = [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostTop)
  return sorted.map(([value, count]) => ({ value, count }))
}

function repeatsOf(pairs: Pairs<unknown>): Weighted {
  const found = new Map<number, number>()
  for (const [, count] of pairs) found.set(count, (found.get(count) ?? 0) + 1)
  return weighted([...found])
}

/** At most `most` values, evenly from all of them. */
function spread<V>(pairs: Pairs<V>, most = 1000): V[] {
  const step = Math.max(1, pairs.length / most)
  return Array.from({ length: Math.min(most, pairs.length) }, (_, i) => pairs[Math.floor(i * step)]![0])
}

/** What the fences of outliers and the bins of a histogram are made from. */
export interface NumberSummary {
  readonly count: number
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly zeros: number
  readonly negatives: number
  readonly nan: number
  readonly infinite: number
  /** As in `probabilities`. */
  readonly quantiles: readonly number[]
}

/** 1.5 interquartile ranges outside the quartiles (Tukey 1977). */
export function fences(quantiles: readonly number[]): { low: number; high: number } {
  const [first, third] = [quantiles[2]!, quantiles[4]!]
  const reach = 1.5 * (third - first)
  return { low: first - reach, high: third + reach }
}

/** Bins that suit the quantiles. */
export function binsFor({ min, max, quantiles }: Pick<NumberSummary, 'min' | 'max' | 'quantiles'>, whole: boolean): NumberBins | null {
  const [p01, p05, , , , p95, p99] = quantiles as [number, number, number, number, number, number, number]
  return numberBins({ min, max, p01, p05, p95, p99 }, whole)
}

/** The mean, kept within the extremes that rounding could carry it past. */
export const meanOf = ({ sum, count, min, max }: Pick<NumberSummary, 'sum' | 'count' | 'min' | 'max'>) =>
  Math.min(max, Math.max(min, sum / count))

/** Statistics from their parts. */
export function numberStatistics(summary: NumberSummary, central: CentralSums, outliers: number): NumberStatistics {
  const { count: _, quantiles, ...rest } = summary
  return {
    ...rest,
    mean: meanOf(summary),
    ...shapeOf(central),
    outliers,
    quantiles: Object.fromEntries(probabilities.map((p, i) => [String(p), quantiles[i]!])),
  }
}

/** Figures of a numeric column from all its distinct values. */
export function numberFigures(pairs: Pairs<number>, whole: boolean): Figures {
  const usable = pairs.filter(([value]) => Number.isFinite(value))
  const count = (test: (value: number) => boolean) => pairs.reduce((sum, [value, n]) => (test(value) ? sum + n : sum), 0)
  const notNumbers = { nan: count(Number.isNaN), infinite: count((v) => v === Number.POSITIVE_INFINITY || v === Number.NEGATIVE_INFINITY) }
  const shared = {
    count: totalOf(pairs),
    distinct: pairs.length,
    top: topOf(usable),
    sample: spread(usable),
    repeats: repeatsOf(pairs),
    notNumbers,
    placeholders: [],
  }
  if (usable.length === 0) return shared
  const data = weighted(usable)
  const sum = new PreciseSum()
  for (const [value, n] of usable) sum.add(value * n)
  const summary: NumberSummary = {
    count: data.total,
    min: data.values[0]!,
    max: data.values.at(-1)!,
    sum: sum.value,
    zeros: count((v) => v === 0),
    negatives: count((v) => v < 0 && v !== Number.NEGATIVE_INFINITY),
    ...notNumbers,
    quantiles: quantilesOf(data),
  }
  const { low, high } = fences(summary.quantiles)
  const bins = binsFor(summary, whole)
  return {
    ...shared,
    numbers: numberStatistics(
      summary,
      centralSums(data, meanOf(summary)),
      count((v) => Number.isFinite(v) && (v < low || v > high)),
    ),
    ...(bins === null ? {} : { histogram: binned(data, bins) }),
  }
}

/** The histogram of weighted values. */
export function binned(data: Weighted, bins: NumberBins): HistogramView {
  const counts = new Map<number, number>()
  for (let i = 0; i < data.values.length; i++) {
    const bin = binOf(bins, data.values[i]!)
    counts.set(bin, (counts.get(bin) ?? 0) + data.counts[i]!)
  }
  return histogramOf(bins, counts)
}

/** A histogram of whole numbers, such as rows per value. */
export function wholeHistogram(data: Weighted): HistogramView | undefined {
  if (data.total === 0) return undefined
  const bins = binsFor({ min: data.values[0]!, max: data.values.at(-1)!, quantiles: quantilesOf(data) }, true)
  return bins === null ? undefined : binned(data, bins)
}

/** Days that systems write for "unknown". */
const standIns = new Map(
  ['1900-01-01', '1970-01-01', '0001-01-01', '1899-12-30', '9999-12-31', '2999-12-31'].map((day) => [Date.parse(`${day}T00:00:00Z`), day]),
)

/** Figures of dates or timestamps, as epoch milliseconds, from all their distinct values; infinite ones are null. */
export function dateFigures(pairs: Pairs<number | null>, grain = 1): Figures {
  const usable = pairs.filter((pair): pair is readonly [number, number] => pair[0] !== null)
  const times = weighted(usable)
  const histogram = dateHistogram(times, grain)
  return {
    count: totalOf(pairs),
    distinct: pairs.length,
    top: topOf(usable),
    sample: spread(usable).map((time) => new Date(time)),
    repeats: repeatsOf(pairs),
    ...(times.total === 0 ? {} : { dates: { min: times.values[0]!, max: times.values.at(-1)! } }),
    ...(histogram === undefined ? {} : { histogram }),
    placeholders: usable.filter(([time]) => standIns.has(time)).map(([time, count]) => ({ value: standIns.get(time)!, count })),
  }
}

/** A distinct text with how often it occurs. */
export interface TextGroup {
  readonly text: string
  readonly count: number
  readonly length: number
  readonly untrimmed: boolean
}

/** Figures of a text column from all its distinct values. */
export function textFigures(groups: readonly TextGroup[]): Figures {
  const pairs = groups.map(({ text, count }) => [text, count] as const)
  const sum = (test: (group: TextGroup) => boolean) => groups.reduce((all, group) => (test(group) ? all + group.count : all), 0)
  return {
    count: totalOf(pairs),
    distinct: groups.length,
    top: topOf(pairs),
    sample: spread(pairs),
    repeats: repeatsOf(pairs),
    ...(groups.length === 0
      ? {}
      : {
          text: {
            ...lengthsOf(weighted(groups.map(({ length, count }) => [length, count] as const))),
            empty: sum((g) => g.length === 0),
            untrimmed: sum((g) => g.untrimmed),
            ...patternsOf(pairs),
          },
        }),
    placeholders: groups.filter(({ text }) => isPlaceholder(text)).map(({ text, count }) => ({ value: text, count })),
  }
}

/** Shortest, median and longest of weighted lengths. */
export function lengthsOf(lengths: Weighted): Pick<TextStatistics, 'minLength' | 'medianLength' | 'maxLength'> {
  return { minLength: lengths.values[0]!, medianLength: quantilesOf(lengths, [0.5])[0]!, maxLength: lengths.values.at(-1)! }
}

/** Figures of values that are shown as text and have no statistics of their own, such as times of day. */
export function plainFigures(pairs: Pairs<string>): Figures {
  return {
    count: totalOf(pairs),
    distinct: pairs.length,
    top: topOf(pairs),
    sample: spread(pairs),
    repeats: repeatsOf(pairs),
    placeholders: [],
  }
}

/** Figures of a boolean column. */
export function booleanFigures(pairs: Pairs<string>): Figures {
  const count = (value: string) => pairs.find((pair) => pair[0] === value)?.[1] ?? 0
  return { ...plainFigures(pairs), booleans: { true: count('true'), false: count('false') } }
}
