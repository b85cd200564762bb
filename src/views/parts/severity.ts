import type { Severity } from '../../protocol/index.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Words } from '../words/index.ts'

/** What a mark stands for. */
export type Mark = Severity | 'pass'

const classes: Readonly<Record<Mark, string>> = { error: 'as-e', warning: 'as-w', note: 'as-i', pass: 'as-p' }

/** The class of what a mark colours. */
export const markClass = (mark: Mark): string => classes[mark]

function shape(mark: Mark): Draft {
  if (mark === 'error') return h('path', { d: 'M5 0 10 5 5 10 0 5Z', fill: 'currentColor' })
  if (mark === 'warning') return h('path', { d: 'M5 .6 10 9.6H0Z', fill: 'currentColor' })
  if (mark === 'note') return h('circle', { cx: 5, cy: 5, r: 3.6, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 })
  return h('path', { d: 'M1 5.5 4 8.5 9.2 1.5', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 })
}

/** A severity as shape, word for those who do not see it, and what it is about. */
export function severity(mark: Mark, words: Words, wraps: boolean, ...about: Child[]): Draft {
  const label = mark === 'pass' ? words.pass : words.severity[mark]
  return h(
    'span',
    { class: `as-sev ${classes[mark]}${wraps ? ' as-wrap' : ''}` },
    h('svg', { viewBox: '0 0 10 10', role: 'img', 'aria-label': label }, shape(mark)),
    about.length === 0 ? null : h('span', null, ...about),
  )
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** The worst of some severities. */
export function worst(severities: readonly Severity[]): Severity | undefined {
  return [...severities].sort((a, b) => rank[a] - rank[b])[0]
}
