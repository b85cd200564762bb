import type { HistogramView } from '../../protocol/index.ts'
import { ticks } from './scale.ts'

const half = 6

/** The width of bins that six on each side of 0 hold most of these errors. */
export function errorWidth(errors: readonly number[]): number {
  const sizes = errors.map(Math.abs).sort((a, b) => a - b)
  const reach = sizes[Math.floor((sizes.length - 1) * 0.98)] ?? 1
  const [zero = 0, one = 1] = ticks(0, reach || 1, half)
  return one - zero || 1
}

/** Errors in bins with an edge at 0; those further out are tails. */
export function errorBins(errors: readonly number[], width: number): HistogramView {
  const edge = (i: number) => Number(((i - half) * width).toPrecision(12))
  const counts = new Array<number>(half * 2).fill(0)
  let [below, above] = [0, 0]
  for (const error of errors) {
    const place = Math.floor(error / width) + half
    if (place < 0) below++
    else if (place >= counts.length) above++
    else counts[place]!++
  }
  return {
    bins: counts.map((count, i) => ({ from: edge(i), to: edge(i + 1), count })),
    ...(below === 0 ? {} : { below: { limit: edge(0), count: below } }),
    ...(above === 0 ? {} : { above: { limit: edge(half * 2), count: above } }),
  }
}

/** Histograms of the same bins with the same tails, so that bars stand under each other; a tail that one lacks is empty. */
export function sameTails(histograms: readonly HistogramView[]): HistogramView[] {
  const below = histograms.find((one) => one.below !== undefined)?.below
  const above = histograms.find((one) => one.above !== undefined)?.above
  return histograms.map((one) => ({
    ...one,
    ...(below === undefined ? {} : { below: one.below ?? { limit: below.limit, count: 0 } }),
    ...(above === undefined ? {} : { above: one.above ?? { limit: above.limit, count: 0 } }),
  }))
}
