import type { CheckView } from '../../protocol/index.ts'
import { h } from '../core/dom.ts'
import type { View } from '../core/mount.ts'
import { notesList } from '../parts/notes.ts'
import { grid } from '../table/grid.ts'
import { decision, dimensionTable } from './overview.ts'
import { ruleTable } from './rules.ts'
import type { CheckState } from './state.ts'

const sampleRows = 10

/** A scorecard: decision, score, dimensions, rules, failing rows. */
export const check: View<CheckView, CheckState> = {
  initial: { open: [] },
  draw(view, context) {
    const { words, id } = context
    const { contract, table, sample } = view
    const shown = sample.cells.slice(0, sampleRows).map((_, i) => i)
    return h(
      'div',
      { class: 'as-box as-sc', key: 'check' },
      h(
        'div',
        { class: 'as-top' },
        h('b', null, contract.name),
        h(
          'span',
          null,
          contract.version === undefined ? null : [words.version(contract.version), words.between],
          words.checkedOn,
          ' ',
          h('b', null, table.name),
        ),
        h('span', { class: 'as-mute' }, words.rows(table.rows)),
        h('span', { class: 'as-sp' }),
        contract.owner === undefined ? null : h('span', { class: 'as-mute' }, words.owner, words.colon, contract.owner),
      ),
      h('div', { class: 'as-ov' }, decision(view, context), dimensionTable(view, context)),
      view.notes.length === 0 ? null : h('div', { class: 'as-fold', key: 'notes' }, notesList(view.notes, context)),
      ruleTable(view, context),
      shown.length === 0
        ? null
        : h(
            'div',
            { class: 'as-fold', key: 'sample' },
            h('h3', null, words.firstFailing(shown.length, sample.rows ?? shown.length)),
            grid(sample, { rows: shown, label: words.firstFailing(shown.length, sample.rows ?? shown.length), id: `${id}-s` }, context),
          ),
    )
  },
}
