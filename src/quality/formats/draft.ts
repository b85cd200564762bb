import type { AnyRow } from '../../table/index.ts'
import { messageOf } from '../../util/index.ts'
import { columnOf, type OpenRule } from '../columns.ts'
import { Contract, type ContractColumn, type ContractOptions, columnRules } from '../contract.ts'
import { kindOf } from '../kinds/index.ts'
import type { LogicalType, Rule, RuleArgs, RuleKind, RuleOptions, RuleValue } from '../rule.ts'
import { makeRule } from '../rule.ts'

/** A part of a file or contract that has no counterpart, and why. */
export interface Unmapped {
  /** Where it stands: a column, a key, a rule. */
  readonly where: string
  readonly what: string
  readonly reason: string
}

/** A contract out of a file of another format, and what of the file has no counterpart. */
export interface ImportedContract {
  readonly contract: Contract<AnyRow>
  readonly unmapped: readonly Unmapped[]
}

/** A contract as a file of another format, and what of the contract the format cannot say. */
export interface ExportedContract {
  readonly text: string
  readonly unmapped: readonly Unmapped[]
}

/** Limits of numbers or times. */
export interface Bounds {
  readonly min?: unknown
  readonly max?: unknown
  readonly above?: unknown
  readonly below?: unknown
}

const types: readonly [RegExp, LogicalType][] = [
  [/^(timestamp|datetime|date-time|timestamptz)/i, 'timestamp'],
  [/^date/i, 'date'],
  [/^bool/i, 'boolean'],
  [/^u?(big|small|tiny|huge|long)?int(eger)?(\d*|_?type)?\b|^(long|short|serial|bigserial)/i, 'integer'],
  [/^(num|number|numeric|decimal|float|double|real|money)/i, 'number'],
  [/^(str|string|text|varchar|char|character|nvarchar|uuid)/i, 'string'],
]

/** The type that a word of another system stands for; undefined when none does. */
export function typeOfWord(word: unknown): LogicalType | undefined {
  return typeof word === 'string' ? types.find(([pattern]) => pattern.test(word.trim()))?.[1] : undefined
}

/** A contract while it is gathered out of a file. Nothing is lost on the way: what does not fit ends up in `unmapped`. */
export class Draft {
  readonly unmapped: Unmapped[] = []
  readonly #types = new Map<string, LogicalType | undefined>()
  readonly #rules: Rule[] = []

  /** Names a column, and its type where it is known. */
  column(name: string, type?: LogicalType): void {
    if (type !== undefined || !this.#types.has(name)) this.#types.set(name, type ?? this.#types.get(name))
  }

  /** Adds a rule; its columns are named by it. */
  add<N extends RuleKind>(kind: N, columns: readonly string[], args: RuleArgs[N], options: RuleOptions = {}): void {
    try {
      const rule = makeRule(kind, columns, args, options) as unknown as Rule
      for (const column of columns) this.column(column)
      this.#rules.push(rule)
    } catch (error) {
      this.refuse(columns.join(', '), kind, messageOf(error))
    }
  }

  /** Adds a rule over a row, as an SQL expression. */
  addRow(sentence: string, expression: string, options: RuleOptions = {}): void {
    this.add('row', [], { sentence, test: { kind: 'sql', strings: [expression], values: [] } as never }, options)
  }

  /** Adds limits of a column: one rule where both are included, else one each. */
  addLimits(column: string, { min, max, above, below }: Bounds, options: RuleOptions = {}): void {
    const value = (given: unknown): RuleValue | undefined => limitOf(given)
    const given = [min, max, above, below].filter((one) => one !== undefined && one !== null)
    const bad = given.find((one) => value(one) === undefined)
    if (given.length === 0 || bad !== undefined) {
      this.refuse(column, 'limits', given.length === 0 ? 'it has no limit' : `${JSON.stringify(bad)} is neither a number nor a date`)
      return
    }
    const [low, high, over, under] = [min, max, above, below].map(value)
    if (low !== undefined && high !== undefined && low <= high) this.add('between', [column], { from: low, to: high }, options)
    else {
      if (low !== undefined) this.add('min', [column], { value: low }, options)
      if (high !== undefined) this.add('max', [column], { value: high }, options)
    }
    if (over !== undefined) this.add('min', [column], { value: over, exclusive: true }, options)
    if (under !== undefined) this.add('max', [column], { value: under, exclusive: true }, options)
  }

  /** Adds limits of a text's length. */
  addLengths(column: string, min: unknown, max: unknown, options: RuleOptions = {}): void {
    const wrong = [min, max].find((one) => one !== undefined && one !== null && !(Number.isInteger(one) && Number(one) >= 0))
    if (wrong !== undefined) this.refuse(column, 'length', `${JSON.stringify(wrong)} is not a whole number of 0 or more`)
    else if (typeof min === 'number' && min === max) this.add('length', [column], { length: min }, options)
    else {
      if (typeof min === 'number') this.add('minLength', [column], { length: min }, options)
      if (typeof max === 'number') this.add('maxLength', [column], { length: max }, options)
    }
  }

  /** Adds a pattern, once it is known to be one that ECMAScript has. */
  addPattern(column: string, pattern: unknown, options: RuleOptions = {}): void {
    const [, flag, source] = /^(\(\?i\))?([\s\S]*)$/.exec(String(pattern))!
    try {
      new RegExp(source!)
      this.add('matches', [column], { pattern: source!, ...(flag === undefined ? {} : { flags: 'i' }) }, options)
    } catch (error) {
      this.refuse(column, 'pattern', messageOf(error))
    }
  }

  /** Adds values that may, or may not, occur. */
  addValues(kind: 'oneOf' | 'not', column: string, values: unknown, options: RuleOptions = {}): void {
    const list = Array.isArray(values) ? values.filter((value) => value !== null) : []
    const plain = list.every((value) => ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date)
    if (list.length === 0 || !plain) this.refuse(column, kind, 'it needs a list of texts, numbers or booleans')
    else this.add(kind, [column], { values: list as RuleValue[] }, options)
  }

  /** Names a part that has no counterpart. */
  refuse(where: string, what: string, reason: string): void {
    this.unmapped.push({ where, what, reason })
  }

  /** The contract; rules that do not fit their column's type are named as unmapped. */
  build(name: string, options: ContractOptions = {}): ImportedContract {
    const columns: ContractColumn[] = [...this.#types].map(([column, type]) => ({ name: column, type: type ?? this.#inferred(column) }))
    const fitting = this.#rules.filter((rule) => this.#fits(rule, columns))
    const single = (rule: Rule) => rule.columns.length === 1 && !['noRepeats', 'fresh'].includes(rule.kind)
    const rules = columns.flatMap((column) => {
      const own = fitting.filter((rule) => single(rule) && rule.columns[0] === column.name)
      return columnRules(column.name, columnOf(column.type, own as unknown as OpenRule[]))
    })
    const contract = new Contract<AnyRow>(name, columns, unnamedTwice([...rules, ...fitting.filter((rule) => !single(rule))]), options)
    return { contract, unmapped: this.unmapped }
  }

  #fits(rule: Rule, columns: readonly ContractColumn[]): boolean {
    const allowed = kindOf(rule).types
    const wrong = rule.columns
      .map((name) => columns.find((column) => column.name === name)!)
      .find(({ type }) => allowed !== undefined && !allowed.includes(type))
    const limits = ['min', 'max', 'between'].includes(rule.kind)
    const values = Object.values(rule.args as object)
      .flat()
      .filter((value) => typeof value !== 'boolean')
    const type = columns.find((column) => column.name === rule.columns[0])?.type
    const timely = type === 'date' || type === 'timestamp'
    const mixed = limits && values.some((value) => value instanceof Date !== timely)
    if (wrong === undefined && !mixed) return true
    const found = wrong ?? { name: rule.columns[0]!, type }
    this.refuse(found.name, rule.kind, `it does not apply to a column of type ${found.type}`)
    return false
  }

  /** The type that a column's rules take for granted. */
  #inferred(column: string): LogicalType {
    const own = this.#rules.filter((rule) => rule.columns.length === 1 && rule.columns[0] === column)
    const typed = own.find((rule) => rule.kind === 'type')
    if (typed !== undefined) return (typed.args as { type: LogicalType }).type
    const values = own.flatMap((rule) => Object.values(rule.args as object).flat() as unknown[])
    if (own.some((rule) => ['matches', 'minLength', 'maxLength', 'length'].includes(rule.kind))) return 'string'
    if (own.some((rule) => rule.kind === 'fresh') || values.some((value) => value instanceof Date)) return 'timestamp'
    const valued = own.filter((rule) => ['min', 'max', 'between', 'oneOf', 'not'].includes(rule.kind))
    const judged = valued
      .flatMap((rule) => Object.values(rule.args as object).flat())
      .filter((value) => value !== true || valued.every((rule) => rule.kind === 'oneOf' || rule.kind === 'not'))
    if (judged.length > 0 && judged.every((value) => typeof value === 'number')) return 'number'
    return judged.length > 0 && judged.every((value) => typeof value === 'boolean') ? 'boolean' : 'string'
  }
}

function limitOf(given: unknown): RuleValue | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? undefined : given
  if (typeof given !== 'string' || given.trim() === '') return undefined
  if (/^-?\d+(\.\d+)?$/.test(given)) return Number(given)
  const time = /^\d{4}-\d{2}-\d{2}/.test(given) ? new Date(/T|\s\d/.test(given) ? given : `${given}T00:00:00Z`) : undefined
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time
}

/** A name that several rules have is left to the first. */
function unnamedTwice(rules: readonly Rule[]): Rule[] {
  const taken = new Set<string>()
  return rules.map((rule) => {
    if (rule.name === undefined || !taken.has(rule.name)) {
      if (rule.name !== undefined) taken.add(rule.name)
      return rule
    }
    const { name: _, ...rest } = rule
    return rest as Rule
  })
}

/** A column's name within an SQL expression. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text within an SQL expression. */
export const quotedText = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** A value within an SQL expression. */
export const sqlValue = (value: unknown): string =>
  typeof value === 'string' ? quotedText(value) : value === null ? 'NULL' : String(value)
