import type { CheckView, Dimension, DimensionView, Lang, Outcome, RuleView, Severity, Text } from '../../protocol/index.ts'
import { formatCount, formatShare, text } from '../../util/index.ts'

/** The names of the dimensions, as stakeholders read them. */
export const dimensionNames: Readonly<Record<Dimension, Text>> = {
  completeness: text('Completeness', '完整性'),
  uniqueness: text('Uniqueness', '唯一性'),
  validity: text('Validity', '有效性'),
  consistency: text('Consistency', '一致性'),
  accuracy: text('Accuracy', '准确性'),
  timeliness: text('Timeliness', '及时性'),
}

/** The names of severities. */
export const severityNames: Readonly<Record<Severity, Text>> = {
  error: text('error', '错误'),
  warning: text('warning', '警告'),
  note: text('note', '提示'),
}

const outcomeNames: Readonly<Record<Outcome, Text>> = {
  pass: text('pass', '通过'),
  tolerated: text('allowed', '容许'),
  fail: text('FAIL', '不通过'),
  unknown: text('UNKNOWN', '未知'),
}

/** What a rule's result is called: notes never fail. */
export function outcomeName(rule: RuleView, lang: Lang): string {
  if (rule.severity === 'note' && (rule.outcome === 'fail' || rule.outcome === 'tolerated')) return severityNames.note[lang]
  return outcomeNames[rule.outcome][lang]
}

const order: readonly Outcome[] = ['unknown', 'fail', 'tolerated', 'pass']
const severities: readonly Severity[] = ['error', 'warning', 'note']

/** Rules as they are shown: what fails first, notes after what is tolerated, and what passes last; by severity within, most failing rows first. */
export function shownRules(view: CheckView): RuleView[] {
  const rank = (rule: RuleView) => (rule.severity === 'note' && rule.outcome !== 'pass' ? 2.5 : order.indexOf(rule.outcome))
  return [...view.rules].sort(
    (a, b) => rank(a) - rank(b) || severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.failing - a.failing,
  )
}

/** The failing rows of a rule, or what was seen on the table. */
export function failingText(rule: RuleView, lang: Lang): string {
  if (rule.outcome === 'unknown') return '–'
  return rule.scope === 'table' ? (rule.observed?.[lang] ?? '') : formatCount(rule.failing, lang)
}

/** A share with two significant digits below 1%: rules are compared with limits of that size. */
export function ruleShare(share: number, lang: Lang): string {
  if (share === 0) return '0'
  if (share >= 0.01) return formatShare(share, lang)
  const percent = Number((share * 100).toPrecision(2))
  return percent < 0.001 ? '< 0.001%' : `${percent}%`
}

/** The share of a rule's failing rows, and the share that is allowed. */
export function shareTexts(rule: RuleView, lang: Lang): readonly [share: string, allowed: string] {
  if (rule.scope === 'table' || rule.outcome === 'unknown') return ['', '']
  const allowed =
    rule.severity === 'note' && rule.allowed === 0
      ? ''
      : rule.allowed === 0
        ? lang === 'en'
          ? 'none'
          : '无'
        : ruleShare(rule.allowed, lang)
  return [ruleShare(rule.share, lang), allowed]
}

/** The end of the scale that dimensions' bars are drawn on. */
export function scaleEnd(dimensions: readonly DimensionView[]): number {
  const most = Math.max(0, ...dimensions.map((dimension) => dimension.share))
  return [0.01, 0.05, 0.1, 0.25, 0.5].find((end) => most <= end) ?? 1
}

/** Score to one decimal, never rounded up to 100. */
export function scoreText(score: number): string {
  return score < 100 && score > 99.95 ? '99.9' : score.toFixed(1)
}

const count = (n: number, lang: Lang) => formatCount(n, lang)

/** Heads and fixed words of scorecards. */
export const heads = {
  dimension: text('Dimension', '维度'),
  score: text('Score', '得分'),
  failingRows: text('Failing rows', '不合格行'),
  failing: text('Failing', '不合格'),
  share: text('Share', '占比'),
  result: text('Result', '结果'),
  level: text('Level', '级别'),
  rule: text('Rule', '规则'),
  allowed: text('Allowed', '容许'),
  row: text('Row', '行'),
  reasons: text('Reasons', '原因'),
  missing: text('missing', '缺失'),
  byDimension: text('By dimension', '按维度'),
  byRule: text('By rule', '按规则'),
  notEvaluated: text('Could not be evaluated', '无法校验'),
} as const

/** `0 to 25%`. */
export function scaleText(end: number, lang: Lang): string {
  return lang === 'en' ? `0 to ${end * 100}%` : `0 至 ${end * 100}%`
}

/** Whether the check passed. */
export function outcomeOf(view: CheckView, lang: Lang): string {
  return (view.ok ? text('Check passed', '校验通过') : text('Check failed', '校验不通过'))[lang]
}

/** The score with the numbers that make it. */
export function scoreSentence(view: CheckView, lang: Lang, score: string): string {
  const [passing, rows] = [count(view.passing, lang), count(view.table.rows, lang)]
  return lang === 'en'
    ? `Score ${score} of 100 = ${passing} of ${rows} rows pass every error and warning rule.`
    : `得分 ${score}（满分 100）= ${rows} 行中有 ${passing} 行通过全部错误级和警告级规则。`
}

/** `First 5 of 1,620 failing rows`. */
export function sampleCaption(shown: number, all: number, lang: Lang): string {
  return lang === 'en' ? `First ${shown} of ${count(all, lang)} failing rows` : `${count(all, lang)} 行不合格，前 ${shown} 行`
}
