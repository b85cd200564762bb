import type { CheckView, Lang, TableView } from '../../protocol/index.ts'
import { formatCount, formatShare, type Html, html } from '../../util/index.ts'
import { verdict } from '../view.ts'
import { dimensionNames, failingText, outcomeName, scaleEnd, scoreText, severityNames, shareTexts, shownRules } from './words.ts'

/** A scorecard as tables that read well with every attribute stripped. */
export function htmlCheck(view: CheckView, lang: Lang = 'en'): string {
  const { contract, table } = view
  return String(html`<p><strong>Check ${view.ok ? 'passed' : 'failed'}:</strong> ${verdict(view)[lang]}<br>Score <strong>${scoreText(view.score)}</strong> of 100 = ${formatCount(view.passing)} of ${formatCount(table.rows)} rows pass every error and warning rule of ${contract.name}.</p>
${dimensionTable(view, lang)}
${ruleTable(view, lang)}
${view.rules.filter((rule) => rule.problem !== undefined).map((rule) => html`<p>${rule.rule} could not be evaluated: ${rule.problem![lang]}</p>`)}
${view.notes.map((note) => html`<p>${note.text[lang]}</p>`)}
${view.sample.cells.length === 0 ? '' : sampleTable(view.sample, lang)}`)
}

function dimensionTable(view: CheckView, lang: Lang): Html {
  const end = scaleEnd(view.dimensions)
  const rows = view.dimensions.map(
    ({ dimension, score, failing, share }) =>
      html`<tr><th scope="row" align="left">${dimensionNames[dimension][lang]}</th><td align="right">${scoreText(score)}</td><td align="right">${formatCount(failing)}</td><td align="right">${formatShare(share)}</td><td>${bar(share, end)}</td></tr>
`,
  )
  return html`<table><caption>By dimension, ${view.table.name}</caption><thead><tr><th scope="col">Dimension</th><th scope="col" align="right">Score</th><th scope="col" align="right">Failing rows</th><th scope="col" align="right">Share</th><th scope="col">0 to ${end * 100}%</th></tr></thead><tbody>
${rows}</tbody></table>`
}

function bar(share: number, end: number): Html | '' {
  if (share === 0) return ''
  const width = Math.max(1, (share / end) * 160).toFixed(1)
  return html`<svg width="160" height="10" viewBox="0 0 160 10" role="img" aria-label="${formatShare(share)} of rows fail"><rect width="${width}" height="10" fill="#7f8b98"/></svg>`
}

function ruleTable(view: CheckView, lang: Lang): Html {
  const rows = shownRules(view).map((rule) => {
    const [share, allowed] = shareTexts(rule, lang)
    const bad = rule.severity !== 'note' && (rule.outcome === 'fail' || rule.outcome === 'unknown')
    const result = outcomeName(rule, lang)
    return html`<tr><td>${bad ? html`<strong>${result}</strong>` : result}</td><td>${severityNames[rule.severity][lang]}</td><th scope="row" align="left">${rule.text[lang]}</th><td align="right">${failingText(rule, lang)}</td><td align="right">${share}</td><td align="right">${allowed}</td></tr>
`
  })
  return html`<table><caption>By rule</caption><thead><tr><th scope="col">Result</th><th scope="col">Level</th><th scope="col">Rule</th><th scope="col" align="right">Failing</th><th scope="col" align="right">Share</th><th scope="col" align="right">Allowed</th></tr></thead><tbody>
${rows}</tbody></table>`
}

/** The first failing rows, with all their reasons in the last column. */
function sampleTable(sample: TableView, lang: Lang): Html {
  const heads = sample.columns.map((column) => html`<th scope="col">${column.name}</th>`)
  const rows = sample.cells.slice(0, 5).map((cells, i) => {
    const reasons = sample.reasons?.find((one) => one.index === i)?.reasons ?? []
    const values = cells.map(
      (cell) => html`<td>${cell === null ? html`<em>missing</em>` : typeof cell === 'boolean' ? String(cell) : cell}</td>`,
    )
    return html`<tr><th scope="row">${sample.rowNumbers?.[i] ?? ''}</th>${values}<td>${reasons.map((reason) => reason.text[lang]).join('; ')}</td></tr>
`
  })
  return html`<table><caption>First ${rows.length} of ${formatCount(sample.rows ?? 0)} failing rows</caption><thead><tr><th scope="col">Row</th>${heads}<th scope="col">Reasons</th></tr></thead><tbody>
${rows}</tbody></table>`
}
