import { functionNames } from './functions.ts'

/**
 * The functions of expressions that JavaScript has not: over the rows of a group, over neighbouring rows, on text and times.
 *
 * They stand for SQL and exist only inside expressions: called anywhere else they throw. Missing values are left out of functions over rows.
 */
export interface Op {
  /** Rows of the group. */
  count(): number
  /** Values that are not missing. */
  valid(x: unknown): number
  /** Values that are missing. */
  invalid(x: unknown): number
  /** Different values, missing ones aside. */
  distinct(x: unknown): number
  sum(x: number): number
  product(x: number): number
  mean(x: number): number
  average(x: number): number
  /** The most frequent value, the smallest of equally frequent ones. */
  mode<T>(x: T): T
  min<T>(x: T): T
  max<T>(x: T): T
  median(x: number): number
  /** The value below which the share `p` (0 to 1) of values lies, interpolated. */
  quantile(x: number, p: number): number
  /** Of the sample, by n - 1. */
  variance(x: number): number
  /** Of the whole, by n. */
  variancep(x: number): number
  /** Of the sample, by n - 1. */
  stdev(x: number): number
  /** Of the whole, by n. */
  stdevp(x: number): number
  covariance(x: number, y: number): number
  covariancep(x: number, y: number): number
  /** Pearson's correlation, -1 to 1. */
  corr(x: number, y: number): number
  /** Some value of the group. */
  any<T>(x: T): T
  /** Whether every value is true. */
  every(x: boolean): boolean
  /** Whether some value is true. */
  some(x: boolean): boolean
  array_agg<T>(x: T): T[]
  array_agg_distinct<T>(x: T): T[]

  /** The row's place in its group, from 1. */
  row_number(): number
  /** The row's rank by what the table is ordered by, from 1; equal rows share a rank and leave a gap. */
  rank(): number
  /** As `rank`; equal rows share the mean of their ranks. */
  avg_rank(): number
  /** As `rank`, without gaps. */
  dense_rank(): number
  /** (rank - 1) / (rows - 1). */
  percent_rank(): number
  /** Share of rows up to and with this one and its equals. */
  cume_dist(): number
  /** The row's part of `n` parts of nearly equal size, from 1. */
  ntile(n: number): number
  /** The value `offset` (1) rows before. */
  lag<T>(x: T, offset?: number, otherwise?: T): T
  /** The value `offset` (1) rows after. */
  lead<T>(x: T, offset?: number, otherwise?: T): T
  first_value<T>(x: T): T
  last_value<T>(x: T): T
  /** The value of the group's row `n`, from 1. */
  nth_value<T>(x: T, n: number): T
  /** The last value up to here that is not missing. */
  fill_down<T>(x: T): T
  /** The next value from here that is not missing. */
  fill_up<T>(x: T): T
  /** The sum up to and with this row. */
  cumsum(x: number): number
  cummax<T>(x: T): T
  cummin<T>(x: T): T

  lower(text: string): string
  upper(text: string): string
  /** Without white space at either end. */
  trim(text: string): string
  /** Characters. */
  length(text: string | readonly unknown[]): number
  substring(text: string, start: number, end?: number): string
  slice(text: string, start: number, end?: number): string
  startswith(text: string, part: string): boolean
  endswith(text: string, part: string): boolean
  includes(text: string, part: string): boolean
  /** Position of a part, from 0; -1 when it is not there. */
  indexof(text: string, part: string): number
  padstart(text: string, length: number, fill?: string): string
  padend(text: string, length: number, fill?: string): string
  replace(text: string, pattern: RegExp | string, by: string): string
  repeat(text: string, times: number): string
  split(text: string, separator: string): string[]
  /** Unicode NFC. */
  normalize(text: string): string
  string(x: unknown): string
  /** Whether a pattern is found in a text; with a group's number, what that group caught. */
  match(text: string, pattern: RegExp): boolean
  match(text: string, pattern: RegExp, group: number): string

  /** The elements of a list as one text. */
  join(list: readonly unknown[], separator: string): string
  /** The characters from last to first. */
  reverse(text: string): string
  /** The elements of a list that are not missing. */
  compact<T>(list: readonly T[]): T[]
  /** New values by old ones, given as an outside value; what is not among them stays, or becomes `otherwise`. */
  recode<T>(x: unknown, values: Readonly<Record<string, T>>, otherwise?: T): T
  /** The lower end of the value's bin; infinite beyond `least` and `most`. */
  bin(x: number, least: number, most: number, step: number, offset?: number): number

  /** Text as a whole number; missing when it is none. */
  parse_int(x: unknown): number
  /** Text as a number; missing when it is none. */
  parse_float(x: unknown): number
  is_nan(x: number): boolean
  is_finite(x: number): boolean
  /** Whether two values are equal, or both missing. */
  equal(x: unknown, y: unknown): boolean
  coalesce<T>(...values: T[]): T

  /** Text as a time, by strptime formats such as `%d/%m/%Y`; ISO 8601 without one. Missing when it does not fit. */
  parse_date(text: string, ...formats: string[]): Date
  /** A time as text, by a strftime format; ISO 8601 without one. */
  format_date(time: Date, format?: string): string
  /** Milliseconds since 1970, UTC. */
  timestamp(time: Date): number
  /** The day of a time. */
  date(time: Date): Date
  year(time: Date): number
  /** 1 to 4. */
  quarter(time: Date): number
  /** 0 to 11, as in JavaScript. */
  month(time: Date): number
  /** ISO week of the year. */
  week(time: Date): number
  /** Day of the month, 1 to 31. */
  day(time: Date): number
  dayofyear(time: Date): number
  /** 0 (Sunday) to 6. */
  dayofweek(time: Date): number
  hours(time: Date): number
  minutes(time: Date): number
  seconds(time: Date): number
  milliseconds(time: Date): number
  utcyear(time: Date): number
  utcquarter(time: Date): number
  utcmonth(time: Date): number
  /** Day of the month, 1 to 31. */
  utcdate(time: Date): number
  utcdayofweek(time: Date): number
  utcdayofyear(time: Date): number
  utchours(time: Date): number
  utcminutes(time: Date): number
  utcseconds(time: Date): number
  utcmilliseconds(time: Date): number
  /** Midnights between two times. */
  days(from: Date, to: Date): number

  abs(x: number): number
  acos(x: number): number
  acosh(x: number): number
  asinh(x: number): number
  atanh(x: number): number
  cosh(x: number): number
  sinh(x: number): number
  tanh(x: number): number
  degrees(radians: number): number
  radians(degrees: number): number
  asin(x: number): number
  atan(x: number): number
  atan2(y: number, x: number): number
  cbrt(x: number): number
  ceil(x: number): number
  cos(x: number): number
  exp(x: number): number
  floor(x: number): number
  /** Natural logarithm. */
  log(x: number): number
  log10(x: number): number
  log2(x: number): number
  greatest(...values: number[]): number
  least(...values: number[]): number
  pow(x: number, y: number): number
  /** To the nearest whole number, halves up. */
  round(x: number): number
  sign(x: number): number
  sin(x: number): number
  sqrt(x: number): number
  tan(x: number): number
  trunc(x: number): number
}

function outside(name: string): () => never {
  return () => {
    throw new Error(
      `Cannot call op.${name} here: it stands for SQL and exists only inside an expression, such as table.rollup({ x: row => op.${name}(...) })`,
    )
  }
}

/**
 * Functions for expressions.
 *
 * @example
 * orders.groupby('user_id').rollup({ spend: (o) => op.sum(o.qty * o.price) })
 */
export const op = Object.freeze(Object.fromEntries(functionNames().map((name) => [name, outside(name)]))) as unknown as Op
