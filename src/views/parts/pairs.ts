import { type Child, type Draft, h } from '../core/dom.ts'

/** Names and what they are, a line each; what is absent leaves none. */
export function pairs(rows: readonly (readonly [name: string, value: Child] | null)[]): Draft {
  const there = rows.filter((row) => row !== null)
  return h(
    'table',
    { class: 'as-kv' },
    h('tbody', null, ...there.map(([name, value]) => h('tr', null, h('td', null, name), h('td', { class: 'as-n' }, value)))),
  )
}
