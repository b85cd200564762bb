import { type ChangesView, type Lang, type MimeBundle, mime } from '../protocol/index.ts'
import { formatCount, formatShare, html, staticTables, textTable } from '../util/index.ts'

const count = (n: number, one: string, many = `${one}s`) => `${formatCount(n)} ${n === 1 ? one : many}`

function summary(view: ChangesView, lang: Lang): string {
  const removed = view.rowsBefore - view.rowsAfter
  const share = view.rowsBefore === 0 ? '' : formatShare(removed / view.rowsBefore, lang)
  const name = view.name || (lang === 'en' ? 'table' : '表')
  if (lang === 'zh-CN') {
    const rows = removed === 0 ? '未删除行' : `${formatCount(view.rowsBefore, lang)} 行中删除 ${formatCount(removed, lang)} 行（${share}）`
    const changed = view.cellsChanged === 0 ? '未修改单元格' : `修改 ${formatCount(view.cellsChanged, lang)} 个单元格`
    return `${name}：${rows}，${changed}；剩余 ${formatCount(view.rowsAfter, lang)} 行。`
  }
  const rows = removed === 0 ? 'no row removed' : `${formatCount(removed)} of ${count(view.rowsBefore, 'row')} removed (${share})`
  const changed = view.cellsChanged === 0 ? 'no cell changed' : `${count(view.cellsChanged, 'cell')} changed`
  return `${name}: ${rows}, ${changed}; ${count(view.rowsAfter, 'row')} left.`
}

const heads: Readonly<Record<Lang, readonly [string, string, string, string]>> = {
  en: ['Step', 'Rows removed', 'Cells changed', 'Rows left'],
  'zh-CN': ['步骤', '删除行', '修改单元格', '剩余行'],
}

const cells = (view: ChangesView, lang: Lang) =>
  view.steps.map((step) => [step.text[lang], formatCount(step.rowsRemoved), formatCount(step.cellsChanged), formatCount(step.rowsLeft)])

/** What a cleaning did, as text. */
export function plainChanges(view: ChangesView, lang: Lang = 'en'): string {
  const [first, ...rest] = heads[lang]
  const columns = [
    { head: [first.toLowerCase()], width: 72 },
    ...rest.map((head) => ({ head: [head.toLowerCase()], align: 'right' as const })),
  ]
  return `${summary(view, lang)}\n\n${textTable(columns, cells(view, lang))}`
}

/** What a cleaning did, as a table that reads well without any style. */
export function htmlChanges(view: ChangesView, lang: Lang = 'en'): string {
  const rows = cells(view, lang).map(
    ([step, removed, changed, left]) =>
      html`<tr><th scope="row" align="left">${step}</th><td align="right">${removed}</td><td align="right">${changed}</td><td align="right">${left}</td></tr>
`,
  )
  const [step, removed, changed, left] = heads[lang]
  return String(html`<p>${summary(view, lang)}</p>
<table><caption>${view.name}</caption><thead><tr><th scope="col">${step}</th><th scope="col" align="right">${removed}</th><th scope="col" align="right">${changed}</th><th scope="col" align="right">${left}</th></tr></thead><tbody>
${rows}</tbody></table>`)
}

/** What a cleaning did, as Markdown. */
export function markdownChanges(view: ChangesView, lang: Lang = 'en'): string {
  const plain = (text: string) => text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
  const rows = cells(view, lang).map(([step, ...counts]) => `| ${[plain(step!), ...counts].join(' | ')} |`)
  return `${plain(summary(view, lang))}\n\n| ${heads[lang].join(' | ')} |\n|---|--:|--:|--:|\n${rows.join('\n')}\n`
}

/** What a cleaning did in every form that notebooks show. */
export function changesBundle(view: ChangesView): MimeBundle {
  return {
    [mime.changes]: view,
    'text/html': staticTables(htmlChanges(view)),
    'text/markdown': markdownChanges(view),
    'text/plain': plainChanges(view),
  }
}
