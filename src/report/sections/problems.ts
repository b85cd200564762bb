import type { CheckView, RuleView, TableView } from '../../protocol/index.ts'
import type { ReportBlock, ReportCell, ReportSection, ReportTable } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'
import { worstRules } from './summary.ts'

const shownColumns = 5

/** A shown value as a report writes it; missing values are said in words. */
export function cellOf(value: string | number | boolean | null, { pick, number }: Context): ReportCell {
  if (value === null || value === '') return { text: pick(words.missing), muted: true }
  return typeof value === 'number' ? number(value) : String(value)
}

/** Up to `limit` sample rows that fail a rule, with all their reasons; the rule's own columns are always among those shown. */
export function sampleTable(sample: TableView, rule: RuleView, context: Context, limit = 3): ReportTable | undefined {
  const { pick } = context
  const hits = (sample.reasons ?? []).filter(({ reasons }) => reasons.some((reason) => reason.rule === rule.rule)).slice(0, limit)
  if (hits.length === 0) return undefined
  const wanted = sample.columns.map((column, i) => ({ column, i }))
  const own = wanted.filter(({ column }) => rule.columns.includes(column.name)).slice(0, shownColumns)
  const others = wanted.filter(({ column }) => !rule.columns.includes(column.name) && column.name !== 'row' && column.name !== 'reasons')
  const shown = [...own, ...others.slice(0, shownColumns - own.length)].sort((a, b) => a.i - b.i)
  const numeric = (type: string) => type === 'integer' || type === 'number' || type === 'decimal'
  return {
    type: 'table',
    columns: [
      { head: pick(words.row), align: 'right', width: 7 },
      ...shown.map(({ column }) => ({ head: column.name, ...(numeric(column.type) ? { align: 'right' as const } : {}) })),
      { head: pick(words.allReasons), width: 26 },
    ],
    rows: hits.map(({ index, reasons }) => [
      sample.rowNumbers?.[index] === undefined ? '' : { text: context.count(sample.rowNumbers[index]), muted: true },
      ...shown.map(({ i }) => cellOf(sample.cells[index]?.[i] ?? null, context)),
      reasons.map((reason) => pick(reason.text)).join(context.lang === 'en' ? '; ' : '；'),
    ]),
  }
}

function problem(rule: RuleView, check: CheckView, context: Context, place: number): ReportBlock {
  const { pick, say, count, share } = context
  const table = sampleTable(check.sample, rule, context)
  const limit =
    rule.allowed === 0 ? say('none is allowed', '不容许任何一行') : say(`${share(rule.allowed)} is allowed`, `容许 ${share(rule.allowed)}`)
  const seen =
    rule.scope === 'table'
      ? rule.observed === undefined
        ? ''
        : pick(rule.observed)
      : say(
          `${count(rule.failing)} of ${count(rule.total)} rows (${share(rule.share)}) do not meet this rule; ${limit}.`,
          `${count(rule.total)} 行中有 ${count(rule.failing)} 行（${share(rule.share)}）不满足此规则；${limit}。`,
        )
  return {
    type: 'problem',
    severity: rule.severity,
    heading: `${place}. ${pick(rule.text)}${context.lang === 'en' ? ': ' : '：'}${rule.scope === 'table' ? say('does not hold', '不成立') : say(`${count(rule.failing)} rows fail`, `${count(rule.failing)} 行不合格`)}`,
    text: seen,
    ...(table === undefined ? {} : { table }),
  }
}

/** The three worst failing rules of the first check, each with masked rows and all their reasons. */
export function problemsSection(context: Context): ReportSection | undefined {
  const check = context.parts.checks[0]
  const rules = worstRules(check).slice(0, 3)
  if (check === undefined || rules.length === 0) return undefined
  return { id: 'problems', heading: context.pick(words.problems), blocks: rules.map((rule, i) => problem(rule, check, context, i + 1)) }
}
