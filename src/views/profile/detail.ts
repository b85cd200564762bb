import type { ColumnProfile, ProfileView } from '../../protocol/index.ts'
import { histogramChart } from '../chart/histogram.ts'
import { lengthBar } from '../chart/mini.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount, formatNumber, formatShare, formatTimestamp } from '../format.ts'
import { notesList } from '../parts/notes.ts'
import { isTime, missingOf, stepOf } from './captions.ts'
import type { ProfileState } from './state.ts'

const wide = 860
const paneWidth = 358
const padding = 30

/** How wide the list is beside the pane. */
export const listWidth = (width: number): number => (width > wide ? width - paneWidth - 2 : width - 2)

/** One column in detail. */
export function detail(column: ColumnProfile, view: ProfileView, context: Context<ProfileState>): Draft {
  const { words, width } = context
  const room = width > wide ? paneWidth - padding : Math.min(560, width - padding - 2)
  return h(
    'div',
    { class: 'as-dt', key: 'detail', role: 'region', 'aria-label': words.detailOf(column.name) },
    h('div', { class: 'as-r' }, h('h2', null, column.name), h('span', { class: 'as-mute as-sm' }, about(column, context))),
    chart(column, room, context),
    notesList(column.notes, context),
    quantiles(column, view, context),
    moments(column, context),
    counts(column, context),
    patterns(column, room, context),
    top(column, room, context),
    perValue(column, room, context),
    lengths(column, context),
  )
}

function about(column: ColumnProfile, { lang, words }: Context<object>): string {
  const { type, histogram, rowsPerValue, personal, text } = column
  const parts: string[] = [type]
  const shown = personal === undefined ? histogram : rowsPerValue
  if (text !== undefined && shown === undefined)
    parts.push(words.textOf(formatCount(text.minLength, lang), formatCount(text.maxLength, lang)))
  if (personal !== undefined) parts.push(words.personalMasked)
  else if (histogram !== undefined && histogram.bins.length > 0) parts.push(stepOf(histogram, isTime(column), words, lang))
  return parts.join(' · ')
}

function chart(column: ColumnProfile, width: number, { lang, words }: Context<object>): Child {
  const { histogram, personal, name } = column
  const time = isTime(column)
  if (personal === undefined && histogram !== undefined && histogram.bins.length > 0) {
    const label = words.histogramOf(name, stepOf(histogram, time, words, lang))
    return h('div', { key: 'chart' }, histogramChart({ histogram, width, time, label, unit: 'rows', lang, words }))
  }
  return null
}

/** How many rows each value has: what can be shown of identifiers and of personal columns. */
function perValue({ rowsPerValue, name }: ColumnProfile, width: number, { lang, words }: Context<object>): Child {
  if (rowsPerValue === undefined || rowsPerValue.bins.length === 0) return null
  const label = words.histogramOf(name, words.rowsPerValue)
  return h(
    'section',
    { key: 'per-value' },
    h('h3', null, words.rowsPerValueTitle),
    histogramChart({ histogram: rowsPerValue, width, time: false, label, unit: 'values', lang, words }),
  )
}

type Pair = readonly [name: string, value: string]

function figures(title: Child, pairs: readonly Pair[], four = false): Draft {
  return h(
    'section',
    { key: `f${String(pairs[0]?.[0])}` },
    h('h3', null, title),
    h('div', { class: `as-qs${four ? ' as-q4' : ''}` }, ...pairs.map(([name, value]) => h('div', null, h('small', null, name), value))),
  )
}

function quantiles({ numbers, dates }: ColumnProfile, view: ProfileView, { lang, words }: Context<object>): Child {
  if (dates !== undefined) {
    return figures(
      words.period,
      [
        [words.min, formatTimestamp(dates.min)],
        [words.max, formatTimestamp(dates.max)],
      ],
      true,
    )
  }
  if (numbers === undefined) return null
  const figure = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, lang))
  const { min, max, quantiles: q } = numbers
  const pairs: Pair[] = [
    [words.min, figure(min)],
    ['1%', figure(q['0.01'])],
    ['5%', figure(q['0.05'])],
    ['25%', figure(q['0.25'])],
    [words.medianWord, figure(q['0.5'])],
    ['75%', figure(q['0.75'])],
    ['95%', figure(q['0.95'])],
    ['99%', figure(q['0.99'])],
    [words.max, figure(max)],
  ]
  return figures(view.exact ? words.quantiles : words.about(words.quantiles), pairs)
}

function moments({ numbers }: ColumnProfile, { lang, words }: Context<object>): Child {
  if (numbers === undefined) return null
  const figure = (value: number | null) => (value === null ? '–' : formatNumber(value, lang))
  return figures(
    words.moments,
    [
      [words.mean, figure(numbers.mean)],
      [words.deviation, figure(numbers.std)],
      [words.skewness, figure(numbers.skewness)],
      [words.kurtosis, figure(numbers.kurtosis)],
    ],
    true,
  )
}

function counts(column: ColumnProfile, { lang, words }: Context<object>): Child {
  const { numbers, text, missing, booleans } = column
  const count = (value: number) => formatCount(value, lang)
  const pairs: Pair[] = [[words.present, count(column.count)]]
  pairs.push([words.missing, missing === 0 ? '0' : `${count(missing)} (${formatShare(missingOf(column), lang)})`])
  if (booleans !== undefined) pairs.push([words.true, count(booleans.true)], [words.false, count(booleans.false)])
  if (numbers !== undefined) {
    pairs.push([words.zeros, count(numbers.zeros)], [words.negatives, count(numbers.negatives)], [words.outliers, count(numbers.outliers)])
    if (numbers.nan > 0) pairs.push([words.nan, count(numbers.nan)])
    if (numbers.infinite > 0) pairs.push([words.infinite, count(numbers.infinite)])
    pairs.push([words.sum, formatNumber(numbers.sum, lang)])
  }
  if (text !== undefined) pairs.push([words.empty, count(text.empty)], [words.untrimmed, count(text.untrimmed)])
  return figures(words.numbersToo, pairs, true)
}

const most = 7

function top(column: ColumnProfile, room: number, context: Context<object>): Child {
  const { lang, words } = context
  const first = column.top[0]
  // A personal column's masks fall together: which value is frequent is not theirs to say.
  if (first === undefined || column.personal !== undefined) return null
  const highest = first.count
  const rows = column.top.slice(0, most).map(({ value, count }) => {
    const text = value === null ? words.missing : typeof value === 'number' ? formatNumber(value, lang) : String(value)
    return h(
      'tr',
      null,
      h('td', { class: 'as-v', title: text }, text),
      h('td', null, lengthBar(count / highest, Math.round(room * 0.26), 'as-bar')),
      h('td', { class: 'as-n' }, formatCount(count, lang)),
      h('td', { class: 'as-n as-mute' }, formatShare(count / column.count, lang)),
    )
  })
  const distinct = (column.distinct.exact ? '' : '≈ ') + formatCount(column.distinct.value, lang)
  return h('section', { key: 'top' }, h('h3', null, words.mostFrequent(distinct)), h('table', null, h('tbody', null, ...rows)))
}

function patterns({ text, count: values, personal }: ColumnProfile, room: number, { lang, words }: Context<object>): Child {
  if (text === undefined || text.patterns.length === 0) return null
  const of = text.patternRows ?? values
  const highest = text.patterns[0]!.count
  const rows = text.patterns
    .slice(0, most)
    .map(({ pattern, example, count }) =>
      h(
        'tr',
        null,
        h('td', { class: 'as-v as-mono', title: pattern }, pattern),
        h('td', { class: 'as-v as-mono as-mute', title: example ?? '' }, personal === undefined ? (example ?? '') : ''),
        h('td', null, lengthBar(count / highest, Math.round(room * 0.14), 'as-bar')),
        h('td', { class: 'as-n' }, formatCount(count, lang)),
        h('td', { class: 'as-n as-mute' }, formatShare(count / of, lang)),
      ),
    )
  const all = formatCount(text.patternCount, lang)
  const title = text.patternRows === undefined ? words.patterns(all) : words.patternsOf(all, formatCount(text.patternRows, lang))
  return h(
    'section',
    { key: 'patterns' },
    h('h3', null, title, ' ', h('span', { class: 'as-mute' }, words.patternHint)),
    h('table', { class: 'as-pt' }, h('tbody', null, ...rows)),
  )
}

function lengths({ text }: ColumnProfile, { lang, words }: Context<object>): Child {
  if (text === undefined) return null
  return figures(
    words.lengths,
    [
      [words.min, formatCount(text.minLength, lang)],
      [words.medianWord, formatNumber(text.medianLength, lang)],
      [words.max, formatCount(text.maxLength, lang)],
    ],
    true,
  )
}
