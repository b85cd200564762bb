import type { HistogramView } from '../protocol/index.ts'
import { quantilesOf, type Weighted } from './weighted.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const month = 30.44 * day

/** A width of bins on the calendar: `step` milliseconds from `origin`, or whole months. */
type Unit = { readonly step: number; readonly origin: number } | { readonly months: number }

/** 5 January 1970 was a Monday. */
const monday = 4 * day

const units: readonly Unit[] = [
  ...[1, 5, 15, 30].map((n) => ({ step: n * second, origin: 0 })),
  ...[1, 5, 15, 30].map((n) => ({ step: n * minute, origin: 0 })),
  ...[1, 3, 6, 12].map((n) => ({ step: n * hour, origin: 0 })),
  { step: day, origin: 0 },
  { step: 7 * day, origin: monday },
  ...[1, 3, 12, 60, 120, 600, 1200, 12_000].map((months) => ({ months })),
]

const widthOf = (unit: Unit) => ('step' in unit ? unit.step : unit.months * month)

function indexOf(unit: Unit, time: number): number {
  if ('step' in unit) return Math.floor((time - unit.origin) / unit.step)
  const date = new Date(time)
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / unit.months)
}

function edgeOf(unit: Unit, index: number): number {
  if ('step' in unit) return index * unit.step + unit.origin
  const months = index * unit.months
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1)
  return date.getTime()
}

/**
 * A histogram of points in time, with bins that are whole seconds, minutes, hours, days, weeks from Monday, months or years (UTC), at most forty.
 * Times far outside the bulk, such as a 1970-01-01 that stands for "unknown", are counted in tails.
 *
 * @param grain the values are multiples of so many milliseconds: no bin is narrower
 */
export function dateHistogram(times: Weighted, grain = 1): HistogramView | undefined {
  if (times.total === 0) return undefined
  const [min, max] = [times.values[0]!, times.values.at(-1)!]
  const [low, high] = bulk(times, min, max)
  const unit = units.find((u) => widthOf(u) >= grain && (high - low) / widthOf(u) <= 40) ?? units.at(-1)!
  const first = indexOf(unit, low)
  const size = indexOf(unit, high) - first + 1
  const counts = new Array<number>(size).fill(0)
  let below = 0
  let above = 0
  for (let i = 0; i < times.values.length; i++) {
    const bin = indexOf(unit, times.values[i]!) - first
    if (bin < 0) below += times.counts[i]!
    else if (bin >= size) above += times.counts[i]!
    else counts[bin] = counts[bin]! + times.counts[i]!
  }
  return {
    bins: counts.map((count, i) => ({ from: edgeOf(unit, first + i), to: edgeOf(unit, first + i + 1), count })),
    ...(below > 0 ? { below: { limit: edgeOf(unit, first), count: below } } : {}),
    ...(above > 0 ? { above: { limit: edgeOf(unit, first + size), count: above } } : {}),
  }
}

/** Where the bulk of the times ends: the extremes, unless they are more than twice the width of the middle 98 % away. */
function bulk(times: Weighted, min: number, max: number): [low: number, high: number] {
  const [from, to] = quantilesOf(times, [0.01, 0.99]) as [number, number]
  const width = to - from
  if (!(width > 0)) return [min, max]
  return [min < from - 2 * width ? from : min, max > to + 2 * width ? to : max]
}
