import type { Dimension, Severity, Text } from '../protocol/index.ts'

/** What a rule may compare with. */
export type RuleValue = string | number | boolean | Date

/** The types a contract can ask of a column. */
export type LogicalType = 'string' | 'integer' | 'number' | 'date' | 'boolean' | 'timestamp'

/** How strictly a rule is meant, and what it is called. */
export interface RuleOptions {
  /** Share of rows that must hold, 0 to 1; 1 when not given. `{ mostly: 0.95 }` tolerates 5% of failing rows. */
  readonly mostly?: number
  /** Number of failing rows that are tolerated, instead of a share. */
  readonly atMost?: number
  /** What a breach means: an `error` fails the check, a `warning` lowers the score, a `note` does neither. `error` when not given. */
  readonly severity?: Severity
  /** The rule's id in results; made from column and kind when not given. */
  readonly name?: string
  /** The dimension of quality the rule counts for, when not the usual one of its kind. */
  readonly dimension?: Dimension
  /** What must hold, as a sentence, when the generated one does not say it best; a text alone serves both languages. */
  readonly text?: string | Text
}

/** The arguments of each kind of rule; every kind adds its own in its own file. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the kinds
export interface RuleArgs {}

/** The kinds of rules there are. */
export type RuleKind = keyof RuleArgs & string

/** How many rows may fail: a share of all rows or a number of rows; `strict` excludes the limit itself. */
export interface Tolerance {
  readonly unit: 'share' | 'rows'
  readonly limit: number
  readonly strict?: true
}

/** One thing that must hold, as plain data. */
export interface Rule<K extends string = string, N extends RuleKind = RuleKind> {
  readonly kind: N
  readonly columns: readonly K[]
  readonly args: RuleArgs[N]
  readonly severity: Severity
  readonly tolerance: Tolerance
  readonly name?: string
  readonly dimension?: Dimension
  readonly text?: Text
}

/** A rule within a contract: it has an id of its own there. */
export type BoundRule = Rule & { readonly id: string }

/** No row may fail. */
export const noTolerance: Tolerance = { unit: 'share', limit: 0 }

/** A share without the noise of binary fractions: `1 - 0.95` is `0.05`. */
export function tidyShare(share: number): number {
  return Number(share.toFixed(12))
}

function toleranceOf(options: RuleOptions): Tolerance {
  const { mostly, atMost } = options
  if (mostly !== undefined && atMost !== undefined) throw new TypeError('Cannot give both mostly and atMost to a rule: choose one')
  if (atMost !== undefined) {
    if (!Number.isInteger(atMost) || atMost < 0)
      throw new RangeError(`Cannot tolerate ${atMost} rows: atMost is a whole number of 0 or more`)
    return atMost === 0 ? noTolerance : { unit: 'rows', limit: atMost }
  }
  if (mostly === undefined) return noTolerance
  if (typeof mostly !== 'number' || !(mostly >= 0 && mostly <= 1)) {
    throw new RangeError(`Cannot ask that ${String(mostly)} of the rows hold: mostly is a share of 0 to 1, such as 0.95`)
  }
  return { unit: 'share', limit: tidyShare(1 - mostly) }
}

const severities: readonly string[] = ['error', 'warning', 'note']

/** What options say of a rule, checked and complete. */
export function ruleBase(options: RuleOptions = {}): Pick<Rule, 'severity' | 'tolerance' | 'name' | 'dimension' | 'text'> {
  const severity = options.severity ?? 'error'
  if (!severities.includes(severity)) throw new RangeError(`Cannot use severity ${JSON.stringify(severity)}: use error, warning or note`)
  return {
    severity,
    tolerance: toleranceOf(options),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.dimension === undefined ? {} : { dimension: options.dimension }),
    ...(options.text === undefined ? {} : { text: typeof options.text === 'string' ? bothLanguages(options.text) : options.text }),
  }
}

function bothLanguages(sentence: string): Text {
  return { en: sentence, 'zh-CN': sentence }
}

/** Makes a rule of a kind. */
export function makeRule<K extends string, N extends RuleKind>(
  kind: N,
  columns: readonly K[],
  args: RuleArgs[N],
  options?: RuleOptions,
): Rule<K, N> {
  return { kind, columns, args, ...ruleBase(options) }
}

/** Whether nothing about a rule differs from the defaults, so that a plain keyword can stand for it. */
export function isPlain(rule: Rule): boolean {
  const { severity, tolerance, name, dimension, text } = rule
  const tolerant = tolerance.limit !== 0 || tolerance.unit !== 'share' || tolerance.strict
  return severity === 'error' && !tolerant && name === undefined && dimension === undefined && text === undefined
}

/** Highest share of `total` rows that may fail, for display. */
export function allowedShare(tolerance: Tolerance, total: number): number {
  if (tolerance.unit === 'share') return tolerance.limit
  return total === 0 ? 0 : Math.min(1, tolerance.limit / total)
}

/** Whether so many failing rows are within what a rule tolerates. */
export function isTolerated(tolerance: Tolerance, failing: number, total: number): boolean {
  if (failing === 0) return true
  const limit = tolerance.unit === 'rows' ? tolerance.limit : tolerance.limit * total
  // The slack undoes binary fractions: 5% of 100 rows is 5 rows, not 5.000000000000001 or less.
  const slack = 1e-9 * Math.max(1, limit)
  return tolerance.strict ? failing < limit - slack : failing <= limit + slack
}

const isOptions = (value: unknown): value is RuleOptions => typeof value === 'object' && value !== null && !(value instanceof Date)

/** Splits the options off the end of variadic arguments. */
export function splitOptions<T extends RuleValue>(values: readonly (T | RuleOptions)[]): { values: T[]; options: RuleOptions } {
  const last = values.at(-1)
  const options = isOptions(last) ? last : {}
  return { values: values.filter((value): value is T => !isOptions(value)), options }
}
