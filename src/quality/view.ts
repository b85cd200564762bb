import {
  type CheckView,
  type Dimension,
  type DimensionView,
  dimensions,
  type Made,
  type Outcome,
  type RuleView,
  type TableView,
} from '../protocol/index.ts'
import { text } from '../util/index.ts'
import type { Contract } from './contract.ts'
import { kindOf } from './kinds/index.ts'
import type { Answer } from './plan/ask.ts'
import { RuleProblem } from './plan/context.ts'
import type { Target } from './plan/scan.ts'
import { allowedShare, type BoundRule, isTolerated } from './rule.ts'
import type { Counted } from './run.ts'

/** What a check found, as data. */
export function viewOf(
  contract: Contract<object>,
  target: Target,
  counted: Counted,
  failing: number,
  sample: TableView,
  made: Made,
  answers: ReadonlyMap<string, Answer | RuleProblem> = new Map(),
): CheckView {
  const rules = contract.rules.map((rule) => ruleView(rule, counted, answers.get(rule.id)))
  const counts = (rule: RuleView) => rule.severity !== 'note'
  const passing = counted.rows - failing
  const { version, owner } = contract.options
  return {
    kind: 'check',
    version: 1,
    contract: { name: contract.name, ...(version === undefined ? {} : { version }), ...(owner === undefined ? {} : { owner }) },
    table: { name: target.relation.name, rows: counted.rows },
    ok: rules.every((rule) => rule.severity !== 'error' || rule.outcome === 'pass' || rule.outcome === 'tolerated'),
    score: counted.rows === 0 ? 100 : (passing / counted.rows) * 100,
    passing,
    dimensions: dimensions
      .filter((dimension) => rules.some((rule) => rule.dimension === dimension))
      .map((dimension) => dimensionView(dimension, rules.filter(counts), counted)),
    rules,
    sample: { ...sample, rows: failing },
    notes: contract.remainder?.notes ?? [],
    made,
  }
}

/** Rows that break any of some rules. */
export function failingOf(counted: Counted, of: (rule: BoundRule) => boolean): number {
  const wanted = counted.scan.flags.map((flag) => of(flag.rule))
  return counted.patterns.reduce((sum, pattern) => sum + (pattern.fails.some((fails, i) => fails && wanted[i]) ? pattern.rows : 0), 0)
}

const dimensionOf = (rule: BoundRule): Dimension => rule.dimension ?? kindOf(rule).dimension

/** A dimension by its error and warning rules; a rule on the whole table that fails brings it to 0. */
function dimensionView(dimension: Dimension, rules: readonly RuleView[], counted: Counted): DimensionView {
  const failing = failingOf(counted, (rule) => rule.severity !== 'note' && dimensionOf(rule) === dimension)
  const share = counted.rows === 0 ? 0 : failing / counted.rows
  const broken = rules.some((rule) => rule.dimension === dimension && rule.scope === 'table' && rule.outcome === 'fail')
  return { dimension, score: broken ? 0 : (1 - share) * 100, failing, share }
}

function ruleView(rule: BoundRule, counted: Counted, answer: Answer | RuleProblem | undefined): RuleView {
  const kind = kindOf(rule)
  const problem = answer instanceof RuleProblem ? answer : counted.scan.problems.get(rule.id)
  const index = counted.scan.flags.findIndex((flag) => flag.rule.id === rule.id)
  const base = {
    rule: rule.id,
    text: rule.text ?? kind.text(rule),
    dimension: dimensionOf(rule),
    columns: counted.scan.flags[index]?.rule.columns ?? rule.columns,
    severity: rule.severity,
    scope: kind.scope === 'row' ? ('row' as const) : ('table' as const),
    allowed: allowedShare(rule.tolerance, counted.rows),
  }
  if (problem !== undefined) return { ...base, outcome: 'unknown', failing: 0, total: 0, share: 0, problem: problem.text }
  if (kind.scope !== 'row') return { ...base, ...tableOutcome(rule, counted, answer as Answer | undefined) }
  const failing = counted.patterns.reduce((sum, pattern) => sum + (pattern.fails[index] ? pattern.rows : 0), 0)
  const outcome: Outcome = failing === 0 ? 'pass' : isTolerated(rule.tolerance, failing, counted.rows) ? 'tolerated' : 'fail'
  return { ...base, outcome, failing, total: counted.rows, share: counted.rows === 0 ? 0 : failing / counted.rows }
}

/** What a rule on the whole table came to: by the answer to its query, or by the measure of the scan. */
function tableOutcome(rule: BoundRule, counted: Counted, answer: Answer | undefined) {
  const measured = counted.scan.measures.findIndex((one) => one.rule.id === rule.id)
  const { holds, observed } = answer ?? counted.scan.measures[measured]!.measure.judge(counted.measures[measured])
  const outcome: Outcome = holds ? 'pass' : 'fail'
  return { outcome, failing: holds ? 0 : 1, total: 1, share: holds ? 0 : 1, allowed: 0, observed }
}

/** The verdict in words: which rules fail. */
export function verdict(view: CheckView) {
  const of = (severity: string) => view.rules.filter((rule) => rule.severity === severity)
  const failing = (severity: string) => of(severity).filter((rule) => rule.outcome === 'fail' || rule.outcome === 'unknown').length
  const [errors, allErrors, warnings] = [failing('error'), of('error').length, failing('warning')]
  const en: string[] = []
  const zh: string[] = []
  if (errors > 0) {
    en.push(`${errors} of ${allErrors} error rule${allErrors === 1 ? '' : 's'}`)
    zh.push(`${allErrors} 条错误级规则中有 ${errors} 条不通过`)
  }
  if (warnings > 0) {
    en.push(`${warnings} warning rule${warnings === 1 ? '' : 's'}`)
    zh.push(`${warnings} 条警告级规则不通过`)
  }
  if (en.length === 0) return text('Every error and warning rule holds.', '所有错误级和警告级规则均通过。')
  const single = errors + warnings === 1
  return text(`${en.join(' and ')} ${single ? 'fails' : 'fail'}.`, `${zh.join('，')}。`)
}
