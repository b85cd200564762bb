import type { HistogramView } from '../../protocol/index.ts'

/** A bar of a histogram: a bin, or a tail that stands apart. */
export interface Bar {
  readonly kind: 'bin' | 'below' | 'above'
  readonly from: number
  readonly to: number
  readonly count: number
}

/** The bars of a histogram from left to right. */
export function barsOf({ bins, below, above }: HistogramView): Bar[] {
  return [
    ...(below === undefined ? [] : [{ kind: 'below' as const, from: Number.NEGATIVE_INFINITY, to: below.limit, count: below.count }]),
    ...bins.map((bin) => ({ kind: 'bin' as const, ...bin })),
    ...(above === undefined ? [] : [{ kind: 'above' as const, from: above.limit, to: Number.POSITIVE_INFINITY, count: above.count }]),
  ]
}

/** Where each bar starts and how wide its place is, tails a gap away. */
export function places(bars: readonly Bar[], width: number, gap: number): { readonly x: number; readonly width: number }[] {
  const tails = bars.filter((bar) => bar.kind !== 'bin').length
  const step = (width - tails * gap) / Math.max(1, bars.length)
  let x = 0
  return bars.map((bar) => {
    if (bar.kind === 'above') x += gap
    const place = { x, width: step }
    x += step + (bar.kind === 'below' ? gap : 0)
    return place
  })
}
