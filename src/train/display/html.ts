import type { EvaluationView, Lang, TrainingView } from '../../protocol/index.ts'
import { formatCount, formatNumber, type Html, html } from '../../util/index.ts'
import { evaluationRows, figure, shownMetrics } from './evaluation.ts'
import { backendLine, networkLine, stateLine } from './headline.ts'
import { lossSvg } from './loss-svg.ts'
import { progressLine } from './plain.ts'
import { metricNames, pair, severityWords, words } from './words.ts'

/** A training as HTML that reads well without any style or script: verdict, state, curve, comparison, remarks. */
export function trainingHtml(view: TrainingView, lang: Lang = 'en'): string {
  const { evaluation, state } = view
  const notes = [...view.notes, ...(evaluation?.notes ?? [])]
  const verdict = evaluation?.verdict === undefined ? null : html`<strong>${evaluation.verdict[lang]}</strong><br>`
  const remarks = notes.map((note) => html`<li>${pair(severityWords[note.severity][lang], note.text[lang], lang)}</li>`)
  return String(
    html`<p>${verdict}<strong>${networkLine(view, lang)}</strong><br>${state === 'running' ? progressLine(view, lang) : stateLine(view, lang)}<br>${pair(words.backend[lang], backendLine(view, lang), lang)}</p>
<p>${lang === 'en' ? 'Loss by epoch, log scale' : '各轮损失，对数刻度'}</p>
${lossSvg(view, lang)}${remarks.length > 0 && html`<ul>${remarks}</ul>`}${evaluation !== undefined && comparison(evaluation, lang)}`,
  )
}

/** An evaluation as HTML that reads well without any style or script. */
export function evaluationHtml(view: EvaluationView, lang: Lang = 'en'): string {
  const remarks = (view.notes ?? []).map((note) => html`<li>${pair(severityWords[note.severity][lang], note.text[lang], lang)}</li>`)
  return String(
    html`${view.verdict !== undefined && html`<p><strong>${view.verdict[lang]}</strong></p>`}${comparison(view, lang)}${remarks.length > 0 && html`<ul>${remarks}</ul>`}`,
  )
}

function comparison(view: EvaluationView, lang: Lang): Html {
  const metrics = shownMetrics(view)
  const rows = evaluationRows(view)
  const largest = rows.reduce((most, row) => Math.max(most, row.metrics[metrics[0]!] ?? 0), 0)
  const count = formatCount(view.rows, lang)
  const caption = lang === 'en' ? `Error on ${count} rows, ${view.target}` : `${count} 行上的误差，${view.target}`
  const bar = (value: number, color: string) =>
    html`<svg width="160" height="10" viewBox="0 0 160 10" role="img" aria-label="${formatNumber(value, lang)}"><rect width="${largest > 0 ? ((160 * value) / largest).toFixed(1) : 0}" height="10" fill="${color}"/></svg>`
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col"></th>${metrics.map((metric) => html`<th scope="col" align="right">${metricNames[metric]?.[lang] ?? metric}</th>`)}<th scope="col"></th></tr></thead><tbody>
${rows.map(
  ({ name, metrics: figures }) => html`<tr><th scope="row" align="left">${name ?? words.model[lang]}</th>${metrics.map(
    (metric) => html`<td align="right">${figure(metric, figures[metric], lang)}</td>`,
  )}<td>${bar(figures[metrics[0]!] ?? 0, name === undefined ? '#3d84cc' : '#7f8b98')}</td></tr>
`,
)}</tbody></table>`
}
