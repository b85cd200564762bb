import { type ExprNode, LiteralNode } from '@uwdata/mosaic-sql'
import type { AggregateFunction, LogicalFunction, ScalarFunction, WindowFunction } from './functions.ts'
import { literal, textLiteral } from './literal.ts'
import { re2, re2Replacement } from './regexp.ts'

/** The arguments of a call: as printed, and as nodes. */
export interface Call {
  readonly name: string
  readonly args: readonly string[]
  readonly nodes: readonly ExprNode[]
}

/** How a call is printed: a template of `$1`, `$2`, ... and `$*` (all), or a function. */
export type Printer = string | ((call: Call) => string)

function constant(call: Call, index: number): unknown {
  const node = call.nodes[index]
  if (node instanceof LiteralNode) return node.value
  throw new TypeError(`Cannot print "${call.name}": its argument ${index + 1} must be a value, not an expression`)
}

const nativeTypes: Readonly<Record<string, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  decimal: 'DECIMAL(38, 9)',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  time: 'TIME',
  interval: 'INTERVAL',
  binary: 'BLOB',
}

function nativeType(call: Call): string {
  const type = String(constant(call, 1))
  const native = nativeTypes[type]
  if (native === undefined) throw new RangeError(`Cannot cast to "${type}": the types are ${Object.keys(nativeTypes).join(', ')}`)
  return native
}

const units = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond']

function unit(call: Call): string {
  const name = String(constant(call, 0)).replace(/s$/, '')
  if (!units.includes(name)) throw new RangeError(`Cannot use the unit "${String(constant(call, 0))}": the units are ${units.join(', ')}`)
  return name
}

const intervals: Readonly<Record<string, string>> = {
  year: 'to_years($)',
  quarter: 'to_months(3 * $)',
  month: 'to_months($)',
  week: 'to_weeks($)',
  day: 'to_days($)',
  hour: 'to_hours($)',
  minute: 'to_minutes($)',
  second: 'to_seconds($)',
  millisecond: 'to_milliseconds($)',
}

function pattern(call: Call, index = 1): string {
  const value = constant(call, index)
  if (value instanceof RegExp) return textLiteral(re2(value))
  if (typeof value === 'string') return textLiteral(re2(new RegExp(value)))
  throw new TypeError(`Cannot print "${call.name}": its pattern must be a RegExp`)
}

function formats(call: Call): string {
  return `[${call.args.slice(1).join(', ')}]`
}

const infix = (op: string) => (call: Call) => `(${call.args.join(` ${op} `)})`
const orMissing = (call: Call, name: string) =>
  call.args.length === 1
    ? call.args[0]!
    : `CASE WHEN ${call.args.map((arg) => `${arg} IS NULL`).join(' OR ')} THEN NULL ELSE ${name}(${call.args.join(', ')}) END`

function cases(call: Call): string {
  const { args } = call
  let out = 'CASE'
  for (let i = 0; i + 1 < args.length; i += 2) out += ` WHEN ${args[i]} THEN ${args[i + 1]}`
  return `${out}${args.length % 2 === 1 ? ` ELSE ${args.at(-1)}` : ''} END`
}

/** Character positions as String.slice takes them, as SQL text: DuckDB's own slice counts from 1 and from the end. */
function slice({ args: [text, start, end] }: Call): string {
  const length = `length(${text})`
  const from = (position: string) => `(CASE WHEN ${position} < 0 THEN greatest(${length} + ${position}, 0) ELSE ${position} END)`
  return end === undefined
    ? `substr(${text}, (${from(start!)} + 1)::BIGINT)`
    : `substr(${text}, (${from(start!)} + 1)::BIGINT, greatest(${from(end)} - ${from(start!)}, 0)::BIGINT)`
}

function substring({ args: [text, start, end] }: Call): string {
  const at = (position: string) => `greatest(${position}, 0)`
  return end === undefined
    ? `substr(${text}, (${at(start!)} + 1)::BIGINT)`
    : `substr(${text}, (least(${at(start!)}, ${at(end)}) + 1)::BIGINT, abs(${at(end)} - ${at(start!)})::BIGINT)`
}

function struct(call: Call): string {
  const fields: string[] = []
  for (let i = 0; i + 1 < call.args.length; i += 2) fields.push(`${textLiteral(String(constant(call, i)))}: ${call.args[i + 1]}`)
  return `{${fields.join(', ')}}`
}

function replacement(call: Call): string {
  const value = constant(call, 1)
  const flags = value instanceof RegExp && value.global ? `, 'g'` : ''
  return `regexp_replace(${call.args[0]}, ${pattern(call)}, ${textLiteral(re2Replacement(String(constant(call, 2))))}${flags})`
}

const membership = (not: boolean) => (call: Call) => {
  const [value, ...rest] = call.args
  const only = call.nodes[1]
  const items = call.nodes.length === 2 && only instanceof LiteralNode && Array.isArray(only.value) ? only.value.map(literal) : rest
  return items.length === 0
    ? `CASE WHEN ${value} IS NULL THEN NULL ELSE ${not ? 'TRUE' : 'FALSE'} END`
    : `(${value} ${not ? 'NOT ' : ''}IN (${items.join(', ')}))`
}

/** JavaScript's white space, of which DuckDB's trim alone knows only the blank. */
const whiteSpace = textLiteral(
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
)

const scalars: Record<ScalarFunction, Printer> = {
  cast: (call) => `CAST(${call.args[0]} AS ${nativeType(call)})`,
  try_cast: (call) => `TRY_CAST(${call.args[0]} AS ${nativeType(call)})`,
  int_from_text: `CASE WHEN regexp_full_match($1, '\\s*[+-]?[0-9]{1,18}\\s*') THEN TRY_CAST($1 AS BIGINT) END`,
  number_from_text: `CASE WHEN regexp_full_match($1, '\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*') THEN TRY_CAST($1 AS DOUBLE) END`,
  boolean_from_text: `CASE lower(trim($1)) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END`,
  date_from_text: (call) =>
    call.args.length === 1
      ? `CASE WHEN regexp_full_match(${call.args[0]}, '\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\s*') THEN TRY_CAST(${call.args[0]} AS DATE) END`
      : `CAST(try_strptime(trim(${call.args[0]}), ${formats(call)}) AS DATE)`,
  timestamp_from_text: (call) =>
    call.args.length === 1 ? `TRY_CAST(${call.args[0]} AS TIMESTAMP)` : `try_strptime(trim(${call.args[0]}), ${formats(call)})`,
  to_text: 'CAST($1 AS VARCHAR)',

  is_missing: '($1 IS NULL)',
  is_present: '($1 IS NOT NULL)',
  coalesce: 'coalesce($*)',
  null_if: 'nullif($1, $2)',
  if: 'CASE WHEN $1 THEN $2 ELSE $3 END',
  case: cases,
  same: '($1 IS NOT DISTINCT FROM $2)',
  different: '($1 IS DISTINCT FROM $2)',
  between: '($1 BETWEEN $2 AND $3)',
  in: membership(false),
  not_in: membership(true),
  and: infix('AND'),
  or: infix('OR'),
  not: '(NOT $1)',
  eq: infix('='),
  neq: infix('<>'),
  lt: infix('<'),
  lte: infix('<='),
  gt: infix('>'),
  gte: infix('>='),
  least: (call) => orMissing(call, 'least'),
  greatest: (call) => orMissing(call, 'greatest'),

  add: infix('+'),
  subtract: infix('-'),
  multiply: infix('*'),
  divide: '($1 / nullif($2, 0))',
  divide_whole: '($1 // nullif($2, 0))',
  modulo: '($1 % nullif($2, 0))',
  negate: '(- $1)',
  power: 'power($1, $2)',
  sqrt: 'sqrt(CASE WHEN $1 >= 0 THEN $1 END)',
  cbrt: 'cbrt($1)',
  exp: 'exp($1)',
  ln: 'ln(CASE WHEN $1 > 0 THEN $1 END)',
  log10: 'log10(CASE WHEN $1 > 0 THEN $1 END)',
  log2: 'log2(CASE WHEN $1 > 0 THEN $1 END)',
  abs: 'abs($1)',
  sign: 'sign($1)',
  ceil: 'ceil($1)',
  floor: 'floor($1)',
  trunc: 'trunc($1)',
  round: 'floor($1 + 0.5)',
  round_to: 'round($1, $2)',
  sin: 'sin($1)',
  cos: 'cos($1)',
  tan: 'tan($1)',
  asin: 'asin(CASE WHEN $1 BETWEEN -1 AND 1 THEN $1 END)',
  acos: 'acos(CASE WHEN $1 BETWEEN -1 AND 1 THEN $1 END)',
  atan: 'atan($1)',
  atan2: 'atan2($1, $2)',
  sinh: 'sinh($1)',
  cosh: 'cosh($1)',
  tanh: 'tanh($1)',
  asinh: 'asinh($1)',
  acosh: 'acosh(CASE WHEN $1 >= 1 THEN $1 END)',
  atanh: 'atanh(CASE WHEN $1 BETWEEN -1 AND 1 THEN $1 END)',
  is_nan: `isnan(CAST($1 AS DOUBLE))`,
  is_finite: `isfinite(CAST($1 AS DOUBLE))`,
  bit_and: '($1 & $2)',
  bit_or: '($1 | $2)',
  bit_xor: 'xor($1, $2)',
  shift_left: '($1 << $2)',
  shift_right: '($1 >> $2)',

  length: 'length($1)',
  byte_length: 'strlen($1)',
  lower: 'lower($1)',
  upper: 'upper($1)',
  trim: `trim($1, ${whiteSpace})`,
  trim_start: `ltrim($1, ${whiteSpace})`,
  trim_end: `rtrim($1, ${whiteSpace})`,
  concat: (call) => `(${call.args.map((arg) => `CAST(${arg} AS VARCHAR)`).join(' || ')})`,
  concat_with: 'concat_ws($*)',
  slice,
  substring,
  left: 'left($1, $2)',
  right: 'right($1, $2)',
  replace: 'replace($1, $2, $3)',
  starts_with: 'starts_with($1, $2)',
  ends_with: 'suffix($1, $2)',
  contains: 'contains($1, $2)',
  index_of: '(instr($1, $2) - 1)',
  pad_start: ({ args: [text, length, fill = `' '`] }) =>
    `CASE WHEN length(${text}) >= ${length} THEN ${text} ELSE lpad(${text}, (${length})::INTEGER, ${fill}) END`,
  pad_end: ({ args: [text, length, fill = `' '`] }) =>
    `CASE WHEN length(${text}) >= ${length} THEN ${text} ELSE rpad(${text}, (${length})::INTEGER, ${fill}) END`,
  repeat: 'repeat($1, ($2)::BIGINT)',
  reverse: 'reverse($1)',
  split: 'string_split($1, $2)',
  split_part: `string_split($1, $2)[($3)::BIGINT + 1]`,
  normalize: 'nfc_normalize($1)',
  strip_accents: 'strip_accents($1)',
  like: `($1 LIKE $2)`,
  character: `nullif(substr($1, ($2)::BIGINT + 1, 1), '')`,
  char_code: `CASE WHEN $1 <> '' THEN unicode($1) END`,
  levenshtein: 'levenshtein($1, $2)',
  damerau: 'damerau_levenshtein($1, $2)',
  jaro_winkler: 'jaro_winkler_similarity($1, $2)',
  translate: 'translate($1, $2, $3)',

  regexp_search: (call) => `regexp_matches(${call.args[0]}, ${pattern(call)})`,
  regexp_full: (call) => `regexp_full_match(${call.args[0]}, ${pattern(call)})`,
  regexp_extract: (call) =>
    `CASE WHEN regexp_matches(${call.args[0]}, ${pattern(call)}) THEN regexp_extract(${call.args[0]}, ${pattern(call)}, ${call.args[2] ?? '0'}) END`,
  regexp_extract_all: (call) => `regexp_extract_all(${call.args[0]}, ${pattern(call)}, ${call.args[2] ?? '0'})`,
  regexp_replace: replacement,
  regexp_count: (call) => `len(regexp_extract_all(${call.args[0]}, ${pattern(call)}))`,

  year: 'year($1)',
  quarter: 'quarter($1)',
  month: 'month($1)',
  day: 'day($1)',
  iso_week: 'week($1)',
  day_of_week: 'dayofweek($1)',
  day_of_year: 'dayofyear($1)',
  hour: 'hour(CAST($1 AS TIMESTAMP))',
  minute: 'minute(CAST($1 AS TIMESTAMP))',
  second: 'second(CAST($1 AS TIMESTAMP))',
  millisecond: '(millisecond(CAST($1 AS TIMESTAMP)) % 1000)',
  epoch_ms: 'epoch_ms(CAST($1 AS TIMESTAMP))',
  from_epoch_ms: 'make_timestamp_ms(CAST($1 AS BIGINT))',
  date_trunc: (call) => `CAST(date_trunc('${unit(call)}', ${call.args[1]}) AS TIMESTAMP)`,
  date_diff: (call) => `date_sub('${unit(call)}', CAST(${call.args[1]} AS TIMESTAMP), CAST(${call.args[2]} AS TIMESTAMP))`,
  date_boundaries: (call) => `date_diff('${unit(call)}', CAST(${call.args[1]} AS TIMESTAMP), CAST(${call.args[2]} AS TIMESTAMP))`,
  date_add: (call) => `(${call.args[2]} + ${intervals[unit(call)]!.replace('$', `CAST(${call.args[1]} AS BIGINT)`)})`,
  make_date: `TRY_CAST(printf('%04d-%02d-%02d', CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT)) AS DATE)`,
  parse_date: (call) => `CAST(try_strptime(${call.args[0]}, ${formats(call)}) AS DATE)`,
  parse_timestamp: (call) => `try_strptime(${call.args[0]}, ${formats(call)})`,
  format_date: 'strftime($1, $2)',
  to_date: 'CAST($1 AS DATE)',
  to_timestamp: 'CAST($1 AS TIMESTAMP)',
  in_zone: `((CAST($2 AS TIMESTAMP) AT TIME ZONE 'UTC') AT TIME ZONE $1)`,
  now: `CAST(now() AS TIMESTAMP)`,
  today: 'CAST(now() AS DATE)',

  hash: 'hash($*)',
  md5: 'md5(CAST($1 AS VARCHAR))',
  sha256: 'sha256(CAST($1 AS VARCHAR))',

  list: (call) => `[${call.args.join(', ')}]`,
  range: 'range(CAST($1 AS BIGINT))',
  list_length: 'len($1)',
  list_element: '$1[CAST($2 AS BIGINT) + 1]',
  list_contains: 'list_contains($1, $2)',
  list_join: 'array_to_string($1, $2)',
  list_distinct: 'list_sort(list_distinct($1))',
  list_sort: 'list_sort($1)',
  list_present: 'list_filter($1, lambda x: x IS NOT NULL)',
  field: 'struct_extract($1, $2)',
  struct,
}

const aggregates: Record<AggregateFunction, Printer> = {
  count: (call) => (call.args.length === 0 ? 'count(*)' : `count(${call.args[0]})`),
  count_if: 'count_if($1)',
  count_missing: 'count_if($1 IS NULL)',
  count_distinct: (call) => (call.args.length === 1 ? `count(DISTINCT ${call.args[0]})` : `count(DISTINCT row(${call.args.join(', ')}))`),
  sum: 'sum($1)',
  sum_precise: 'fsum(CAST($1 AS DOUBLE))',
  product: 'product($1)',
  mean: 'avg($1)',
  min: 'min($1)',
  max: 'max($1)',
  std: 'stddev_samp($1)',
  std_pop: 'stddev_pop($1)',
  variance: 'var_samp($1)',
  variance_pop: 'var_pop($1)',
  skewness: 'skewness($1)',
  kurtosis: 'kurtosis($1)',
  median: 'median($1)',
  quantile: 'quantile_cont($1, $2)',
  quantile_value: 'quantile_disc($1, $2)',
  mad: 'mad($1)',
  mode: 'mode($1 ORDER BY $1)',
  entropy: 'entropy($1)',
  corr: 'corr($1, $2)',
  covar: 'covar_samp($1, $2)',
  covar_pop: 'covar_pop($1, $2)',
  first: 'first($1)',
  last: 'last($1)',
  any: 'any_value($1)',
  all_true: 'bool_and($1)',
  any_true: 'bool_or($1)',
  arg_min: 'arg_min($1, $2)',
  arg_max: 'arg_max($1, $2)',
  values: 'array_agg($1)',
  distinct_values: 'list_sort(list_distinct(array_agg($1)))',
  join_text: 'string_agg(CAST($1 AS VARCHAR), $2)',
  histogram: 'histogram($1)',
  approx_distinct: 'approx_count_distinct($1)',
  approx_quantile: 'approx_quantile($1, CAST($2 AS FLOAT))',
  bit_and_all: 'bit_and($1)',
  bit_or_all: 'bit_or($1)',
}

const windows: Record<WindowFunction, Printer> = {
  row_number: 'row_number()',
  rank: 'rank()',
  avg_rank: 'rank()',
  dense_rank: 'dense_rank()',
  percent_rank: 'percent_rank()',
  cume_dist: 'cume_dist()',
  ntile: 'ntile(CAST($1 AS BIGINT))',
  lag: 'lag($*)',
  lead: 'lead($*)',
  first_value: 'first_value($1)',
  last_value: 'last_value($1)',
  nth_value: 'nth_value($1, CAST($2 AS BIGINT))',
  fill_down: 'last_value($1 IGNORE NULLS)',
  fill_up: 'first_value($1 IGNORE NULLS)',
}

const printers: Record<LogicalFunction, Printer> = { ...scalars, ...aggregates, ...windows }

/** The printer of a logical function for DuckDB. */
export function printerOf(name: string): Printer {
  return printers[name as LogicalFunction]
}
