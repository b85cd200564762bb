import type { EvaluationView, Lang } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import { formatCount, formatNumber } from '../format.ts'
import { twin } from '../parts/twin.ts'
import type { Words } from '../words/index.ts'
import { apart } from './loss.ts'
import { linear, px, ticks } from './scale.ts'
import { timeTicks } from './time-ticks.ts'

type Series = NonNullable<EvaluationView['series']>

const [left, top, bottom, height] = [46, 8, 182, 204]
const labelRoom = 112

interface Axis {
  readonly at: readonly number[]
  readonly time: boolean
}

/** Days when every value is one, numbers when all are, else places in a row. */
function axisOf(values: Series['x']): Axis {
  const times = values.map((value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
      ? Date.parse(value.replace(' ', 'T').replace(/(T.*\d)$/, '$1Z'))
      : Number.NaN,
  )
  if (times.length > 0 && times.every(Number.isFinite)) return { at: times, time: true }
  if (values.every((value) => typeof value === 'number')) return { at: values as number[], time: false }
  return { at: values.map((_, i) => i), time: false }
}

/** Actual and predicted values along the test rows, labelled at the lines' ends. */
export function seriesChart(series: Series, width: number, lang: Lang, words: Words): Draft {
  const { at, time } = axisOf(series.x)
  const all = [...series.actual, ...series.predicted].filter(Number.isFinite)
  if (all.length === 0) return h('p', { class: 'as-mute', key: 'series' }, words.noValues)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const right = Math.max(left + 60, width - labelRoom)
  const [first, last] = [Math.min(...at), Math.max(...at)]
  const x = linear(first, last, left, right)
  const y = linear(low - (high - low) * 0.04, high + (high - low) * 0.04, bottom, top)
  const line = (values: readonly number[]) =>
    values
      .map((value, i) => (Number.isFinite(value) ? `${i === 0 ? 'M' : 'L'}${px(x(at[i] ?? last))} ${px(y(value))}` : ''))
      .join('')
      .replace(/^L/, 'M')
  const [predicted, actual] = [series.predicted.at(-1) ?? 0, series.actual.at(-1) ?? 0]
  const ends = apart([y(predicted), y(actual)])
  const room = Math.max(2, Math.floor((right - left) / 80))
  const marks = time
    ? timeTicks(first, last, room, lang)
    : ticks(first, last, room).map((value) => ({ at: value, label: formatNumber(value, lang) }))
  return h(
    'div',
    { key: 'series' },
    h(
      'svg',
      { width, height, role: 'img', 'aria-label': words.seriesLabel(formatNumber(predicted, lang), formatNumber(actual, lang)) },
      ...ticks(low, high, 4).flatMap((value) => {
        const place = Math.round(y(value)) + 0.5
        return [
          h('path', { class: 'as-gr', d: `M${left} ${place}H${right}` }),
          h('text', { x: left - 6, y: place + 3.5, 'text-anchor': 'end' }, formatNumber(value, lang)),
        ]
      }),
      h('path', { class: 'as-ax', d: `M${left} ${bottom + 0.5}H${right}` }),
      ...marks.flatMap((mark) => [
        h('path', { class: 'as-ax', d: `M${Math.round(x(mark.at)) + 0.5} ${bottom}v4` }),
        h('text', { x: px(x(mark.at)), y: bottom + 17, 'text-anchor': 'middle' }, mark.label),
      ]),
      h('path', { class: 'as-ln as-ink', d: line(series.actual) }),
      h('path', { class: 'as-ln as-acc', d: line(series.predicted) }),
      h('text', { class: 'as-acc as-b', x: right + 6, y: px(ends[0]! + 3.5) }, `${words.predicted} ${formatNumber(predicted, lang)}`),
      h('text', { class: 'as-ink', x: right + 6, y: px(ends[1]! + 3.5) }, `${words.actual} ${formatNumber(actual, lang)}`),
    ),
    twin(
      words.asTable,
      [words.row, words.actual, words.predicted],
      series.x
        .slice(0, 60)
        .map((value, i) => [
          typeof value === 'number' ? formatCount(value, lang) : value,
          formatNumber(series.actual[i] ?? Number.NaN, lang),
          formatNumber(series.predicted[i] ?? Number.NaN, lang),
        ]),
    ),
  )
}
