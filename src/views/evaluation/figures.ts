import type { EvaluationView } from '../../protocol/index.ts'
import { errorBins, errorWidth } from '../chart/error-bins.ts'
import { histogramChart } from '../chart/histogram.ts'
import { lengthBar } from '../chart/mini.ts'
import { seriesChart } from '../chart/series.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatAlike, formatCount, formatFigure } from '../format.ts'

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
        ),
    h(
      'div',
      { key: 'metrics' },
      h('h3', null, view.baseline === undefined ? words.metricsTitle : words.againstBaseline),
      h('div', { class: 'as-scroll' }, metricsTable(view, context)),
      ...errors(view, Math.min(two, 420), context),
    ),
  )
}

/** The figures of the model and of the baseline, a column a metric; bars compare the one that decides. */
function metricsTable(view: EvaluationView, { lang, words }: Context<object>): Draft {
  const { metrics, baseline, verdictMetric } = view
  const names = Object.keys(metrics)
  const rows = [
    { name: view.model || words.model, metrics, className: 'as-sel' },
    ...(baseline === undefined ? [] : [{ name: baseline.name, metrics: baseline.metrics, className: 'as-bar' }]),
  ]
  const decisive = verdictMetric ?? names[0] ?? ''
  const texts = new Map(
    names.map((name) => [
      name,
      formatAlike(
        rows.map((row) => row.metrics[name] ?? Number.NaN),
        lang,
      ),
    ]),
  )
  const most = Math.max(...rows.map((row) => Math.abs(row.metrics[decisive] ?? 0))) || 1
  return h(
    'table',
    { class: 'as-mt' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, h('span', { class: 'as-vh' }, words.testError)),
        h('th', { scope: 'col' }, h('span', { class: 'as-vh' }, words.bar)),
        ...names.map((name) => h('th', { scope: 'col', class: 'as-n' }, words.metric[name] ?? name)),
      ),
    ),
    h(
      'tbody',
      null,
      ...rows.map((row, i) =>
        h(
          'tr',
          null,
          h('td', { class: 'as-wraps' }, row.name),
          h('td', null, lengthBar(Math.abs(row.metrics[decisive] ?? 0) / most, barRoom, row.className)),
          ...names.map((name) => {
            const text = row.metrics[name] === undefined ? '–' : texts.get(name)![i]!
            return h('td', { class: 'as-n' }, name === decisive ? h('b', null, text) : text)
          }),
        ),
      ),
    ),
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
  const bins = all.map((one) => errorBins(one.errors, step))
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
