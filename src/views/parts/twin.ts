import { type Draft, h } from '../core/dom.ts'

/** The table that says what a chart shows, folded away. */
export function twin(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): Draft {
  return h(
    'details',
    { class: 'as-twin' },
    h('summary', null, title),
    h(
      'div',
      null,
      h(
        'table',
        null,
        h('thead', null, h('tr', null, ...heads.map((head, i) => h('th', { scope: 'col', class: i === 0 ? '' : 'as-n' }, head)))),
        h('tbody', null, ...rows.map((row) => h('tr', null, ...row.map((cell, i) => h('td', { class: i === 0 ? '' : 'as-n' }, cell))))),
      ),
    ),
  )
}
