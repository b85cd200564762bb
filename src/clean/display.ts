import { type ChangesView, type Lang, type MimeBundle, mime } from '../protocol/index.ts'
import { formatCount, formatShare, html, textTable } from '../util/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${formatCount(n)} ${n === 1 ? one : many}`

function summary(view: ChangesView): string {
  const removed = view.rowsBefore - view.rowsAfter
  const share = view.rowsBefore === 0 ? '' : ` (${formatShare(removed / view.rowsBefore)})`
  const rows = removed === 0 ? 'no row removed' : `${formatCount(removed)} of ${count(view.rowsBefore, 'row')} removed${share}`
  const cells = view.cellsChanged === 0 ? 'no cell changed' : `${count(view.cellsChanged, 'cell')} changed`
  return `${view.name || 'table'}: ${rows}, ${cells}; ${count(view.rowsAfter, 'row')} left.`
}

const cells = (view: ChangesView, lang: Lang) =>
  view.steps.map((step) => [step.text[lang], formatCount(step.rowsRemoved), formatCount(step.cellsChanged), formatCount(step.rowsLeft)])

/** What a cleaning did, as text. */
export function plainChanges(view: ChangesView, lang: Lang = 'en'): string {
  const heads = [
    { head: ['step'], width: 72 },
    ...['rows removed', 'cells changed', 'rows left'].map((head) => ({ head: [head], align: 'right' as const })),
  ]
  return `${summary(view)}\n\n${textTable(heads, cells(view, lang))}`
}

/** What a cleaning did, as a table that reads well without any style. */
export function htmlChanges(view: ChangesView, lang: Lang = 'en'): string {
  const rows = cells(view, lang).map(
    ([step, removed, changed, left]) =>
      html`<tr><th scope="row" align="left">${step}</th><td align="right">${removed}</td><td align="right">${changed}</td><td align="right">${left}</td></tr>
`,
  )
  return String(html`<p>${summary(view)}</p>
<table><caption>By step, ${view.name}</caption><thead><tr><th scope="col">Step</th><th scope="col" align="right">Rows removed</th><th scope="col" align="right">Cells changed</th><th scope="col" align="right">Rows left</th></tr></thead><tbody>
${rows}</tbody></table>`)
}

/** What a cleaning did, as Markdown. */
export function markdownChanges(view: ChangesView, lang: Lang = 'en'): string {
  const plain = (text: string) => text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
  const rows = cells(view, lang).map(([step, ...counts]) => `| ${[plain(step!), ...counts].join(' | ')} |`)
  return `${plain(summary(view))}\n\n| Step | Rows removed | Cells changed | Rows left |\n|---|--:|--:|--:|\n${rows.join('\n')}\n`
}

/** What a cleaning did in every form that notebooks show. */
export function changesBundle(view: ChangesView): MimeBundle {
  return { [mime.changes]: view, 'text/html': htmlChanges(view), 'text/markdown': markdownChanges(view), 'text/plain': plainChanges(view) }
}
