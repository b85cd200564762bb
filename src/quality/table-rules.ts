import type { AnyTable, Columns, In, Scope, Sql, Table } from '../table/index.ts'
import { relationOf } from '../table/index.ts'
import { unknownColumn } from '../util/index.ts'
import { type DurationText, parseDuration } from './duration.ts'
import { makeRule, type Rule, type RuleOptions, splitOptions } from './rule.ts'

/** A rule over whole rows, as {@link row} makes it. */
export interface RowRule<R> {
  readonly kind: 'row'
  readonly sentence: string
  readonly test: ((row: In<R>) => boolean) | Sql
  readonly options: RowOptions
}

/** Options of rules on the whole table: it holds or it does not, so no share of rows is tolerated. */
export type TableRuleOptions = Omit<RuleOptions, 'mostly' | 'atMost'>

function requireWhole(options: object = {}): void {
  if ('mostly' in options || 'atMost' in options) {
    throw new TypeError('Cannot tolerate failing rows in a rule on the whole table: mostly and atMost are for rules on rows')
  }
}

/** Options of {@link row}. */
export interface RowOptions extends RuleOptions {
  /** Outside values that the expression reads, by name. */
  readonly scope?: Scope
}

/**
 * No two rows have the same key. Every row of a repeated key fails, the first one too, since which of them is right is not known;
 * keys with a missing part are not judged.
 *
 * @example
 * contract('invoice-lines', { InvoiceNo: string(), StockCode: string() }, [unique('InvoiceNo', 'StockCode')])
 */
export function unique<K extends string>(...keys: readonly K[]): Rule<K, 'unique'>
export function unique<K extends string>(...keysAndOptions: readonly [...K[], RuleOptions]): Rule<K, 'unique'>
export function unique<K extends string>(...given: readonly (K | RuleOptions)[]): Rule<K, 'unique'> {
  const { values, options } = splitOptions<K>(given)
  if (values.length === 0) throw new TypeError("Cannot make the rule unique() without columns: name at least one, such as unique('id')")
  return makeRule('unique', values, {}, options)
}

/**
 * No row repeats an earlier one: in the named columns, or in all when none is named. The first of equal rows does not fail;
 * missing values count as equal.
 *
 * @example
 * contract('lines', { id: string() }, [noRepeats()])
 */
export function noRepeats<K extends string = never>(...columns: readonly K[]): Rule<K, 'noRepeats'>
export function noRepeats<K extends string = never>(...columnsAndOptions: readonly [...K[], RuleOptions]): Rule<K, 'noRepeats'>
export function noRepeats<K extends string = never>(...given: readonly (K | RuleOptions)[]): Rule<K, 'noRepeats'> {
  const { values, options } = splitOptions<K>(given)
  return makeRule('noRepeats', values, {}, options)
}

/**
 * Every value of a column occurs in a column of another table. Missing values hold.
 *
 * @param column the column of the table that is checked
 * @param other the table that knows all values
 * @param target its column; the same name when not given
 * @example
 * contract('orders', { user_id: string() }, [references('user_id', users)])
 */
export function references<K extends string, S extends object>(
  column: K,
  other: Table<S>,
  target?: Columns<S>,
  options?: RuleOptions,
): Rule<K, 'references'> {
  const { name, columns } = relationOf(other)
  const there = target ?? column
  if (!columns.includes(there)) throw unknownColumn(there, columns, 'refer to column')
  return makeRule('references', [column], { name: name || 'table', column: there, table: other as unknown as AnyTable }, options)
}

/**
 * An expression holds for every row. It is written as for `filter`: an arrow over the row, outside values by name in `scope`.
 * Where it is null, because a value is missing, the row holds, as in a SQL check constraint.
 *
 * @param sentence what holds, as the reader of a scorecard wants it
 * @example
 * row('no free lines', (r) => r.Quantity < 1 || r.UnitPrice > 0, { severity: 'warning' })
 */
export function row<R>(sentence: string, test: ((row: In<R>) => boolean) | Sql, options: RowOptions = {}): RowRule<R> {
  return { kind: 'row', sentence, test, options }
}

/**
 * The table has so many rows.
 *
 * @example
 * rowCount({ min: 1000 })
 */
export function rowCount(limits: { readonly min?: number; readonly max?: number }, options?: TableRuleOptions): Rule<never, 'rowCount'> {
  const { min, max } = limits
  for (const limit of [min, max]) {
    if (limit !== undefined && (!Number.isInteger(limit) || limit < 0)) {
      throw new RangeError(`Cannot make the rule rowCount(): ${limit} is not a whole number of rows, 0 or more`)
    }
  }
  if (min === undefined && max === undefined) throw new TypeError('Cannot make the rule rowCount() without limits: give min, max or both')
  if (min !== undefined && max !== undefined && min > max)
    throw new RangeError(`Cannot make the rule rowCount(): min ${min} is above max ${max}`)
  requireWhole(options)
  return makeRule('rowCount', [], { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }, options)
}

/**
 * The newest value of a date column is at most so old.
 *
 * @param options.within a length of time, such as `2 days`
 * @param options.asOf the moment to measure from; now when not given
 * @example
 * fresh('InvoiceDate', { within: '2 days' })
 */
export function fresh<K extends string>(
  column: K,
  options: TableRuleOptions & { readonly within: DurationText; readonly asOf?: Date },
): Rule<K, 'fresh'> {
  const { within, asOf, ...rest } = options
  if (asOf !== undefined && Number.isNaN(asOf.getTime())) throw new RangeError('Cannot make the rule fresh(): asOf is not a date')
  requireWhole(rest)
  return makeRule('fresh', [column], { within: parseDuration(within), ...(asOf === undefined ? {} : { asOf }) }, rest)
}

/** A row rule as plain data. */
// biome-ignore lint/suspicious/noExplicitAny: the row was checked where the rule was written
export function boundRow(given: RowRule<any>): Rule<never, 'row'> {
  const { scope, ...options } = given.options
  return makeRule('row', [], { sentence: given.sentence, test: given.test, ...(scope === undefined ? {} : { scope }) }, options)
}
