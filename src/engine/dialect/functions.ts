/** How often a function may take arguments: exactly `n`, `[least, most]`, or any number from `least` on. */
type Arity = number | readonly [least: number, most: number]

const any = Number.POSITIVE_INFINITY

/**
 * The closed list of functions of one row, and how many arguments each takes. Missing in, missing out, unless said otherwise.
 *
 * A name here means the same on every engine; each dialect has one printer for it.
 */
export const scalarFunctions = {
  // conversions; text that is not fully of the type gives missing. `type` is a ColumnType as a literal
  cast: 2,
  try_cast: 2,
  int_from_text: 1,
  number_from_text: 1,
  boolean_from_text: 1,
  date_from_text: [1, any],
  timestamp_from_text: [1, any],
  to_text: 1,

  // missing values and conditions
  is_missing: 1,
  is_present: 1,
  coalesce: [1, any],
  null_if: 2,
  if: 3,
  /** condition, value, condition, value, ..., [otherwise] */
  case: [2, any],
  same: 2,
  different: 2,
  between: 3,
  in: [1, any],
  not_in: [1, any],
  and: [1, any],
  or: [1, any],
  not: 1,
  eq: 2,
  neq: 2,
  lt: 2,
  lte: 2,
  gt: 2,
  gte: 2,
  /** least and greatest are missing when any argument is */
  least: [1, any],
  greatest: [1, any],

  // arithmetic; a division by zero and a value outside a function's domain are missing
  add: 2,
  subtract: 2,
  multiply: 2,
  divide: 2,
  divide_whole: 2,
  modulo: 2,
  negate: 1,
  power: 2,
  sqrt: 1,
  cbrt: 1,
  exp: 1,
  ln: 1,
  log10: 1,
  log2: 1,
  abs: 1,
  sign: 1,
  ceil: 1,
  floor: 1,
  trunc: 1,
  /** to the nearest whole number, halves up, as Math.round */
  round: 1,
  /** to a number of decimals, halves away from zero */
  round_to: 2,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  atan2: 2,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  is_nan: 1,
  is_finite: 1,
  bit_and: 2,
  bit_or: 2,
  bit_xor: 2,
  shift_left: 2,
  shift_right: 2,

  // text; positions count characters (code points) from 0
  length: 1,
  byte_length: 1,
  lower: 1,
  upper: 1,
  trim: 1,
  trim_start: 1,
  trim_end: 1,
  concat: [1, any],
  /** joins by a separator, leaving out missing ones */
  concat_with: [2, any],
  /** text, start, [end]; negative positions count from the end, as String.slice */
  slice: [2, 3],
  /** text, start, [end], as String.substring of ordered positions */
  substring: [2, 3],
  left: 2,
  right: 2,
  replace: 3,
  starts_with: 2,
  ends_with: 2,
  contains: 2,
  /** position of a text in another, -1 when it is not there */
  index_of: 2,
  pad_start: [2, 3],
  pad_end: [2, 3],
  repeat: 2,
  reverse: 1,
  split: 2,
  split_part: 3,
  normalize: 1,
  strip_accents: 1,
  like: 2,
  character: 2,
  char_code: 1,
  levenshtein: 2,
  damerau: 2,
  jaro_winkler: 2,
  /** every match of any character of the second text becomes the one at its place in the third */
  translate: 3,

  // regular expressions; the pattern is a literal RegExp
  regexp_search: 2,
  regexp_full: 2,
  /** text, pattern, [group]: the first match, missing when there is none */
  regexp_extract: [2, 3],
  regexp_extract_all: [2, 3],
  regexp_replace: 3,
  regexp_count: 2,

  // time, in UTC; months 1 to 12, days of the week 0 (Sunday) to 6
  year: 1,
  quarter: 1,
  month: 1,
  day: 1,
  iso_week: 1,
  day_of_week: 1,
  day_of_year: 1,
  hour: 1,
  minute: 1,
  second: 1,
  millisecond: 1,
  epoch_ms: 1,
  from_epoch_ms: 1,
  /** unit, time */
  date_trunc: 2,
  /** unit, from, to: whole units that passed */
  date_diff: 3,
  /** unit, from, to: boundaries of the unit that were crossed */
  date_boundaries: 3,
  /** unit, number, time */
  date_add: 3,
  /** year, month (1 to 12), day; missing when there is no such day */
  make_date: 3,
  /** text, formats as in strptime ...: missing when none fits */
  parse_date: [2, any],
  parse_timestamp: [2, any],
  /** time, format as in strftime */
  format_date: 2,
  to_date: 1,
  to_timestamp: 1,
  /** zone, time in UTC: the clock time there */
  in_zone: 2,
  now: 0,
  today: 0,

  // hashes
  /** of the engine's own kind: quick, 64 bits, not to be stored */
  hash: [1, any],
  md5: 1,
  sha256: 1,

  // lists and structs
  list: [0, any],
  /** whole numbers from 0 to before the argument */
  range: 1,
  list_length: 1,
  /** list, position from 0 */
  list_element: 2,
  list_contains: 2,
  list_join: 2,
  list_distinct: 1,
  list_sort: 1,
  /** the elements that are not missing */
  list_present: 1,
  field: 2,
  /** name, value, name, value, ... */
  struct: [2, any],
} as const satisfies Record<string, Arity>

/** The closed list of functions of many rows. Missing values are left out, unless said otherwise. */
export const aggregateFunctions = {
  /** of rows, or of present values */
  count: [0, 1],
  count_if: 1,
  count_missing: 1,
  count_distinct: [1, any],
  sum: 1,
  /** a sum in floating point whose error does not grow */
  sum_precise: 1,
  product: 1,
  mean: 1,
  min: 1,
  max: 1,
  /** of the sample, by n - 1 */
  std: 1,
  std_pop: 1,
  variance: 1,
  variance_pop: 1,
  skewness: 1,
  kurtosis: 1,
  median: 1,
  /** interpolated; the second argument is the share 0 to 1, or a list of them */
  quantile: 2,
  /** a value of the data */
  quantile_value: 2,
  /** median of distances to the median */
  mad: 1,
  /** most frequent; the smallest of equals */
  mode: 1,
  entropy: 1,
  corr: 2,
  covar: 2,
  covar_pop: 2,
  /** in row order: order the aggregate */
  first: 1,
  last: 1,
  any: 1,
  all_true: 1,
  any_true: 1,
  /** the first argument where the second is smallest / largest */
  arg_min: 2,
  arg_max: 2,
  /** all values, missing ones too */
  values: 1,
  distinct_values: 1,
  join_text: 2,
  /** how often each value is there, as a map */
  histogram: 1,
  /** an estimate by HyperLogLog: never to be shown as a fact */
  approx_distinct: 1,
  approx_quantile: 2,
  bit_and_all: 1,
  bit_or_all: 1,
} as const satisfies Record<string, Arity>

/** The closed list of functions of a row's neighbours. */
export const windowFunctions = {
  row_number: 0,
  rank: 0,
  /** ties share the mean of their ranks */
  avg_rank: 0,
  dense_rank: 0,
  percent_rank: 0,
  cume_dist: 0,
  ntile: 1,
  /** value, [distance], [otherwise] */
  lag: [1, 3],
  lead: [1, 3],
  first_value: 1,
  last_value: 1,
  nth_value: 2,
  /** the last present value up to here / the next from here */
  fill_down: 1,
  fill_up: 1,
} as const satisfies Record<string, Arity>

export type ScalarFunction = keyof typeof scalarFunctions
export type AggregateFunction = keyof typeof aggregateFunctions
export type WindowFunction = keyof typeof windowFunctions

/** A logical function: the same on every engine. */
export type LogicalFunction = ScalarFunction | AggregateFunction | WindowFunction

const lists = { scalar: scalarFunctions, aggregate: aggregateFunctions, window: windowFunctions } as const

/** What is known of a logical function, or undefined when there is none of that name. */
export function functionInfo(
  name: string,
): { readonly kind: keyof typeof lists; readonly least: number; readonly most: number } | undefined {
  for (const kind of ['scalar', 'aggregate', 'window'] as const) {
    const list: Readonly<Record<string, Arity>> = lists[kind]
    if (!Object.hasOwn(list, name)) continue
    const arity = list[name]!
    return typeof arity === 'number' ? { kind, least: arity, most: arity } : { kind, least: arity[0], most: arity[1] }
  }
  return undefined
}

/** The names of all logical functions. */
export function functionNames(): string[] {
  return Object.values(lists).flatMap((list) => Object.keys(list))
}
