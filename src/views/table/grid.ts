import type { CellValue, ReasonView, TableColumnView, TableView } from '../../protocol/index.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount } from '../format.ts'
import { markClass, severity, worst } from '../parts/severity.ts'
import { isRight, reasonsByRow, writers } from './cells.ts'
import { tip, tipHandlers } from './tip.ts'

/** Which rows of a table to draw, and how. */
export interface GridOptions {
  /** Indexes of the shown rows; all when left out. */
  readonly rows?: readonly number[]
  readonly label: string
  /** Tells the grids of one view apart. */
  readonly id: string
}

/** The rows of a table: failing cells marked, all reasons of a row at its end. */
export function grid(view: TableView, options: GridOptions, context: Context<object>): Draft {
  const { words } = context
  const rows = options.rows ?? view.cells.map((_, i) => i)
  const reasons = reasonsByRow(view)
  const write = writers(view)
  const hasReasons = rows.some((row) => (reasons.get(row)?.length ?? 0) > 0)
  const numbers = view.rowNumbers
  const head = h(
    'tr',
    null,
    numbers === null ? null : h('th', { class: 'as-g', scope: 'col' }, h('span', { class: 'as-vh' }, words.row)),
    ...view.columns.map((column) => headCell(column, view, context)),
    hasReasons
      ? h('th', { scope: 'col', class: 'as-rs' }, h('b', null, words.reasons), h('span', { class: 'as-ty' }, words.allOfThem))
      : null,
  )
  const body = rows.map((row) => {
    const why = reasons.get(row) ?? []
    const mark = worst(why.map((reason) => reason.severity))
    return h(
      'tr',
      { key: `r${row}`, class: mark === undefined ? '' : markClass(mark) },
      numbers === null ? null : h('td', { class: 'as-g' }, formatCount(numbers[row] ?? row + 1, context.lang)),
      ...view.columns.map((column, i) => cell(view.cells[row]?.[i] ?? null, column, write[i]!, why, `${options.id}-${row}-${i}`)),
      hasReasons
        ? h('td', { class: 'as-rs' }, ...why.map((reason) => severity(reason.severity, words, true, reason.text[context.lang])))
        : null,
    )
  })
  return h('div', { class: 'as-tb' }, h('table', { 'aria-label': options.label }, h('thead', null, head), h('tbody', null, ...body)))

  function cell(
    value: CellValue,
    column: TableColumnView,
    text: (value: CellValue) => string,
    why: readonly ReasonView[],
    id: string,
  ): Draft {
    const own = why.filter((reason) => reason.columns.includes(column.name))
    const mark = worst(own.map((reason) => reason.severity))
    const shown: Child =
      value === null
        ? h('span', { class: 'as-null' }, words.missing)
        : column.personal === undefined
          ? text(value)
          : h('span', { class: 'as-mask' }, text(value))
    const right = isRight(column) ? 'as-n' : ''
    if (mark === undefined) return h('td', { class: right }, shown)
    return h(
      'td',
      { class: `${right} as-f ${markClass(mark)}`.trim(), tabindex: 0, 'aria-describedby': id, on: tipHandlers },
      shown,
      tip(id, own, context),
    )
  }
}

function headCell(column: TableColumnView, view: TableView, { lang, words }: Context<object>): Draft {
  const failing = column.failing ?? 0
  const severities = (view.reasons ?? []).flatMap(({ reasons }) =>
    reasons.filter((reason) => reason.columns.includes(column.name)).map((reason) => reason.severity),
  )
  return h(
    'th',
    { scope: 'col', class: isRight(column) ? 'as-n' : '' },
    h('b', null, column.name),
    h(
      'span',
      { class: 'as-ty' },
      column.type,
      column.personal === undefined ? null : [' ', h('span', { class: 'as-tag as-pd' }, words.personalMasked)],
    ),
    failing === 0
      ? null
      : h(
          'span',
          { class: 'as-cf' },
          severity(
            worst(severities) ?? 'error',
            words,
            false,
            h('span', { 'aria-hidden': 'true' }, formatCount(failing, lang)),
            h('span', { class: 'as-vh' }, words.failingInColumn(failing, column.name)),
          ),
        ),
  )
}
