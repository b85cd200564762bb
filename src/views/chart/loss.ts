import type { Lang, TrainingView } from '../../protocol/index.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import { formatCount, formatFigure } from '../format.ts'
import { twin } from '../parts/twin.ts'
import type { Words } from '../words/index.ts'
import { type Gathered, gather, positive } from './lines.ts'
import { linear, logarithmic, logTicks, px, ticks } from './scale.ts'

const [left, top, bottom, height] = [46, 9, 206, 230]
const labelRoom = 118

/** Loss by epoch on a log scale: validation in blue over its range, train in grey, the best epoch marked, labels at the lines' ends. */
export function lossChart(view: TrainingView, width: number, lang: Lang, words: Words): Draft {
  const { loss, best, state, epochs, epoch } = view
  const train = positive(loss.epochs, loss.train)
  const validation = positive(loss.epochs, loss.validation)
  const all = [...train, ...validation].map((point) => point.y)
  if (all.length === 0)
    return h('p', { class: 'as-mute as-t2', style: `height:${height}px` }, loss.epochs.length === 0 ? words.noEpoch : words.noPositive)
  const scale = logTicks(Math.min(...all), Math.max(...all))
  const right = Math.max(left + 60, width - labelRoom)
  const last = Math.max(1, state === 'running' ? epochs : epoch)
  const x = linear(0, last, left, right)
  const y = logarithmic(scale.from, scale.to, bottom, top)
  const lines = [
    { name: words.train, points: gather(train), className: 'as-ln', textClass: '', dot: false },
    ...(validation.length === 0
      ? []
      : [
          {
            name: words.validation,
            points: gather(validation),
            className: 'as-ln as-acc',
            textClass: 'as-acc as-b',
            dot: state === 'running',
          },
        ]),
  ].filter((line) => line.points.length > 0)
  const ends = apart(lines.map(({ points }) => y(points.at(-1)!.y)))
  const value = (figure: number | undefined) => (figure === undefined ? undefined : formatFigure(figure, lang))
  const label = words.lossLabel(
    value(train.at(-1)?.y) ?? '–',
    value(validation.at(-1)?.y),
    best === null ? undefined : `${formatCount(best.epoch, lang)}${words.between}${value(best.loss)}`,
  )
  return h(
    'div',
    { key: 'loss' },
    h(
      'svg',
      { width, height, role: 'img', 'aria-label': label },
      ...scale.at.flatMap((at) => {
        const place = Math.round(y(at)) + 0.5
        return [
          h('path', { class: 'as-gr', d: `M${left} ${place}H${right}` }),
          h('text', { x: left - 6, y: place + 3.5, 'text-anchor': 'end' }, formatFigure(at, lang)),
        ]
      }),
      ...epochAxis(last, x, right, lang, words),
      ...lines.map(({ points }) => band(points, x, y)).filter((one) => one !== null),
      ...lines.map(({ points, className }) => h('path', { class: className, d: path(points, x, y) })),
      ...lines.flatMap(({ name, points, textClass, dot }, i) => {
        const end = points.at(-1)!
        return [
          dot ? h('circle', { class: 'as-sel', cx: px(x(end.x)), cy: px(y(end.y)), r: 3 }) : null,
          h('text', { class: textClass, x: px(x(end.x) + 7), y: px(ends[i]! + 3.5) }, `${name} ${formatFigure(end.y, lang)}`),
        ].filter((one) => one !== null)
      }),
      ...(best === null || !(best.loss > 0) ? [] : bestMark(best, x(best.epoch), y(best.loss), right, validation.length > 0, lang, words)),
    ),
    twin(words.asTable, [words.epochs, words.train, words.validation], table(view, lang)),
  )
}

function path(points: readonly Gathered[], x: (value: number) => number, y: (value: number) => number): string {
  return points.map((point, i) => `${i === 0 ? 'M' : 'L'}${px(x(point.x))} ${px(y(point.y))}`).join('')
}

function band(points: readonly Gathered[], x: (value: number) => number, y: (value: number) => number): Draft | null {
  if (points.every((point) => point.low === point.high)) return null
  const upper = points.map((point) => `${px(x(point.x))},${px(y(point.high))}`)
  const lower = points.toReversed().map((point) => `${px(x(point.x))},${px(y(point.low))}`)
  return h('polygon', { class: 'as-band', points: [...upper, ...lower].join(' ') })
}

function epochAxis(last: number, x: (value: number) => number, right: number, lang: Lang, words: Words): Draft[] {
  const marks = ticks(0, last, Math.max(2, Math.min(5, Math.floor((right - left) / 90)))).filter(Number.isInteger)
  return [
    h('path', { class: 'as-ax', d: `M${left} ${bottom + 0.5}H${right}` }),
    ...marks.flatMap((at, i) => {
      const text = `${formatCount(at, lang)}${i === marks.length - 1 ? ` ${words.epochs}` : ''}`
      return [
        h('path', { class: 'as-ax', d: `M${Math.round(x(at)) + 0.5} ${bottom}v4` }),
        h('text', { x: px(x(at)), y: bottom + 17, 'text-anchor': 'middle' }, text),
      ]
    }),
  ]
}

function bestMark(
  best: { readonly epoch: number; readonly loss: number },
  x: number,
  y: number,
  right: number,
  hasValidation: boolean,
  lang: Lang,
  words: Words,
): Child[] {
  const flip = x > right - 110
  const place = { x: px(flip ? x - 6 : x + 6), 'text-anchor': flip ? 'end' : 'start' }
  return [
    h('path', { class: 'as-dash', d: `M${Math.round(x) + 0.5} ${top}V${bottom}` }),
    h('circle', { class: 'as-ring', cx: px(x), cy: px(y), r: 3.5 }),
    h('text', { ...place, class: 'as-ink as-b', y: top + 9 }, words.bestEpoch(formatCount(best.epoch, lang))),
    h(
      'text',
      { ...place, class: 'as-ink', y: top + 23 },
      `${hasValidation ? words.validation : words.train} ${formatFigure(best.loss, lang)}`,
    ),
  ]
}

/** Labels of lines that end close together, moved apart. */
export function apart(places: readonly number[], room = 14): number[] {
  const order = places.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place)
  const found = [...places]
  for (let k = 1; k < order.length; k++) {
    const [above, below] = [order[k - 1]!, order[k]!]
    const gap = found[below.i]! - found[above.i]!
    if (gap >= room) continue
    found[above.i]! -= (room - gap) / 2
    found[below.i]! += (room - gap) / 2
  }
  return found
}

const tableRows = 12

function table({ loss }: TrainingView, lang: Lang): string[][] {
  const every = Math.max(1, Math.floor(loss.epochs.length / tableRows))
  const rows = loss.epochs.map((_, i) => i).filter((i) => i % every === 0 || i === loss.epochs.length - 1)
  const figure = (value: number | undefined) => (value === undefined ? '' : formatFigure(value, lang))
  return rows.map((i) => [formatCount(loss.epochs[i]!, lang), figure(loss.train[i]), figure(loss.validation?.[i])])
}
