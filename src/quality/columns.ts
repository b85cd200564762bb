import {
  type LogicalType,
  makeRule,
  type Rule,
  type RuleArgs,
  type RuleKind,
  type RuleOptions,
  type RuleValue,
  splitOptions,
} from './rule.ts'

/** A rule that does not know its column yet. */
export type OpenRule = Rule<never>

/**
 * What a contract asks of one column. Each method returns a new column and leaves the old one as it was.
 *
 * Missing values are judged by `required` alone: every other rule holds for them.
 *
 * @typeParam T the type of the column's values
 */
export abstract class Column<T> {
  /** What values must parse as. */
  readonly logicalType: LogicalType
  /** The rules, in the order given. */
  readonly rules: readonly OpenRule[]
  /** The type of the values; never set. */
  declare readonly valueType?: T

  constructor(logicalType: LogicalType, rules: readonly OpenRule[] = []) {
    this.logicalType = logicalType
    this.rules = rules
  }

  /** The same column with other rules. */
  protected abstract copy(rules: readonly OpenRule[]): this

  protected add<N extends RuleKind>(kind: N, args: RuleArgs[N], options?: RuleOptions): this {
    return this.copy([...this.rules, makeRule(kind, [], args, options) as OpenRule])
  }

  /** Every row has a value. Blank text is a value: ask `minLength(1)` against it. */
  required(options?: RuleOptions): this {
    return this.add('required', {}, options)
  }

  /** Says how strictly the column's type is meant; values that do not parse as it are findings. */
  type(options: RuleOptions): this {
    // Any value is text: there is nothing to be strict about.
    if (this.logicalType === 'string') return this
    const rules = this.rules.filter((rule) => rule.kind !== 'type')
    return this.copy([makeRule('type', [], { type: this.logicalType }, options) as OpenRule, ...rules])
  }

  /** No value occurs twice; all rows of a repeated value fail. */
  unique(options?: RuleOptions): this {
    return this.add('unique', {}, options)
  }

  /** Values that must not occur: `.not(0)`, `.not('', 'N/A', { severity: 'warning' })`. */
  not(...values: readonly T[]): this
  not(...values: readonly [...T[], RuleOptions]): this
  not(...given: readonly unknown[]): this {
    const { values, options } = splitOptions(given as readonly (RuleValue | RuleOptions)[])
    if (values.length === 0) throw new TypeError('Cannot add the rule not() without values: give at least one, such as not(0)')
    return this.add('not', { values }, options)
  }

  /** The only values that may occur. */
  oneOf(...values: readonly T[]): this
  oneOf(...values: readonly [...T[], RuleOptions]): this
  oneOf(...given: readonly unknown[]): this {
    const { values, options } = splitOptions(given as readonly (RuleValue | RuleOptions)[])
    if (values.length === 0) throw new TypeError("Cannot add the rule oneOf() without values: give at least one, such as oneOf('a', 'b')")
    return this.add('oneOf', { values }, options)
  }
}

/** A limit may stand outside what is allowed: `min(0, { exclusive: true })` is "above 0". */
export interface LimitOptions extends RuleOptions {
  readonly exclusive?: boolean
}

function limit(value: unknown, options: LimitOptions | undefined, method: string): { value: RuleValue; exclusive?: true } {
  const fits = typeof value === 'number' ? !Number.isNaN(value) : value instanceof Date ? !Number.isNaN(value.getTime()) : false
  if (!fits) throw new TypeError(`Cannot add the rule ${method}(): the limit ${String(value)} is neither a number nor a date`)
  return { value: value as RuleValue, ...(options?.exclusive ? { exclusive: true as const } : {}) }
}

/** A column whose values have an order: limits apply. */
export abstract class OrderedColumn<T extends number | Date> extends Column<T> {
  /** No value is below `value`. NaN is below every limit. */
  min(value: T, options?: LimitOptions): this {
    return this.add('min', limit(value, options, 'min'), options)
  }

  /** No value is above `value`. NaN is above every limit. */
  max(value: T, options?: LimitOptions): this {
    return this.add('max', limit(value, options, 'max'), options)
  }

  /** Every value is from `from` to `to`, limits included. */
  between(from: T, to: T, options?: RuleOptions): this {
    const low = limit(from, undefined, 'between').value
    const high = limit(to, undefined, 'between').value
    if (low > high)
      throw new RangeError(`Cannot add the rule between(): ${String(low)} is above ${String(high)}; give the lower limit first`)
    return this.add('between', { from: low, to: high }, options)
  }
}

class NumberColumn extends OrderedColumn<number> {
  protected copy(rules: readonly OpenRule[]): this {
    return new NumberColumn(this.logicalType, rules) as this
  }
}

class DateColumn extends OrderedColumn<Date> {
  protected copy(rules: readonly OpenRule[]): this {
    return new DateColumn(this.logicalType, rules) as this
  }
}

class BooleanColumn extends Column<boolean> {
  protected copy(rules: readonly OpenRule[]): this {
    return new BooleanColumn(this.logicalType, rules) as this
  }
}

function wholeLength(length: number, method: string): number {
  if (!Number.isInteger(length) || length < 0) {
    throw new RangeError(`Cannot add the rule ${method}(): ${length} is not a whole number of characters, 0 or more`)
  }
  return length
}

/** A text column: patterns and lengths apply. Lengths count characters (Unicode code points). */
export class TextColumn extends Column<string> {
  protected copy(rules: readonly OpenRule[]): this {
    return new TextColumn(this.logicalType, rules) as this
  }

  /** Every value matches the pattern, anywhere in it: write `^` and `$` to match all of it. The flag `i` is known. */
  matches(pattern: RegExp, options?: RuleOptions): this {
    if (!(pattern instanceof RegExp)) throw new TypeError('Cannot add the rule matches(): give a regular expression, such as /^C?\\d{6}$/')
    return this.add('matches', { pattern: pattern.source, ...(pattern.flags === '' ? {} : { flags: pattern.flags }) }, options)
  }

  /** No value is shorter. */
  minLength(length: number, options?: RuleOptions): this {
    return this.add('minLength', { length: wholeLength(length, 'minLength') }, options)
  }

  /** No value is longer. */
  maxLength(length: number, options?: RuleOptions): this {
    return this.add('maxLength', { length: wholeLength(length, 'maxLength') }, options)
  }

  /** Every value is exactly so long. */
  length(length: number, options?: RuleOptions): this {
    return this.add('length', { length: wholeLength(length, 'length') }, options)
  }
}

/** A column of text. Any value is text, so this asks nothing by itself. */
export const string = (): TextColumn => new TextColumn('string')

/** A column of whole numbers. Fractions, NaN, infinities and text that is no whole number are findings. */
export const integer = (): OrderedColumn<number> => new NumberColumn('integer')

/** A column of numbers. NaN and text that is no number are findings. */
export const number = (): OrderedColumn<number> => new NumberColumn('number')

/** A column of days. Text must be ISO (`2010-12-01`); a time of day other than midnight is a finding. */
export const date = (): OrderedColumn<Date> => new DateColumn('date')

/** A column of points in time. Text must be ISO (`2010-12-01 08:26:00`). */
export const timestamp = (): OrderedColumn<Date> => new DateColumn('timestamp')

/** A column of true and false. */
export const boolean = (): Column<boolean> => new BooleanColumn('boolean')

/** A column of the given type, without rules. */
export function columnOf(type: LogicalType, rules: readonly OpenRule[] = []): Column<unknown> {
  switch (type) {
    case 'string':
      return new TextColumn(type, rules)
    case 'boolean':
      return new BooleanColumn(type, rules)
    case 'integer':
    case 'number':
      return new NumberColumn(type, rules)
    case 'date':
    case 'timestamp':
      return new DateColumn(type, rules)
  }
}
