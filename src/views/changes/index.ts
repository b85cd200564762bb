import type { ChangesView, StepView } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context, View } from '../core/mount.ts'
import { formatCount, formatNumber } from '../format.ts'
import { grid } from '../table/grid.ts'

/** What a cleaning plan did, step by step. */
export const changes: View<ChangesView, object> = {
  initial: {},
  draw(view, context) {
    const { words, id } = context
    const { sample } = view
    return h(
      'div',
      { class: 'as-box as-sc', key: 'changes' },
      h(
        'div',
        { class: 'as-top' },
        h('b', null, view.name === '' ? words.cleaned : view.name),
        h('span', null, words.changesVerdict(view.rowsBefore - view.rowsAfter, view.cellsChanged)),
        h('span', { class: 'as-mute' }, words.beforeAfter(view.rowsBefore, view.rowsAfter)),
      ),
      h('div', { class: 'as-scroll' }, steps(view, context)),
      sample === undefined || sample.cells.length === 0
        ? null
        : h('div', { class: 'as-fold' }, h('h3', null, words.touched), grid(sample, { label: words.touched, id }, context)),
    )
  },
}

function steps(view: ChangesView, { lang, words }: Context<object>): Draft {
  const n = { class: 'as-n' }
  const fitted = (step: StepView) =>
    Object.entries(step.fitted ?? {})
      .map(([name, value]) => `${name} ${typeof value === 'number' ? formatNumber(value, lang) : String(value)}`)
      .join(words.between)
  const rows = view.steps.map((step, i) =>
    h(
      'tr',
      { key: `s${i}` },
      h('td', { class: 'as-wraps' }, step.text[lang]),
      h('td', { class: 'as-mono as-sm as-mute as-hide2' }, step.column ?? ''),
      h('td', n, formatCount(step.rowsRemoved, lang)),
      h('td', n, formatCount(step.cellsChanged, lang)),
      h('td', n, formatCount(step.rowsLeft, lang)),
      h('td', { class: 'as-mute as-hide2 as-wraps' }, fitted(step)),
    ),
  )
  const head = h(
    'tr',
    null,
    h('th', { scope: 'col' }, words.step),
    h('th', { scope: 'col', class: 'as-hide2' }, words.column),
    h('th', { scope: 'col', class: 'as-n' }, words.removed),
    h('th', { scope: 'col', class: 'as-n' }, words.changed),
    h('th', { scope: 'col', class: 'as-n' }, words.left),
    h('th', { scope: 'col', class: 'as-hide2' }, words.fitted),
  )
  return h('table', { class: 'as-rl' }, h('thead', null, head), h('tbody', null, ...rows))
}
