import type { Lang, RuleView } from '../../protocol/index.ts'
import { px } from '../chart/scale.ts'
import { type Draft, h } from '../core/dom.ts'
import { formatFineShare } from '../format.ts'
import type { Words } from '../words/index.ts'

const width = 96
const one = 13
const end = 7

/** Failing share ÷ allowed share with the limit at 1, so that rules with different limits compare. Nothing where no share is allowed. */
export function bullet(rule: RuleView, lang: Lang, words: Words): Draft | null {
  if (rule.scope === 'table' || rule.allowed === 0 || rule.outcome === 'unknown' || rule.failing === 0) return null
  const ratio = rule.share / rule.allowed
  const text = ratio >= 100 ? '> 100' : ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(1)
  const className = rule.outcome === 'tolerated' || rule.severity === 'note' ? 'as-bar' : rule.severity === 'error' ? 'as-er' : 'as-wa'
  const long = Math.max(1, Math.min(ratio, end) * one)
  return h(
    'svg',
    {
      width: width + 44,
      height: 15,
      role: 'img',
      'aria-label': words.times(text, formatFineShare(rule.share, lang), formatFineShare(rule.allowed, lang)),
    },
    h('rect', { class: className, x: 0, y: 2, width: px(long), height: 11 }),
    h('rect', {
      class: 'as-ik',
      x: one - 1,
      y: 0,
      width: 2,
      height: 15,
      stroke: 'var(--as-bg)',
      'stroke-width': 1,
      'paint-order': 'stroke',
    }),
    h('text', { x: px(Math.max(long, one + 1) + 5), y: 12, class: 'as-ink' }, `${text} ×`),
  )
}
