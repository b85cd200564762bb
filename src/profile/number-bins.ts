import type { HistogramView } from '../protocol/index.ts'

/** Bins of equal width whose edges are round numbers: edge `i` is `i × mantissa × 10^exponent`. */
export interface NumberBins {
  readonly mantissa: number
  readonly exponent: number
  /** Index of the first edge. */
  readonly first: number
  readonly size: number
  /** Whether values beyond the edges are expected. */
  readonly tailBelow: boolean
  readonly tailAbove: boolean
}

/** What bins are chosen by. `p05` and `p95` are quantiles. */
export interface Spread {
  readonly min: number
  readonly max: number
  readonly p01: number
  readonly p05: number
  readonly p95: number
  readonly p99: number
}

/** Most bins, tails left out; rounding the step up leaves 16 of them at least, unless values are whole and near each other. */
const wanted = 40

/** The round number 1, 2 or 5 × 10^k that is at least `step`. */
function roundStep(step: number): { mantissa: number; exponent: number } {
  const exponent = Math.floor(Math.log10(step))
  const rest = step / 10 ** exponent
  for (const mantissa of [1, 2, 5]) if (rest <= mantissa * (1 + 1e-9)) return { mantissa, exponent }
  return { mantissa: 1, exponent: exponent + 1 }
}

/** Edge `index` of bins: exact to the last digit for decimal fractions, and computed alike here and in queries. */
export function edgeOf({ mantissa, exponent }: Pick<NumberBins, 'mantissa' | 'exponent'>, index: number): number {
  const steps = index * mantissa
  return exponent < 0 ? steps / 10 ** -exponent : steps * 10 ** exponent
}

/** Where the bulk of the values ends on either side: half the width of the middle 90 % beyond it, or the extreme when that is not far off. */
function bulk({ min, max, p01, p05, p95, p99 }: Spread): [low: number, high: number] {
  let [from, to] = [p05, p95]
  if (!(to > from)) [from, to] = [p01, p99]
  if (!(to > from)) [from, to] = [min, max]
  const width = to - from
  let low = from - width / 2
  let high = to + width / 2
  if (min >= low - width / 4) low = min
  else if (p01 >= 0 && low < 0) low = 0
  if (max <= high + width / 4) high = max
  return [low, high]
}

/** Bins for values of a spread, or null when there is nothing to draw. */
export function numberBins(spread: Spread, whole: boolean, size = wanted): NumberBins | null {
  const [low, high] = bulk(spread)
  const width = high - low
  if (!Number.isFinite(width)) return null
  let step = width > 0 ? width / size : Math.max(Math.abs(low) / 10, 1e-300)
  if (whole) step = Math.max(1, step)
  const round = whole && width === 0 ? { mantissa: 1, exponent: 0 } : roundStep(step)
  if (round.exponent < -300 || round.exponent > 300) return null
  const unit = edgeOf(round, 1)
  let first = Math.floor(low / unit)
  let last = Math.ceil(high / unit)
  while (edgeOf(round, first) > low) first--
  while (edgeOf(round, last) < high) last++
  // a whole number, or a value beyond, on the last edge needs a bin of its own
  const tailAbove = spread.max > edgeOf(round, last)
  if (last === first || (whole && edgeOf(round, last) <= spread.max && !tailAbove)) last++
  const bins = {
    ...round,
    first,
    size: last - first,
    tailBelow: spread.min < edgeOf(round, first),
    tailAbove: spread.max > edgeOf(round, last),
  }
  return Number.isSafeInteger(first) && Number.isSafeInteger(last) && bins.size <= 4 * size ? bins : null
}

/** The bin of a value: -1 below the first, `size` above the last. Without a tail above, the last bin includes its upper edge. */
export function binOf(bins: NumberBins, value: number): number {
  let index = Math.floor(value / edgeOf(bins, 1))
  if (edgeOf(bins, index) > value) index--
  else if (edgeOf(bins, index + 1) <= value) index++
  const bin = index - bins.first
  if (bin < 0) return -1
  if (bin < bins.size) return bin
  return !bins.tailAbove && value === edgeOf(bins, bins.first + bins.size) ? bins.size - 1 : bins.size
}

/** The histogram of counted bins; key -1 is the tail below, `size` the one above. */
export function histogramOf(bins: NumberBins, counts: ReadonlyMap<number, number>): HistogramView {
  const edge = (i: number) => edgeOf(bins, bins.first + i)
  const below = counts.get(-1) ?? 0
  const above = counts.get(bins.size) ?? 0
  return {
    bins: Array.from({ length: bins.size }, (_, i) => ({ from: edge(i), to: edge(i + 1), count: counts.get(i) ?? 0 })),
    ...(below > 0 ? { below: { limit: edge(0), count: below } } : {}),
    ...(above > 0 ? { above: { limit: edge(bins.size), count: above } } : {}),
  }
}
