import type { Lang, TableView } from '../../protocol/index.ts'
import { displayWidth, textTable } from '../../util/index.ts'
import { cellTexts, failingCells, isRight, missingWord, reasonsText, remarksOf, titleOf } from './words.ts'

/** Width of a terminal's line that the table keeps to. */
const lineWidth = 120
const cellWidth = 33

/** The table as text for terminals, in at most 120 columns; what does not fit is named. */
export function tableText(view: TableView, lang: Lang = 'en'): string {
  const failing = failingCells(view)
  const columns = view.columns.map((column, i) => {
    const texts = cellTexts(view, i).map(
      (text, j) => `${(text ?? missingWord[lang]).replace(/\s+/g, ' ')}${failing.get(j)?.has(column.name) === true ? '!' : ''}`,
    )
    const width = Math.min(cellWidth, Math.max(...[column.name, column.type, ...texts].map(displayWidth)))
    return { column, texts, width }
  })
  const gutter = view.rowNumbers === null ? 0 : Math.max(5, ...view.rowNumbers.map((n) => String(n).length + 2))
  const shown = columns.filter((_, i) => columns.slice(0, i + 1).reduce((used, { width }) => used + width + 2, gutter) <= lineWidth)
  const rest = columns.filter((column) => !shown.includes(column)).map(({ column }) => column.name)
  const numbers = view.rowNumbers?.map((n, j) => `${failing.has(j) ? '! ' : '  '}${n}`)
  const heads = shown.map(({ column }) => ({
    head: [column.name, column.type],
    align: isRight(column) ? ('right' as const) : ('left' as const),
    width: cellWidth,
  }))
  const table = textTable(
    numbers === undefined ? heads : [{ head: ['row', ''], align: 'right' as const }, ...heads],
    view.cells.map((_, j) => [...(numbers === undefined ? [] : [numbers[j] as string]), ...shown.map(({ texts }) => texts[j] as string)]),
  )
  const reasons = (view.reasons ?? []).map(
    ({ index }) => `${view.rowNumbers === null ? '' : `Row ${view.rowNumbers[index]}: `}${reasonsText(view, index, lang)}`,
  )
  const after = [
    ...reasons,
    ...(rest.length === 0
      ? []
      : [
          `${rest.length} ${rest.length === 1 ? 'column' : 'columns'} not shown: ${rest.slice(0, 20).join(', ')}${rest.length > 20 ? ', …' : ''}`,
        ]),
  ]
  const remarks = remarksOf(view, lang).map((remark) => `${remark}.`)
  return [titleOf(view, lang), ...remarks, '', table, ...(after.length === 0 ? [] : ['', ...after])].join('\n')
}
