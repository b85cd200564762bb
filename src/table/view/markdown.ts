import type { Lang, TableView } from '../../protocol/index.ts'
import { cellTexts, isRight, missingWord, reasonsText, remarksOf, titleOf, typeLabel } from './words.ts'

const escaped = (text: string) => text.replace(/[\\|<>`*_[\]]/g, '\\$&').replace(/\s+/g, ' ')

/** The table as Markdown, with at most 12 columns. */
export function tableMarkdown(view: TableView, lang: Lang = 'en'): string {
  const columns = view.columns.slice(0, 12)
  const texts = columns.map((_, i) => cellTexts(view, i))
  const hasReasons = (view.reasons?.length ?? 0) > 0
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const number = view.rowNumbers
  const rows = view.cells.map((_, j) =>
    line([
      ...(number === null ? [] : [String(number[j])]),
      ...texts.map((column) => (column[j] === null ? `*${missingWord[lang]}*` : escaped(column[j] as string))),
      ...(hasReasons ? [escaped(reasonsText(view, j, lang))] : []),
    ]),
  )
  const left = view.columns.length - columns.length
  return [
    [`**${escaped(titleOf(view, lang))}**`, ...remarksOf(view, lang).map(escaped)].join('; '),
    '',
    line([
      ...(number === null ? [] : ['row']),
      ...columns.map((column) => `${escaped(column.name)}<br>${typeLabel(column)}`),
      ...(hasReasons ? ['reasons'] : []),
    ]),
    line([
      ...(number === null ? [] : ['--:']),
      ...columns.map((column) => (isRight(column) ? '--:' : '---')),
      ...(hasReasons ? ['---'] : []),
    ]),
    ...rows,
    ...(left > 0 ? ['', `${left} more columns`] : []),
  ].join('\n')
}
