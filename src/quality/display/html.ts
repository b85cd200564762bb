import type { CheckView, Lang, TableView } from '../../protocol/index.ts'
import { formatCount, formatShare, type Html, html } from '../../util/index.ts'
import { verdict } from '../view.ts'
import {
  dimensionNames,
  failingText,
  heads,
  outcomeName,
  outcomeOf,
  sampleCaption,
  scaleEnd,
  scaleText,
  scoreSentence,
  scoreText,
  severityNames,
  shareTexts,
  shownRules,
} from './words.ts'

/** A scorecard as tables that read well with every attribute stripped. */
export function htmlCheck(view: CheckView, lang: Lang = 'en'): string {
  return String(html`<p><strong>${outcomeOf(view, lang)}:</strong> ${verdict(view)[lang]}<br>${scoreSentence(view, lang, scoreText(view.score))} ${view.contract.name}</p>
${dimensionTable(view, lang)}
${ruleTable(view, lang)}
${view.rules.filter((rule) => rule.problem !== undefined).map((rule) => html`<p>${heads.notEvaluated[lang]}: ${rule.rule}: ${rule.problem![lang]}</p>`)}
${view.notes.map((note) => html`<p>${note.text[lang]}</p>`)}
${view.sample.cells.length === 0 ? '' : sampleTable(view.sample, lang)}`)
}

function dimensionTable(view: CheckView, lang: Lang): Html {
  const end = scaleEnd(view.dimensions)
  const rows = view.dimensions.map(
    ({ dimension, score, failing, share }) =>
      html`<tr><th scope="row" align="left">${dimensionNames[dimension][lang]}</th><td align="right">${scoreText(score)}</td><td align="right">${formatCount(failing, lang)}</td><td align="right">${formatShare(share, lang)}</td><td>${bar(share, end)}</td></tr>
`,
  )
  return html`<table><caption>${heads.byDimension[lang]}, ${view.table.name}</caption><thead><tr><th scope="col">${heads.dimension[lang]}</th><th scope="col" align="right">${heads.score[lang]}</th><th scope="col" align="right">${heads.failingRows[lang]}</th><th scope="col" align="right">${heads.share[lang]}</th><th scope="col">${scaleText(end, lang)}</th></tr></thead><tbody>
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
  return html`<table><caption>${heads.byRule[lang]}</caption><thead><tr><th scope="col">${heads.result[lang]}</th><th scope="col">${heads.level[lang]}</th><th scope="col">${heads.rule[lang]}</th><th scope="col" align="right">${heads.failing[lang]}</th><th scope="col" align="right">${heads.share[lang]}</th><th scope="col" align="right">${heads.allowed[lang]}</th></tr></thead><tbody>
${rows}</tbody></table>`
}

/** The first failing rows, with all their reasons in the last column. */
function sampleTable(sample: TableView, lang: Lang): Html {
  const names = sample.columns.map((column) => html`<th scope="col">${column.name}</th>`)
  const rows = sample.cells.slice(0, 5).map((cells, i) => {
    const reasons = sample.reasons?.find((one) => one.index === i)?.reasons ?? []
    const values = cells.map(
      (cell) => html`<td>${cell === null ? html`<em>${heads.missing[lang]}</em>` : typeof cell === 'boolean' ? String(cell) : cell}</td>`,
    )
    return html`<tr><th scope="row">${sample.rowNumbers?.[i] ?? ''}</th>${values}<td>${reasons.map((reason) => reason.text[lang]).join(lang === 'en' ? '; ' : '；')}</td></tr>
`
  })
  return html`<table><caption>${sampleCaption(rows.length, sample.rows ?? 0, lang)}</caption><thead><tr><th scope="col">${heads.row[lang]}</th>${names}<th scope="col">${heads.reasons[lang]}</th></tr></thead><tbody>
${rows}</tbody></table>`
}
