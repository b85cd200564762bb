import type { HistogramView } from '../protocol/index.ts'
import { Html, html } from '../util/index.ts'

const marks = '▁▂▃▄▅▆▇█'

/** A bar to draw: how high, 0 to 1, and whether a gap goes before it. */
interface Bar {
  readonly height: number
  readonly gap: boolean
}

/** The bars of a histogram, tails apart; the highest is 1. */
function bars({ bins, below, above }: HistogramView): Bar[] {
  const counts = [
    ...(below === undefined ? [] : [below.count]),
    ...bins.map((bin) => bin.count),
    ...(above === undefined ? [] : [above.count]),
  ]
  const highest = Math.max(1, ...counts)
  return counts.map((count, i) => ({
    height: count / highest,
    gap: (below !== undefined && i === 1) || (above !== undefined && i === counts.length - 1),
  }))
}

/** A histogram as a line of text: a mark a bin, a blank for none, tails set apart. */
export function barText(histogram: HistogramView): string {
  return bars(histogram)
    .map(({ height, gap }) => (gap ? ' ' : '') + (height === 0 ? ' ' : marks[Math.min(7, Math.floor(height * 8))]!))
    .join('')
}

/** A histogram as an inline picture. */
export function barSvg(histogram: HistogramView, label: string): Html {
  const [width, height] = [140, 24]
  const all = bars(histogram)
  const gaps = all.filter((bar) => bar.gap).length * 4
  const step = (width - gaps) / all.length
  const fill = Math.max(0.5, step - Math.min(1, step / 5))
  let x = 0
  const rects = all.map((bar) => {
    if (bar.gap) x += 4
    const tall = bar.height === 0 ? 0 : Math.max(1, bar.height * height)
    const rect =
      tall === 0
        ? ''
        : `<rect x="${x.toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${fill.toFixed(1)}" height="${tall.toFixed(1)}" fill="#7f8b98"/>`
    x += step
    return rect
  })
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${new Html(rects.join(''))}</svg>`
}

/** A share as an inline bar. */
export function shareSvg(share: number, label: string): Html {
  return html`<svg width="60" height="10" viewBox="0 0 60 10" role="img" aria-label="${label}"><rect width="${Math.max(1, share * 60).toFixed(1)}" height="10" fill="#7f8b98"/></svg>`
}
