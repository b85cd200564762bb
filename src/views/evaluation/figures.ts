import type { EvaluationView, Metrics } from '../../protocol/index.ts'
import { errorBins, errorWidth, sameTails } from '../chart/error-bins.ts'
import { histogramChart } from '../chart/histogram.ts'
import { lengthBar } from '../chart/mini.ts'
import { seriesChart } from '../chart/series.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatAlike, formatCount, formatFigure, formatFineShare } from '../format.ts'
import { notesList } from '../parts/notes.ts'

const narrow = 780
const barRoom = 72

/** Predicted and actual values beside the comparison with the baseline. */
export function figures(view: EvaluationView, context: Context<object>): Draft {
  const { lang, words, width } = context
  const { series } = view
  const both = width > narrow
  const one = both ? Math.floor((width * 1.35) / 2.35) - 26 : width - 26
  const two = both ? Math.floor(width / 2.35) - 26 : width - 26
  return h(
    'div',
    { class: 'as-three', key: 'figures' },
    series === undefined
      ? null
      : h(
          'div',
          { key: 'series' },
          h(
            'h3',
            null,
            words.actualPredicted(view.target),
            ' ',
            h('span', { class: 'as-mute' }, words.testRows(formatCount(view.rows, lang))),
          ),
          seriesChart(series, one, lang, words),
          notesList(view.notes ?? [], context),
          otherTable(view, context),
        ),
    h(
      'div',
      { key: 'metrics' },
      h('h3', null, view.baseline === undefined ? words.metricsTitle : words.againstBaseline),
      decisiveTable(view, context),
      series === undefined ? otherTable(view, context) : null,
      ...errors(view, Math.min(two, 420), context),
    ),
  )
}

interface Row {
  readonly name: string
  readonly metrics: Metrics
  readonly className: string
}

function rowsOf(view: EvaluationView, { words }: Context<object>): Row[] {
  const { model, metrics, baseline } = view
  const own = { name: model || words.model, metrics, className: 'as-sel' }
  return baseline === undefined ? [own] : [own, { name: baseline.name, metrics: baseline.metrics, className: 'as-bar' }]
}

const shares: readonly string[] = ['mape']

function figureTexts(metric: string, rows: readonly Row[], { lang }: Context<object>): string[] {
  const values = rows.map((row) => row.metrics[metric] ?? Number.NaN)
  const texts = shares.includes(metric) ? values.map((value) => formatFineShare(value, lang)) : formatAlike(values, lang)
  return texts.map((text, i) => (Number.isNaN(values[i]) ? '–' : text))
}

/** The metric that decides, model and baseline under each other with bars that compare. */
function decisiveTable(view: EvaluationView, context: Context<object>): Draft | null {
  const { words } = context
  const rows = rowsOf(view, context)
  const metric = view.verdictMetric ?? Object.keys(view.metrics)[0]
  if (metric === undefined) return null
  const texts = figureTexts(metric, rows, context)
  const most = Math.max(...rows.map((row) => Math.abs(row.metrics[metric] ?? 0))) || 1
  const head = h(
    'tr',
    null,
    h('th', { scope: 'col' }, h('span', { class: 'as-vh' }, words.model)),
    h('th', { scope: 'col' }, h('span', { class: 'as-vh' }, words.bar)),
    h('th', { scope: 'col', class: 'as-n' }, words.metric[metric] ?? metric),
  )
  const body = rows.map((row, i) =>
    h(
      'tr',
      null,
      h('td', null, row.name),
      h('td', null, lengthBar(Math.abs(row.metrics[metric] ?? 0) / most, barRoom, row.className)),
      h('td', { class: 'as-n' }, h('b', null, texts[i]!)),
    ),
  )
  return h('table', { class: 'as-mt', key: 'decisive' }, h('thead', null, head), h('tbody', null, ...body))
}

/** The other metrics, a line each. */
function otherTable(view: EvaluationView, context: Context<object>): Draft | null {
  const { words } = context
  const rows = rowsOf(view, context)
  const decisive = view.verdictMetric ?? Object.keys(view.metrics)[0]
  const names = Object.keys(view.metrics).filter((name) => name !== decisive)
  if (names.length === 0) return null
  const cells = (name: string) => figureTexts(name, rows, context).map((text) => h('td', { class: 'as-n' }, text))
  return h(
    'table',
    { class: 'as-mt', key: 'others', style: 'margin-top:10px' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, words.otherMetrics),
        ...rows.map((row) => h('th', { scope: 'col', class: 'as-n' }, row.name)),
      ),
    ),
    h('tbody', null, ...names.map((name) => h('tr', null, h('td', null, words.metric[name] ?? name), ...cells(name)))),
  )
}

/** The errors of model and baseline in the same bins and on the same scale. */
function errors(view: EvaluationView, width: number, { lang, words }: Context<object>): Draft[] {
  const { series, baseline } = view
  if (series === undefined || series.actual.length < 20) return []
  const differences = (values: readonly number[]) =>
    values.map((value, i) => value - (series.actual[i] ?? Number.NaN)).filter(Number.isFinite)
  const all = [
    { name: view.model || words.model, errors: differences(series.predicted), barClass: 'as-sel', text: 'as-sm as-acct' },
    ...(series.baseline === undefined
      ? []
      : [{ name: baseline?.name ?? '', errors: differences(series.baseline), barClass: 'as-bar', text: 'as-sm as-mute' }]),
  ].filter((one) => one.errors.length > 0)
  if (all.length === 0) return []
  const step = Math.max(...all.map((one) => errorWidth(one.errors)))
  const bins = sameTails(all.map((one) => errorBins(one.errors, step)))
  const most = Math.max(...bins.flatMap((one) => one.bins.map((bin) => bin.count)))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return [
    h('h3', { key: 'error-title', style: 'margin-top:14px' }, words.errorTitle, words.between, words.binsOf(formatFigure(step, lang))),
    ...all.map(({ name, errors: values, barClass, text }, i) =>
      h(
        'div',
        { key: `error${i}` },
        h('div', { class: text }, name),
        histogramChart({
          histogram: bins[i]!,
          width,
          time: false,
          label: words.errorLabel(name, formatFigure(mean(values), lang)),
          unit: 'rows',
          lang,
          words,
          plot: 48,
          most,
          barClass,
        }),
      ),
    ),
  ]
}
