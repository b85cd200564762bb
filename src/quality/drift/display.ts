import { type DriftView, type Lang, type MimeBundle, staticMime } from '../../protocol/index.ts'
import { formatNumber, html, staticTables, text, textTable } from '../../util/index.ts'

const verdicts = {
  same: text('same', '未变'),
  small: text('small', '略变'),
  drifted: text('drifted', '漂移'),
  unknown: text('not compared', '未比较'),
} as const
const heads = [text('Column', '列'), text('Verdict', '结论'), text('Test', '检验'), text('PSI', 'PSI'), text('What', '说明')] as const

/** Rows of the table of columns: what drifted first. */
function cells(view: DriftView, lang: Lang): string[][] {
  const order = ['drifted', 'small', 'same', 'unknown']
  return [...view.columns]
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map(({ name, verdict, test, measures, text: what }) => [
      name,
      verdicts[verdict][lang],
      test === undefined ? '' : `${test.name} ${formatNumber(test.statistic, lang)}`,
      measures.psi === undefined ? '' : formatNumber(measures.psi, lang, 2),
      what[lang],
    ])
}

/** Drift as text. */
export function plainDrift(view: DriftView, lang: Lang = 'en'): string {
  const columns = heads.map((head, i) => ({
    head: [head[lang].toLowerCase()],
    align: i === 3 ? ('right' as const) : ('left' as const),
    width: i === 4 ? 90 : 32,
  }))
  return [view.verdict[lang], ...view.notes.map((note) => note.text[lang]), '', textTable(columns, cells(view, lang))].join('\n')
}

/** Drift as HTML that reads well without any style. */
export function htmlDrift(view: DriftView, lang: Lang = 'en'): string {
  const rows = cells(view, lang).map(
    ([name, ...rest]) =>
      html`<tr><th scope="row" align="left">${name}</th>${rest.map((cell, i) => html`<td${i === 2 ? html` align="right"` : ''}>${cell}</td>`)}</tr>
`,
  )
  return String(html`<p>${view.verdict[lang]}</p>${view.notes.map((note) => html`<p>${note.text[lang]}</p>`)}<table><thead><tr>${heads.map((head) => html`<th scope="col" align="left">${head[lang]}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>`)
}

/** Drift as Markdown. */
export function markdownDrift(view: DriftView, lang: Lang = 'en'): string {
  const plain = (value: string) => value.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
  return [
    plain(view.verdict[lang]),
    ...view.notes.map((note) => plain(note.text[lang])),
    [
      `| ${heads.map((head) => head[lang]).join(' | ')} |`,
      '|---|---|---|--:|---|',
      ...cells(view, lang).map((row) => `| ${row.map(plain).join(' | ')} |`),
    ].join('\n'),
  ].join('\n\n')
}

/** Drift in every form that notebooks show. */
export function driftBundle(view: DriftView): MimeBundle {
  return {
    [staticMime.drift]: view,
    'text/html': staticTables(htmlDrift(view)),
    'text/markdown': markdownDrift(view),
    'text/plain': plainDrift(view),
  }
}
