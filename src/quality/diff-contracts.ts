import type { Text } from '../protocol/index.ts'
import { text } from '../util/index.ts'
import type { Contract } from './contract.ts'
import { kindOf } from './kinds/index.ts'
import type { BoundRule, LogicalType } from './rule.ts'
import { columnName } from './words.ts'

/** One difference between two versions of a contract. */
export interface ContractChange {
  /** `breaking`: data, or readers of data, that were right before may be wrong now. */
  readonly effect: 'breaking' | 'compatible'
  readonly what: 'column' | 'type' | 'rule' | 'severity' | 'tolerance'
  readonly change: 'added' | 'removed' | 'changed'
  readonly columns: readonly string[]
  /** The id of the rule, in the newer version where it has it. */
  readonly rule?: string
  readonly text: Text
}

/** What changed from one version of a contract to the next. */
export interface ContractDiff {
  readonly kind: 'contract-diff'
  /** Whether any change is breaking. */
  readonly breaking: boolean
  /** Breaking changes first. */
  readonly changes: readonly ContractChange[]
}

type AnyContract = Contract<object>
const strictness = { note: 0, warning: 1, error: 2 } as const
/** Types whose values are all values of another type. */
const wider: Readonly<Partial<Record<LogicalType, readonly LogicalType[]>>> = { integer: ['number'], date: ['timestamp'] }

/**
 * What changed from an older version of a contract to a newer one.
 *
 * A contract binds both sides: the producer may not deliver what breaks it, and the consumer relies on what it promises. So a change is
 * breaking when data that held before may fail now (a new column or error rule, a tighter limit or tolerance, a warning that became an
 * error), and when something that was promised is gone (a column removed, its type changed, an error rule dropped or loosened). Rules that
 * only warn, and texts, are compatible either way.
 *
 * @example
 * const diff = diffContracts(await readContract('orders-1.odcs.yaml'), await readContract('orders-2.odcs.yaml'))
 * if (diff.breaking) console.log(diff.changes.filter((one) => one.effect === 'breaking').map((one) => one.text.en))
 */
// biome-ignore lint/suspicious/noExplicitAny: contracts of any rows
export function diffContracts(older: Contract<any>, newer: Contract<any>): ContractDiff {
  const changes = [...columnChanges(older, newer), ...ruleChanges(older, newer)]
  const ordered = [...changes.filter((one) => one.effect === 'breaking'), ...changes.filter((one) => one.effect === 'compatible')]
  return { kind: 'contract-diff', breaking: changes.some((one) => one.effect === 'breaking'), changes: ordered }
}

function columnChanges(older: AnyContract, newer: AnyContract): ContractChange[] {
  const changes: ContractChange[] = []
  for (const { name, type } of newer.columns) {
    const before = older.columns.find((column) => column.name === name)
    const shown = columnName(name)
    const base = { columns: [name], effect: 'breaking' as const }
    if (before === undefined)
      changes.push({ ...base, what: 'column', change: 'added', text: text(`The column ${shown} is asked for`, `新增要求的列 ${shown}`) })
    else if (before.type !== type) {
      const how = wider[before.type]?.includes(type)
        ? text(' (wider: readers may not expect it)', '（类型放宽，使用方可能未预期）')
        : text('', '')
      changes.push({
        ...base,
        what: 'type',
        change: 'changed',
        text: text(`${shown} was ${before.type} and is ${type}${how.en}`, `${shown} 的类型由 ${before.type} 改为 ${type}${how['zh-CN']}`),
      })
    }
  }
  for (const { name } of older.columns) {
    if (newer.columns.some((column) => column.name === name)) continue
    const shown = columnName(name)
    changes.push({
      effect: 'breaking',
      what: 'column',
      change: 'removed',
      columns: [name],
      text: text(`The column ${shown} is no longer promised`, `不再承诺列 ${shown}`),
    })
  }
  return changes
}

/** What a rule asks, apart from how strictly. Functions are compared by their text; a table at hand does not count. */
function meaning(rule: BoundRule): string {
  const { table: _, ...args } = rule.args as { table?: unknown }
  return JSON.stringify([rule.kind, rule.columns, args], (_key, value) => (typeof value === 'function' ? String(value) : value))
}

function ruleChanges(older: AnyContract, newer: AnyContract): ContractChange[] {
  const left = new Set<BoundRule>(older.rules)
  const pairs: { before?: BoundRule; after: BoundRule }[] = []
  const take = (same: (before: BoundRule) => boolean): BoundRule | undefined => {
    const found = [...left].find(same)
    if (found !== undefined) left.delete(found)
    return found
  }
  const exact = new Map(newer.rules.map((after) => [after, take((before) => meaning(before) === meaning(after))]))
  for (const after of newer.rules) {
    const sameKind = (one: BoundRule) =>
      one.kind === after.kind && one.columns.join('\u0000') === after.columns.join('\u0000') && one.id === after.id
    const before = exact.get(after) ?? take(sameKind)
    pairs.push(before === undefined ? { after } : { before, after })
  }
  // A type that changed is told with its column, and comes and goes with it.
  const own = (rule: BoundRule) =>
    rule.kind !== 'type' ||
    (older.columns.concat(newer.columns).filter((one) => one.name === rule.columns[0]).length === 2 && sameType(rule, older, newer))
  return [
    ...pairs
      .filter(({ after }) => own(after))
      .flatMap(({ before, after }) => (before === undefined ? [added(after)] : changed(before, after))),
    ...[...left].filter(own).map(removed),
  ]
}

function sameType(rule: BoundRule, older: AnyContract, newer: AnyContract): boolean {
  const of = (contract: AnyContract) => contract.columns.find((column) => column.name === rule.columns[0])?.type
  return of(older) === of(newer)
}

const sentence = (rule: BoundRule): Text => rule.text ?? kindOf(rule).text(rule)
const effectOf = (rule: BoundRule) => (rule.severity === 'error' ? ('breaking' as const) : ('compatible' as const))

function added(rule: BoundRule): ContractChange {
  const { en, 'zh-CN': zh } = sentence(rule)
  return {
    effect: effectOf(rule),
    what: 'rule',
    change: 'added',
    columns: rule.columns,
    rule: rule.id,
    text: text(`New ${rule.severity} rule: ${en}`, `新增规则：${zh}`),
  }
}

function removed(rule: BoundRule): ContractChange {
  const { en, 'zh-CN': zh } = sentence(rule)
  return {
    effect: effectOf(rule),
    what: 'rule',
    change: 'removed',
    columns: rule.columns,
    rule: rule.id,
    text: text(`No longer asked (${rule.severity}): ${en}`, `不再要求：${zh}`),
  }
}

function changed(before: BoundRule, after: BoundRule): ContractChange[] {
  const base = { change: 'changed' as const, columns: after.columns, rule: after.id }
  const changes: ContractChange[] = []
  const binding = before.severity === 'error' || after.severity === 'error'
  const effect = binding ? ('breaking' as const) : ('compatible' as const)
  const [was, is] = [sentence(before), sentence(after)]
  if (meaning(before) !== meaning(after))
    changes.push({
      ...base,
      effect,
      what: 'rule',
      text:
        was.en === is.en
          ? text(`The test of "${is.en}" changed`, `“${is['zh-CN']}”的判定方式已改变`)
          : text(`"${was.en}" became "${is.en}"`, `“${was['zh-CN']}”改为“${is['zh-CN']}”`),
    })
  if (before.severity !== after.severity) {
    const harder = strictness[after.severity] > strictness[before.severity] ? text('stricter', '更严') : text('looser', '更宽')
    changes.push({
      ...base,
      effect,
      what: 'severity',
      text: text(
        `${is.en}: ${before.severity} became ${after.severity}, ${harder.en}`,
        `${is['zh-CN']}：级别由 ${before.severity} 改为 ${after.severity}，${harder['zh-CN']}`,
      ),
    })
  }
  if (JSON.stringify(before.tolerance) !== JSON.stringify(after.tolerance)) {
    const [from, to] = [toleranceText(before), toleranceText(after)]
    changes.push({
      ...base,
      effect,
      what: 'tolerance',
      text: text(`${is.en}: ${from.en} became ${to.en}`, `${is['zh-CN']}：${from['zh-CN']} 改为 ${to['zh-CN']}`),
    })
  }
  return changes
}

function toleranceText({ tolerance: { unit, limit, strict } }: BoundRule): Text {
  if (limit === 0 && !strict) return text('no failing rows', '不允许不合格行')
  const amount = unit === 'rows' ? String(limit) : `${Number((limit * 100).toFixed(10))}%`
  return strict ? text(`under ${amount} failing`, `不合格少于 ${amount}`) : text(`up to ${amount} failing`, `不合格至多 ${amount}`)
}
