import type { Lang, TableView } from '../../protocol/index.ts'
import { type Html, html } from '../../util/index.ts'
import { cellTexts, failingCells, isRight, missingWord, reasonsText, remarksOf, titleOf, typeLabel } from './words.ts'

/** Most columns of the static table. */
const mostColumns = 40

/** The table as HTML that reads well without any style. */
export function tableHtml(view: TableView, lang: Lang = 'en'): string {
  const columns = view.columns.slice(0, mostColumns)
  const texts = columns.map((_, i) => cellTexts(view, i))
  const failing = failingCells(view)
  const hasReasons = (view.reasons?.length ?? 0) > 0
  const right = (yes: boolean) => (yes ? html` align="right"` : '')
  const cell = (i: number, j: number): Html => {
    const text = texts[i]?.[j] ?? null
    const content = text === null ? html`<em>${missingWord[lang]}</em>` : text
    const marked = failing.get(j)?.has(columns[i]?.name ?? '') === true
    return html`<td${right(isRight(columns[i] as never))}>${marked ? html`<mark>${content}</mark>` : content}</td>`
  }
  const head = columns.map(
    (column) => html`<th scope="col"${right(isRight(column))}>${column.name}<br><small>${typeLabel(column)}</small></th>`,
  )
  const rows = view.cells.map(
    (
      _,
      j,
    ) => html`<tr>${view.rowNumbers === null ? '' : html`<th scope="row" align="right">${view.rowNumbers[j]}</th>`}${columns.map((_, i) => cell(i, j))}${hasReasons ? html`<td>${reasonsText(view, j, lang)}</td>` : ''}</tr>
`,
  )
  return String(html`<table><caption>${[titleOf(view, lang), ...remarksOf(view, lang)].join(lang === 'en' ? '; ' : '；')}</caption>
<thead><tr>${view.rowNumbers === null ? '' : html`<th scope="col">row</th>`}${head}${hasReasons ? html`<th scope="col">${lang === 'en' ? 'reasons' : '原因'}</th>` : ''}</tr></thead>
<tbody>
${rows}</tbody></table>${more(view, columns.length, lang)}`)
}

function more(view: TableView, columns: number, lang: Lang): Html | '' {
  const rows = (view.rows ?? 0) - view.cells.length
  const parts = [
    rows > 0 ? (lang === 'en' ? `The first ${view.cells.length} rows are shown` : `仅显示前 ${view.cells.length} 行`) : '',
    columns < view.columns.length
      ? lang === 'en'
        ? `${view.columns.length - columns} columns are not shown`
        : `${view.columns.length - columns} 列未显示`
      : '',
  ].filter((part) => part !== '')
  return parts.length === 0
    ? ''
    : html`
<p><small>${parts.join(lang === 'en' ? '; ' : '；')}</small></p>`
}
