import type { CheckView, RuleView } from '../../protocol/index.ts'
import { formatScore } from '../../util/index.ts'
import type { MarkedCell, ReportBlock, ReportSection, ReportTable } from '../model.ts'
import { dimensionWords, outcomeWords, severityWords, words } from '../words.ts'
import type { Context } from './context.ts'

const markOf = (rule: RuleView) => (rule.outcome === 'fail' ? rule.severity : rule.outcome === 'unknown' ? 'note' : 'pass')

function worst(rules: readonly RuleView[]): MarkedCell['mark'] {
  const failing = rules.filter((rule) => rule.outcome === 'fail')
  return (['error', 'warning', 'note'] as const).find((severity) => failing.some((rule) => rule.severity === severity)) ?? 'pass'
}

function dimensionTable(check: CheckView, { pick, say, count, share }: Context): ReportTable {
  const top = Math.max(0.01, ...check.dimensions.map((dimension) => dimension.share))
  return {
    type: 'table',
    columns: [
      { head: pick(words.dimension), width: 18 },
      { head: pick(words.score), align: 'right', width: 9 },
      { head: pick(words.failingRows), align: 'right', width: 14 },
      { head: say(`Share of rows, 0 to ${share(top)}`, `占行数的比例，0 至 ${share(top)}`) },
      { head: '', align: 'right', width: 9 },
    ],
    rows: check.dimensions.map((view) => {
      const mark = worst(check.rules.filter((rule) => rule.dimension === view.dimension))
      return [
        { text: pick(dimensionWords[view.dimension]), ...(mark === undefined ? {} : { mark }) },
        { text: formatScore(view.score), bold: true },
        count(view.failing),
        { text: '', bar: view.share / top, tone: mark === 'error' ? 'error' : mark === 'warning' ? 'warning' : 'data' },
        share(view.share),
      ]
    }),
  }
}

/** Rules as rows, those that fail first. */
export function ruleTable(rules: readonly RuleView[], { pick, count, share }: Context): ReportTable {
  return {
    type: 'table',
    columns: [
      { head: pick(words.rule) },
      { head: pick(words.result), width: 19 },
      { head: pick(words.failingRows), align: 'right', width: 13 },
      { head: pick(words.share), align: 'right', width: 9 },
      { head: pick(words.allowed), align: 'right', width: 10 },
    ],
    rows: rules.map((rule) => [
      { text: pick(rule.text), mark: markOf(rule) },
      rule.outcome === 'fail'
        ? `${pick(outcomeWords.fail)} · ${pick(severityWords[rule.severity])}`
        : rule.problem === undefined
          ? pick(outcomeWords[rule.outcome])
          : pick(rule.problem),
      rule.scope === 'table' && rule.observed !== undefined ? pick(rule.observed) : count(rule.failing),
      rule.scope === 'table' ? '' : share(rule.share),
      rule.scope === 'table' ? '' : rule.allowed === 0 ? pick(words.none) : share(rule.allowed),
    ]),
  }
}

/** The first check by dimension and by rule, with its formula. */
export function scorecardSection(context: Context): ReportSection | undefined {
  const check = context.parts.checks[0]
  if (check === undefined) return undefined
  const { pick, say, count } = context
  const order = { fail: 0, unknown: 1, tolerated: 2, pass: 3 }
  const rank = { error: 0, warning: 1, note: 2 }
  const rules = check.rules.toSorted(
    (a, b) => order[a.outcome] - order[b.outcome] || rank[a.severity] - rank[b.severity] || b.share - a.share,
  )
  const blocks: ReportBlock[] = [
    {
      type: 'paragraph',
      muted: true,
      text: say(
        `The score is the share of rows that pass every error and warning rule: ${count(check.passing)} ÷ ${count(check.table.rows)} × 100 = ${formatScore(check.score)}. A dimension counts its own rules only. Notes do not count, and the check fails by rule, never by score.`,
        `得分 = 通过全部错误级和警告级规则的行所占比例：${count(check.passing)} ÷ ${count(check.table.rows)} × 100 = ${formatScore(check.score)}。各维度只计本维度的规则，提示不计分；校验是否通过取决于规则，而非得分。`,
      ),
    },
    dimensionTable(check, context),
    ruleTable(rules, context),
  ]
  return { id: 'scorecard', heading: pick(words.scorecard), blocks }
}
