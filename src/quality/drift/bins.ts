import type { Samples } from './samples.ts'

/** Counts of two samples by range, the ranges being about tenths of the first sample. */
export interface Bins {
  /** Lowest and highest value of each range. */
  readonly ranges: readonly (readonly [number, number])[]
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** At most this many ranges. */
const mostBins = 10

/** Puts the values into ranges that hold about a tenth of the first sample each; few distinct values stand alone. */
export function binsOf({ values, x, y, nx }: Samples): Bins {
  const alone = values.length <= mostBins
  const ranges: [number, number][] = []
  const counts: { x: number[]; y: number[] } = { x: [], y: [] }
  let seen = 0
  let bin = -1
  for (let i = 0; i < values.length; i++) {
    const wanted = alone ? i : Math.min(mostBins - 1, Math.floor((seen / Math.max(1, nx)) * mostBins))
    if (bin < 0 || wanted !== bin) {
      bin = wanted
      ranges.push([values[i]!, values[i]!])
      counts.x.push(0)
      counts.y.push(0)
    }
    const last = ranges.length - 1
    ranges[last]![1] = values[i]!
    counts.x[last]! += x[i]!
    counts.y[last]! += y[i]!
    seen += x[i]!
  }
  return { ranges, ...counts }
}

/** Counts of which none is zero, so that ratios of shares are finite: half a value is added to each when one is. */
export function smoothed({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }): { x: number[]; y: number[] } {
  const add = x.includes(0) || y.includes(0) ? 0.5 : 0
  return { x: x.map((n) => n + add), y: y.map((n) => n + add) }
}
