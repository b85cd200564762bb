import type { HistogramView } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import { barsOf, places } from './bins.ts'
import { px } from './scale.ts'

export const miniWidth = 132

function frame(height: number, label: string, ...inside: (Draft | null)[]): Draft {
  return h('svg', { width: miniWidth, height, role: 'img', 'aria-label': label }, ...inside)
}

const caption = (text: string) => h('text', { x: 0, y: 9, class: 'as-10' }, text)

/** A histogram as small as a line of a list. */
export function miniHistogram(histogram: HistogramView, label: string, text: string | undefined, height: number): Draft {
  const bars = barsOf(histogram)
  const top = text === undefined ? 0 : 13
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  const spots = places(bars, miniWidth, 5)
  const rects = bars.map((bar, i) => {
    const tall = bar.count === 0 ? 0 : Math.max(1, (bar.count / most) * (height - top - 1))
    const { x, width } = spots[i]!
    return h('rect', {
      class: 'as-bar',
      x: px(x),
      y: px(height - 1 - tall),
      width: px(Math.max(0.6, width - Math.min(1, width / 4))),
      height: px(tall),
    })
  })
  return frame(
    height,
    label,
    text === undefined ? null : caption(text),
    ...rects,
    h('path', { class: 'as-ax', d: `M0 ${height - 0.5}H${miniWidth}` }),
  )
}

/** The most frequent values as bars, from the most frequent on. */
export function miniTop(counts: readonly number[], label: string, text: string | undefined, height: number): Draft {
  const shown = counts.slice(0, 8)
  const top = text === undefined ? 0 : 14
  const most = Math.max(1, ...shown)
  const step = miniWidth / 8
  const rects = shown.map((count, i) => {
    const tall = Math.max(1, (count / most) * (height - top - 1))
    return h('rect', { class: 'as-bar', x: px(i * step), y: px(height - 1 - tall), width: px(step - 2), height: px(tall) })
  })
  return frame(
    height,
    label,
    text === undefined ? null : caption(text),
    ...rects,
    h('path', { class: 'as-ax', d: `M0 ${height - 0.5}H${miniWidth}` }),
  )
}

/** Shares of a whole, side by side; what is left is pale. */
export function miniStrip(shares: readonly number[], label: string, text: string | undefined, height: number): Draft {
  const top = text === undefined ? Math.max(0, height / 2 - 5) : 14
  let x = 0
  const rects = shares.map((share, i) => {
    const width = share * miniWidth
    const rect = h('rect', { class: i === 0 ? 'as-bar' : 'as-all', x: px(x), y: top, width: px(Math.max(0.5, width - 1)), height: 10 })
    x += width
    return rect
  })
  const rest =
    x < miniWidth - 0.5 ? h('rect', { class: 'as-all', x: px(x), y: top, width: px(miniWidth - x), height: 10, opacity: 0.6 }) : null
  return frame(height, label, text === undefined ? null : caption(text), ...rects, rest)
}

/** The share that is missing, hatched. */
export function missingBar(share: number, label: string, hatch: string): Draft {
  const width = share === 0 ? 0 : Math.max(1, share * 54)
  return h(
    'svg',
    { width: 56, height: 9, role: 'img', 'aria-label': label },
    h('rect', { x: 0.5, y: 0.5, width: 55, height: 8, fill: 'none', stroke: 'var(--as-line-2)' }),
    h('rect', { x: 1, y: 1, width: px(width), height: 7, fill: `url(#${hatch})` }),
  )
}

/** The pattern that missing bars are filled with; one a view. */
export function hatchPattern(id: string): Draft {
  return h(
    'svg',
    { key: 'hatch', width: 0, height: 0, style: 'position:absolute', 'aria-hidden': 'true' },
    h(
      'defs',
      null,
      h(
        'pattern',
        { id, width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        h('rect', { width: 4, height: 4, fill: 'var(--as-fill-2)' }),
        h('line', { x1: 0, y1: 0, x2: 0, y2: 4, stroke: 'var(--as-ink-2)', 'stroke-width': 2.4 }),
      ),
    ),
  )
}

/** A bar of a length between 0 and 1. */
export function lengthBar(share: number, width: number, className: string, label?: string): Draft {
  const about = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }
  return h(
    'svg',
    { width, height: 11, ...about },
    share === 0 ? null : h('rect', { class: className, width: px(Math.max(1, share * width)), height: 11 }),
  )
}
