import { type CheckAllView, type Lang, type MimeBundle, staticMime } from '../../protocol/index.ts'
import { formatCount, formatScore, Html, html, staticTables, text, textTable } from '../../util/index.ts'
import { htmlCheck } from '../display/html.ts'
import { markdownCheck } from '../display/markdown.ts'
import { plainCheck } from '../display/plain.ts'

const heads = [
  text('Table', '表'),
  text('Result', '结果'),
  text('Score', '得分'),
  text('Rows', '行数'),
  text('Failing', '不符'),
  text('Rules failing', '未通过规则'),
] as const
const [passed, failed] = [text('passed', '通过'), text('failed', '未通过')]

const cells = (view: CheckAllView, lang: Lang) =>
  view.tables.map(({ name, check }) => [
    name,
    (check.ok ? passed : failed)[lang],
    formatScore(check.score),
    formatCount(check.table.rows, lang),
    formatCount(check.table.rows - check.passing, lang),
    `${check.rules.filter((rule) => rule.outcome === 'fail' || rule.outcome === 'unknown').length} / ${check.rules.length}`,
  ])

/** The scorecard of several tables as text. */
export function plainCheckAll(view: CheckAllView, lang: Lang = 'en'): string {
  const columns = heads.map((head, i) => ({ head: [head[lang].toLowerCase()], align: i > 1 ? ('right' as const) : ('left' as const) }))
  return [view.verdict[lang], textTable(columns, cells(view, lang)), ...view.tables.map(({ check }) => plainCheck(check, lang))].join(
    '\n\n',
  )
}

/** The scorecard of several tables as HTML that reads well without any style. */
export function htmlCheckAll(view: CheckAllView, lang: Lang = 'en'): string {
  const rows = cells(view, lang).map(
    ([name, result, ...figures]) =>
      html`<tr><th scope="row" align="left">${name}</th><td>${result}</td>${figures.map((figure) => html`<td align="right">${figure}</td>`)}</tr>
`,
  )
  return String(html`<p>${view.verdict[lang]}</p><table><thead><tr>${heads.map((head) => html`<th scope="col" align="left">${head[lang]}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>${view.tables.map(({ check }) => new Html(htmlCheck(check, lang)))}`)
}

/** The scorecard of several tables as Markdown. */
export function markdownCheckAll(view: CheckAllView, lang: Lang = 'en'): string {
  const plain = (value: string) => value.replace(/[\\|<>*_`[\]]/g, '\\$&')
  const table = [
    `| ${heads.map((head) => head[lang]).join(' | ')} |`,
    '|---|---|--:|--:|--:|--:|',
    ...cells(view, lang).map((row) => `| ${row.map(plain).join(' | ')} |`),
  ].join('\n')
  return [plain(view.verdict[lang]), table, ...view.tables.map(({ check }) => markdownCheck(check, lang))].join('\n\n')
}

/** The scorecard of several tables in every form that notebooks show. */
export function checkAllBundle(view: CheckAllView): MimeBundle {
  return {
    [staticMime['check-all']]: view,
    'text/html': staticTables(htmlCheckAll(view)),
    'text/markdown': markdownCheckAll(view),
    'text/plain': plainCheckAll(view),
  }
}
