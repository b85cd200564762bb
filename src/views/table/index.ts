import type { TableView } from '../../protocol/index.ts'
import { h } from '../core/dom.ts'
import type { Context, View } from '../core/mount.ts'
import { formatCount } from '../format.ts'
import { notesList } from '../parts/notes.ts'
import { severity, worst } from '../parts/severity.ts'
import { grid } from './grid.ts'

/** The first rows of a table. */
export const table: View<TableView, object> = {
  initial: {},
  draw(view, context) {
    const { words, id } = context
    const personal = view.columns.filter((column) => column.personal !== undefined).length
    const failing = (view.reasons ?? []).filter(({ reasons }) => reasons.length > 0)
    const mark = worst(failing.flatMap(({ reasons }) => reasons.map((reason) => reason.severity)))
    return [
      h(
        'div',
        { class: 'as-hd' },
        view.name === '' ? null : h('b', null, view.name),
        view.name === ''
          ? h('b', null, words.size(view.rows, view.columns.length))
          : h('span', null, words.size(view.rows, view.columns.length)),
        mark === undefined ? null : severity(mark, words, false, words.failingRows(failing.length)),
        personal === 0 ? null : h('span', { class: 'as-mute' }, words.masked(personal)),
      ),
      notesList(view.notes, context),
      view.columns.length === 0
        ? h('p', { class: 'as-mute' }, words.noColumns)
        : grid(view, { label: words.tableLabel(view.name, view.cells.length), id }, context),
      footer(view, context),
    ]
  },
}

function footer(view: TableView, { lang, words }: Context<object>) {
  const shown = view.cells.length
  const [first, last] = [view.rowNumbers?.[0], view.rowNumbers?.at(-1)]
  const inOrder = first !== undefined && last !== undefined && last - first === shown - 1
  const range =
    shown === 0
      ? words.noRows
      : inOrder
        ? words.shownRows(formatCount(first, lang), formatCount(last, lang), view.rows)
        : words.someRows(shown, view.rows)
  const { path, format, encoding, rejected } = view.source ?? {}
  const source = [path?.split(/[\\/]/).at(-1), format?.toUpperCase(), encoding?.toUpperCase()].filter(
    (part) => part !== undefined && part !== '',
  )
  return h(
    'div',
    { class: 'as-ft' },
    h('span', null, range),
    h('span', { class: 'as-sp' }),
    view.reasons === undefined || view.reasons.length === 0 ? null : h('span', { class: 'as-hint' }, words.hoverHint),
    rejected === undefined || rejected === 0 ? null : severity('warning', words, false, words.rejected(rejected)),
    source.length === 0 ? null : h('span', { class: 'as-mono as-sm' }, source.join(' · ')),
  )
}
