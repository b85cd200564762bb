import type { Contract } from '../contract.ts'
import { type BoundRule, isPlain, noTolerance } from '../rule.ts'
import type { Unmapped } from './draft.ts'

/** Rules sorted by whether a format without severities and shares can say them; what it cannot is named. */
export function sayable(
  contract: Contract<object>,
  reasonOf: (rule: BoundRule) => string | undefined,
): { said: BoundRule[]; unmapped: Unmapped[] } {
  const said: BoundRule[] = []
  const unmapped: Unmapped[] = []
  for (const rule of contract.rules) {
    const reason = isPlain(withoutName(rule)) ? reasonOf(rule) : strictness(rule)
    if (reason === undefined) said.push(rule)
    else unmapped.push(unmappedRule(rule, reason))
  }
  return { said, unmapped }
}

/** A rule as an entry of what is unmapped. */
export function unmappedRule(rule: BoundRule, reason: string): Unmapped {
  return { where: rule.columns.join(', ') || 'table', what: rule.id, reason }
}

function withoutName(rule: BoundRule): BoundRule {
  const { name: _, ...rest } = rule
  return rest as BoundRule
}

function strictness({ severity, tolerance, text, dimension }: BoundRule): string {
  if (tolerance.limit !== noTolerance.limit || tolerance.strict) return 'the format has no share or number of rows that may fail'
  if (severity !== 'error') return `the format has no severity: it is a ${severity}`
  return text !== undefined ? 'the format has no text of a rule' : `the format has no dimension: ${dimension}`
}
