import type { Severity } from '../../protocol/index.ts'
import type { RowTest } from '../kinds/row.ts'
import type { BoundRule, Rule, RuleValue } from '../rule.ts'
import { chineseProperty, engineName } from './keys.ts'
import type { Yaml } from './remainder.ts'
import { writeTolerance } from './tolerance.ts'
import { writeTest, writeValue } from './values.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'info' }

/** A rule as an entry of a quality list: a metric of the format's library where it has one, else a rule of our own engine. */
export function writeQuality(rule: BoundRule, onTable: boolean, kept: Yaml = {}): Yaml {
  const { customProperties, ...others } = kept
  const chinese =
    rule.text !== undefined && rule.text['zh-CN'] !== rule.text.en ? [{ property: chineseProperty, value: rule.text['zh-CN'] }] : []
  const custom = [...((customProperties as Yaml[] | undefined) ?? []), ...chinese]
  return {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    ...(rule.text === undefined ? {} : { description: rule.text.en }),
    ...(metric(rule, onTable) ?? ownRule(rule, onTable)),
    ...(rule.dimension === undefined ? {} : { dimension: rule.dimension === 'validity' ? 'conformity' : rule.dimension }),
    ...(rule.severity === 'error' ? {} : { severity: severities[rule.severity] }),
    ...others,
    ...(custom.length === 0 ? {} : { customProperties: custom }),
  }
}

/** The metric of the format's library that says the same; undefined when there is none. */
function metric(rule: BoundRule, onTable: boolean): Yaml | undefined {
  const few = writeTolerance(rule.tolerance)
  switch (rule.kind) {
    case 'required':
      return { metric: 'nullValues', ...few }
    case 'unique':
      return { metric: 'duplicateValues', ...(onTable ? { arguments: { properties: [...rule.columns] } } : {}), ...few }
    case 'oneOf':
      return { metric: 'invalidValues', arguments: { validValues: (rule.args as { values: RuleValue[] }).values.map(writeValue) }, ...few }
    case 'matches': {
      const { pattern, flags } = (rule as unknown as Rule<string, 'matches'>).args
      return flags === undefined ? { metric: 'invalidValues', arguments: { pattern }, ...few } : undefined
    }
    case 'rowCount':
      return { metric: 'rowCount', ...rowLimits((rule as unknown as Rule<string, 'rowCount'>).args) }
    case 'sql': {
      const { query, comparison, limits } = (rule as unknown as Rule<string, 'sql'>).args
      return { type: 'sql', query, [comparison]: limits.length === 1 ? limits[0] : [...limits] }
    }
    default:
      return undefined
  }
}

/** Limits of a row count. "Between" excludes its limits in the format, so whole numbers next to them are written. */
function rowLimits({ min, max }: { readonly min?: number; readonly max?: number }): Yaml {
  if (max === undefined) return { mustBeGreaterOrEqualTo: min }
  if (min === undefined) return { mustBeLessOrEqualTo: max }
  return min === max ? { mustBe: min } : { mustBeBetween: [min - 1, max + 1] }
}

/** A rule that the format's library lacks. */
function ownRule(rule: BoundRule, onTable: boolean): Yaml {
  const { limit, unit, strict } = rule.tolerance
  const tolerance = limit === 0 && !strict ? {} : { tolerance: { unit, limit, ...(strict ? { strict } : {}) } }
  const columns = onTable && rule.kind !== 'row' && rule.columns.length > 0 ? { columns: [...rule.columns] } : {}
  return { type: 'custom', engine: engineName, implementation: { rule: rule.kind, ...columns, ...writeArgs(rule), ...tolerance } }
}

function writeArgs(rule: BoundRule): Yaml {
  const args = rule.args as Yaml
  if (rule.kind === 'row') return { sentence: args['sentence'], ...writeTest(args as unknown as RowTest) }
  return Object.fromEntries(
    Object.entries(args)
      .filter(([key]) => key !== 'table')
      .map(([key, value]) => [key, writeArg(value)]),
  )
}

function writeArg(value: unknown): unknown {
  if (value instanceof Date) return writeValue(value)
  return Array.isArray(value) ? value.map(writeArg) : value
}
