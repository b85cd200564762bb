import type { CheckView, Lang, RuleView } from '../../protocol/index.ts'
import { formatCount, formatFineShare } from '../format.ts'
import type { Words } from '../words/index.ts'

/** The groups of rules in the order shown. */
export const groups = ['unknown', 'fail', 'tolerated', 'note', 'pass'] as const
export type Group = (typeof groups)[number]

/** The group a rule belongs to: notes never fail. */
export function groupOf(rule: RuleView): Group {
  return rule.severity === 'note' && (rule.outcome === 'fail' || rule.outcome === 'tolerated') ? 'note' : rule.outcome
}

const severities = ['error', 'warning', 'note'] as const

/** The rules of one group, worst first. */
export function rulesOf(view: CheckView, group: Group): RuleView[] {
  const rank = (rule: RuleView) => severities.indexOf(rule.severity)
  return view.rules.filter((rule) => groupOf(rule) === group).sort((a, b) => rank(a) - rank(b) || b.failing - a.failing)
}

/** The failing rows of a rule, or what was seen on the table. */
export function failingText(rule: RuleView, lang: Lang): string {
  if (rule.outcome === 'unknown') return '–'
  return rule.scope === 'table' ? (rule.observed?.[lang] ?? '') : formatCount(rule.failing, lang)
}

/** The share of failing rows. */
export function shareText(rule: RuleView, lang: Lang): string {
  return rule.scope === 'table' || rule.outcome === 'unknown' ? '' : formatFineShare(rule.share, lang)
}

/** The share that is allowed. */
export function allowedText(rule: RuleView, lang: Lang, words: Words): string {
  if (rule.scope === 'table' || rule.outcome === 'unknown') return ''
  if (rule.allowed > 0) return formatFineShare(rule.allowed, lang)
  return rule.severity === 'note' ? '–' : words.none
}

/** The verdict: which rules fail. */
export function verdictText(view: CheckView, words: Words): string {
  const of = (severity: string) => view.rules.filter((rule) => rule.severity === severity)
  const failing = (severity: string) => of(severity).filter((rule) => rule.outcome === 'fail' || rule.outcome === 'unknown').length
  return words.failVerdict(failing('error'), of('error').length, failing('warning'))
}

/** The end of the scale that dimensions' bars are drawn on. */
export function scaleEnd(view: CheckView): number {
  const most = Math.max(0, ...view.dimensions.map((dimension) => dimension.share))
  return [0.01, 0.05, 0.1, 0.25, 0.5].find((end) => most <= end) ?? 1
}
