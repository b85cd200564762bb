import { type ComparisonView, type Lang, type MimeBundle, staticMime, type TableView } from '../../protocol/index.ts'
import { tableHtml, tableMarkdown, tableText } from '../../table/index.ts'
import { formatCount, formatNumber, formatShare, Html, html, staticTables, textTable } from '../../util/index.ts'
import { words } from './words.ts'

/** Columns that changed come first; of those that did not, only these are listed by name. */
const changedColumns = (view: ComparisonView) => view.columns.filter((column) => column.changed > 0)

const heads = (lang: Lang) => [words.column, words.type, words.changed, words.share, words.tolerance].map((word) => word[lang])

const cells = (view: ComparisonView, lang: Lang) =>
  changedColumns(view).map(({ name, type, changed, share, tolerance }) => [
    name,
    type,
    formatCount(changed, lang),
    formatShare(share, lang),
    tolerance === undefined ? '' : formatNumber(tolerance, lang),
  ])

/** The samples that hold rows, each with its head. */
function samples(view: ComparisonView, lang: Lang): [string, TableView][] {
  const all: [string, TableView][] = [
    [words.changes[lang], view.sample.changed],
    [words.added[lang], view.sample.added],
    [words.removed[lang], view.sample.removed],
  ]
  return all.filter(([, table]) => table.cells.length > 0)
}

/** A comparison as text. */
export function plainComparison(view: ComparisonView, lang: Lang = 'en'): string {
  const right = [false, false, true, true, true]
  const columns = heads(lang).map((head, i) => ({ head: [head.toLowerCase()], align: right[i] ? ('right' as const) : ('left' as const) }))
  return [
    view.verdict[lang],
    ...view.notes.map((note) => note.text[lang]),
    ...(changedColumns(view).length === 0 ? [] : [`\n${textTable(columns, cells(view, lang))}`]),
    ...samples(view, lang).map(([head, table]) => `\n${head}\n${tableText(table, lang)}`),
  ].join('\n')
}

/** A comparison as HTML that reads well without any style. */
export function htmlComparison(view: ComparisonView, lang: Lang = 'en'): string {
  const [column, type, ...figures] = heads(lang)
  const rows = cells(view, lang).map(
    ([name, kind, ...values]) =>
      html`<tr><th scope="row" align="left">${name}</th><td>${kind}</td>${values.map((value) => html`<td align="right">${value}</td>`)}</tr>
`,
  )
  const table =
    rows.length === 0
      ? ''
      : html`<table><thead><tr><th scope="col" align="left">${column}</th><th scope="col" align="left">${type}</th>${figures.map((head) => html`<th scope="col" align="right">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>`
  const shown = samples(view, lang).map(([head, sample]) => html`<h4>${head}</h4>${new Html(tableHtml(sample, lang))}`)
  return String(html`<p>${view.verdict[lang]}</p>${view.notes.map((note) => html`<p>${note.text[lang]}</p>`)}${table}${shown}`)
}

/** A comparison as Markdown. */
export function markdownComparison(view: ComparisonView, lang: Lang = 'en'): string {
  const plain = (text: string) => text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
  const table =
    changedColumns(view).length === 0
      ? []
      : [
          [
            `| ${heads(lang).join(' | ')} |`,
            '|---|---|--:|--:|--:|',
            ...cells(view, lang).map((row) => `| ${row.map(plain).join(' | ')} |`),
          ].join('\n'),
        ]
  return [
    plain(view.verdict[lang]),
    ...view.notes.map((note) => plain(note.text[lang])),
    ...table,
    ...samples(view, lang).map(([head, sample]) => `**${head}**\n\n${tableMarkdown(sample, lang)}`),
  ].join('\n\n')
}

/** A comparison in every form that notebooks show. */
export function comparisonBundle(view: ComparisonView): MimeBundle {
  return {
    [staticMime.comparison]: view,
    'text/html': staticTables(htmlComparison(view)),
    'text/markdown': markdownComparison(view),
    'text/plain': plainComparison(view),
  }
}
