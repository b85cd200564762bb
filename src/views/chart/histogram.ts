import type { HistogramView, Lang } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import { formatCount, formatStepped, formatTimestamp } from '../format.ts'
import { twin } from '../parts/twin.ts'
import type { Words } from '../words/index.ts'
import { type Bar, barsOf, places } from './bins.ts'
import { px, ticks } from './scale.ts'
import { timeTicks } from './time-ticks.ts'

/** What a histogram is of. */
export interface HistogramOptions {
  readonly histogram: HistogramView
  readonly width: number
  readonly time: boolean
  readonly label: string
  /** What is counted: rows, or values. */
  readonly unit: 'rows' | 'values'
  readonly lang: Lang
  readonly words: Words
  /** Pixels of the highest bar. */
  readonly plot?: number
  /** The count that the highest bar would stand for, so that two charts compare. */
  readonly most?: number
  readonly barClass?: string
}

const gap = 12

const stepOf = ({ bins }: HistogramView): number => (bins[0] === undefined ? 1 : bins[0].to - bins[0].from)

function nameOf(bar: Bar, { histogram, time, lang, words }: HistogramOptions): string {
  const at = (value: number) => (time ? formatTimestamp(value) : formatStepped(value, stepOf(histogram), lang))
  if (bar.kind === 'below') return words.below(at(bar.to))
  if (bar.kind === 'above') return words.atLeast(at(bar.from))
  return words.to(at(bar.from), at(bar.to))
}

/** A histogram with axes; bins have their true edges, tails stand apart. Its table lies under it. */
export function histogramChart(options: HistogramOptions): Draft {
  const { histogram, width, label, lang, words, plot = 118, barClass = 'as-bar' } = options
  const bars = barsOf(histogram)
  const most = Math.max(1, options.most ?? 0, ...bars.map((bar) => bar.count))
  const spots = places(bars, width, gap)
  const unit = (count: number) => (options.unit === 'rows' ? words.rows(count) : `${formatCount(count, lang)} ${words.valuesUnit}`)
  const lines = ticks(0, most, 2).filter((value) => value > 0 && Number.isInteger(value) && value <= most)
  const grid = lines.map((value, i) => {
    const y = Math.round(plot - (value / most) * plot) + 0.5
    const text = i === lines.length - 1 ? unit(value) : formatCount(value, lang)
    return [
      h('path', { class: 'as-gr', d: `M0 ${y}H${width}` }),
      h('text', { x: width, y: y - 3, 'text-anchor': 'end', class: 'as-10' }, text),
    ]
  })
  const rects = bars.map((bar, i) => {
    const tall = bar.count === 0 ? 0 : Math.max(1, (bar.count / most) * plot)
    const spot = spots[i]!
    const step = Math.max(0.6, spot.width - Math.min(1, spot.width / 5))
    return h(
      'rect',
      { class: barClass, x: px(spot.x), y: px(plot - tall), width: px(step), height: px(tall) },
      h('title', null, `${nameOf(bar, options)}${words.colon}${unit(bar.count)}`),
    )
  })
  const highest = bars.toSorted((a, b) => b.count - a.count)[0]
  const spoken = highest === undefined ? label : `${label}${words.between}${words.highest(nameOf(highest, options), unit(highest.count))}`
  return h(
    'div',
    { class: 'as-chart' },
    h(
      'svg',
      { width, height: plot + 28, viewBox: `0 -10 ${width} ${plot + 28}`, role: 'img', 'aria-label': spoken },
      ...grid,
      ...rects,
      h('path', { class: 'as-ax', d: `M0 ${plot + 0.5}H${width}` }),
      ...axis(bars, spots, options),
    ),
    twin(
      words.asTable,
      [words.value, options.unit === 'rows' ? words.count : words.valuesUnit],
      bars.map((bar) => [nameOf(bar, options), formatCount(bar.count, lang)]),
    ),
  )

  function axis(all: readonly Bar[], at: readonly { x: number; width: number }[], { width: wide, time }: HistogramOptions): Draft[] {
    const bins = all.map((bar, i) => ({ bar, spot: at[i]! })).filter(({ bar }) => bar.kind === 'bin')
    const [first, last] = [bins[0], bins.at(-1)]
    if (first === undefined || last === undefined) return []
    const [from, to] = [first.bar.from, last.bar.to]
    const start = first.spot.x
    const end = last.spot.x + last.spot.width
    const x = (value: number) => start + ((value - from) / (to - from || 1)) * (end - start)
    const room = Math.max(2, Math.floor(wide / (time ? 90 : 70)))
    const marks = time ? timeTicks(from, to, room, lang) : even(ticks(from, to, room), lang)
    const tails = all.map((bar, i) => ({ bar, spot: at[i]! })).filter(({ bar }) => bar.kind !== 'bin')
    const edge = (value: number) => (Number.isInteger(value) ? formatCount(value, lang) : formatStepped(value, stepOf(histogram), lang))
    const labels = tails.map(({ bar, spot }) => ({
      x: bar.kind === 'below' ? 0 : wide,
      anchor: bar.kind === 'below' ? 'start' : 'end',
      text: time ? '' : bar.kind === 'below' ? words.below(edge(bar.to)) : words.atLeast(edge(bar.from)),
      spot,
    }))
    const clear = (place: number, half: number) =>
      labels.every((label) =>
        label.anchor === 'start' ? place - half > label.text.length * 6.2 + 4 : place + half < wide - label.text.length * 6.2 - 4,
      )
    const shown = marks
      .map((mark) => ({ ...mark, place: Math.min(Math.max(x(mark.at), mark.label.length * 3), wide - mark.label.length * 3) }))
      .filter((mark) => clear(mark.place, mark.label.length * 3))
    return [
      ...shown.map(({ at: value, label: text, place }) =>
        h('text', { x: px(place), y: plot + 14, 'text-anchor': 'middle', class: 'as-10', 'data-at': value }, text),
      ),
      ...labels.map((one) => h('text', { x: one.x, y: plot + 14, 'text-anchor': one.anchor, class: 'as-10' }, one.text)),
    ]
  }
}

/** Labels of ticks with the decimals that their distance needs. */
function even(at: readonly number[], lang: Lang): { readonly at: number; readonly label: string }[] {
  const step = at.length > 1 ? at[1]! - at[0]! : (at[0] ?? 1)
  return at.map((value) => ({ at: value, label: formatStepped(value, step, lang) }))
}
