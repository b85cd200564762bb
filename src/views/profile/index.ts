import type { ProfileView } from '../../protocol/index.ts'
import { hatchPattern } from '../chart/mini.ts'
import { h } from '../core/dom.ts'
import type { View } from '../core/mount.ts'
import { formatDay } from '../format.ts'
import { notesList } from '../parts/notes.ts'
import { detail, listWidth } from './detail.ts'
import { columnList, shownColumns, tools } from './list.ts'
import { columnMap, mapFrom } from './map.ts'
import type { ProfileState } from './state.ts'

/** What a table holds: its columns in a list, one of them in detail. */
export const profile: View<ProfileView, ProfileState> = {
  initial: { selected: '', query: '', sort: 'table' },
  draw(view, context) {
    const { words, lang, state, id } = context
    const open = view.columns.find((column) => column.name === state.selected) ?? shownColumns(view, state)[0] ?? view.columns[0]
    const { period, exact, sampled } = view
    return [
      hatchPattern(`${id}-hatch`),
      h(
        'div',
        { class: 'as-box as-pf', key: 'profile' },
        h(
          'div',
          { class: 'as-top', key: 'top' },
          view.name === '' ? null : h('b', null, view.name),
          h('span', null, words.size(view.rows, view.columns.length)),
          period === undefined
            ? null
            : h('span', { class: 'as-mute' }, words.range(formatDay(period.from, lang), formatDay(period.to, lang))),
          h('span', { class: 'as-sp' }),
          exact
            ? h('span', { class: 'as-mute as-sm' }, words.exact)
            : h('span', null, h('span', { class: 'as-tag as-smp' }, words.sample), ' ', h('b', null, words.sampleOf(sampled ?? 0))),
        ),
        notesList(view.notes, context),
        h(
          'div',
          { class: 'as-cols', key: 'columns' },
          view.columns.length < mapFrom ? null : columnMap(shownColumns(view, state), listWidth(context.width) - 24, context),
          tools(context),
          columnList(view, open?.name, context),
        ),
        open === undefined ? null : detail(open, view, context),
      ),
    ]
  },
}
