import type { ColumnProfile, ProfileView } from '../../protocol/index.ts'
import { missingBar } from '../chart/mini.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount, formatShare } from '../format.ts'
import { severity, worst } from '../parts/severity.ts'
import { missingOf } from './captions.ts'
import { moveFrame } from './map.ts'
import { miniChart } from './mini.ts'
import type { ProfileState, Sort } from './state.ts'

const roomy = 20
const sorts: readonly Sort[] = ['table', 'missing', 'notes', 'name']

/** The columns that the reader asked for, in the order asked for. */
export function shownColumns(view: ProfileView, { query, sort }: ProfileState): ColumnProfile[] {
  const wanted = query.trim().toLowerCase()
  const found = view.columns.filter((column) => column.name.toLowerCase().includes(wanted))
  const remarks = (column: ColumnProfile) =>
    column.notes.reduce((sum, note) => sum + { error: 10_000, warning: 100, note: 1 }[note.severity], 0)
  if (sort === 'missing') return found.sort((a, b) => missingOf(b) - missingOf(a))
  if (sort === 'notes') return found.sort((a, b) => remarks(b) - remarks(a))
  if (sort === 'name') return found.sort((a, b) => a.name.localeCompare(b.name))
  return found
}

/** Find and sort. */
export function tools(context: Context<ProfileState>): Draft {
  const { words, state, set } = context
  const typed = (event: Event) => set({ query: (event.target as HTMLInputElement).value })
  const chosen = (event: Event) => set({ sort: (event.target as HTMLSelectElement).value as Sort })
  return h(
    'div',
    { class: 'as-tools', key: 'tools' },
    h('input', { type: 'search', placeholder: words.findColumn, 'aria-label': words.findColumn, value: state.query, on: { input: typed } }),
    h(
      'label',
      { class: 'as-sm as-mute' },
      words.sort,
      ' ',
      h('select', { value: state.sort, on: { change: chosen } }, ...sorts.map((sort) => h('option', { value: sort }, words.sorts[sort]))),
    ),
  )
}

/** The list of columns: a line each, the open one marked; arrows go up and down. */
export function columnList(view: ProfileView, open: string | undefined, context: Context<ProfileState>): Draft {
  const { words, state, set, id } = context
  const columns = shownColumns(view, state)
  const dense = view.columns.length > roomy
  const go = (event: Event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[(event as KeyboardEvent).key]
    const next = step === undefined ? undefined : columns[columns.findIndex((column) => column.name === open) + step]
    if (next === undefined) return
    event.preventDefault()
    set({ selected: next.name })
    const row = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('tr[aria-selected=true]')
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const heads: Draft[] = [
    h('th', { scope: 'col' }, words.column),
    h('th', { scope: 'col' }, words.values),
    h('th', { scope: 'col', class: 'as-n' }, words.missingHead),
    h('th', { scope: 'col', class: 'as-n' }, words.distinct),
    h('th', { scope: 'col', class: 'as-lk' }, words.look),
  ]
  const focused = columns.some((column) => column.name === open) ? open : columns[0]?.name
  const rows = columns.map((column) =>
    line(column, view, dense, column.name === open, column.name === focused, () => set({ selected: column.name }), context),
  )
  const empty = h(
    'tr',
    { key: 'none' },
    h('td', { class: 'as-empty', colspan: 5 }, view.columns.length === 0 ? words.noColumns : words.noneFound(state.query)),
  )
  return h(
    'div',
    { class: 'as-cl-wrap', key: 'list', on: { scroll: moveFrame } },
    h(
      'table',
      {
        class: `as-cl${dense ? ' as-dense' : ''}${view.exact ? '' : ' as-smp'}`,
        role: 'grid',
        'aria-label': words.columnsLabel,
        id: `${id}-list`,
      },
      h('thead', null, h('tr', null, ...heads)),
      h('tbody', { on: { keydown: go } }, ...(rows.length === 0 ? [empty] : rows)),
    ),
  )
}

function line(
  column: ColumnProfile,
  view: ProfileView,
  dense: boolean,
  selected: boolean,
  focusable: boolean,
  open: () => void,
  context: Context<ProfileState>,
): Draft {
  const { lang, words, id } = context
  const missing = missingOf(column)
  const share = formatShare(missing, lang)
  const shown = view.exact || missing === 0 ? share : words.about(share)
  const tag = column.personal === undefined ? null : [' ', h('span', { class: 'as-tag as-pd' }, words.personal)]
  const key = (event: Event) => {
    const { key: pressed } = event as KeyboardEvent
    if (pressed !== 'Enter' && pressed !== ' ') return
    event.preventDefault()
    open()
  }
  return h(
    'tr',
    { key: `c${column.name}`, tabindex: focusable ? 0 : -1, 'aria-selected': String(selected), on: { click: open, keydown: key } },
    h(
      'td',
      null,
      h(
        'div',
        { class: 'as-nm', title: column.name },
        column.name,
        tag,
        dense ? [' ', h('span', { class: 'as-ty as-tyi' }, column.type)] : null,
      ),
      dense ? null : h('div', { class: 'as-ty' }, column.type),
    ),
    h('td', null, miniChart(column, dense, context)),
    h('td', null, h('div', { class: 'as-ms' }, missingBar(missing, words.missingShare(share), `${id}-hatch`), h('span', null, shown))),
    h('td', { class: 'as-n' }, distinct(column, view, context)),
    h('td', { class: 'as-mk as-lk' }, look(column, context)),
  )
}

function distinct({ distinct: { value, exact } }: ColumnProfile, { exact: whole }: ProfileView, { lang }: Context<object>): string {
  const count = formatCount(value, lang)
  return !whole ? `≥ ${count}` : exact ? count : `≈ ${count}`
}

/** The worst remark in a line. That a column is personal stands by its name. */
function look(column: ColumnProfile, { lang, words }: Context<object>): Child {
  const notes = column.notes.filter((note) => note.code !== 'personal')
  const mark = worst(notes.map((note) => note.severity))
  const first = notes.find((note) => note.severity === mark)
  return first === undefined ? words.nothingFound : severity(first.severity, words, true, first.text[lang])
}
