import { AggregateNode, type ExprNode, WindowFunctionNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { nearest, quoted } from '../../util/index.ts'
import { arqueroFunctions } from './arquero-functions.ts'
import type { ExpressionContext, WindowUse } from './context.ts'
import { asInteger, asNumber, mathCall, mathFunctions } from './globals.ts'
import { callMethod, regexOf } from './methods.ts'
import { fromConstant, nodeOf, textOf } from './operators.ts'
import { refusedFunctions } from './refused.ts'
import { UnsupportedPart } from './unsupported.ts'
import { commonType, isNumeric, levelOf, type Value } from './value.ts'

type TypeOf = ColumnType | ((args: readonly Value[]) => ColumnType)

/** A function of `op`. */
export interface Func {
  readonly kind: 'row' | WindowUse
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number]
  readonly type: TypeOf
  readonly make: (args: readonly Value[]) => ExprNode
  /** What is done with the result, outside of the window if there is one. */
  readonly finish?: (node: ExprNode, args: readonly Value[]) => ExprNode
}

const first = (args: readonly Value[]) => args[0]?.type ?? 'unknown'
const nodes = (args: readonly Value[]) => args.map(nodeOf)
const at = (args: readonly Value[], i: number) => args[i] as Value

function row(name: string, arity: number | readonly [number, number], type: TypeOf): Func {
  const range = typeof arity === 'number' ? ([arity, arity] as const) : arity
  return { kind: 'row', arity: range, type, make: (args) => fn(name as never, ...nodes(args)) }
}

function aggregate(name: string, arity: number, type: TypeOf, make?: Func['make']): Func {
  return { kind: 'aggregate', arity: [arity, arity], type, make: make ?? ((args) => fn(name as never, ...nodes(args))) }
}

function ranking(name: string): Func {
  return {
    kind: 'window',
    arity: [0, 0],
    type: name === 'percent_rank' || name === 'cume_dist' ? 'number' : 'integer',
    make: () => fn(name as never),
  }
}

function shifted(name: 'lag' | 'lead'): Func {
  const make = (args: readonly Value[]) =>
    fn(name, nodeOf(at(args, 0)), nodeOf(args[1] ?? fromConstant(1)), ...args.slice(2, 3).map(nodeOf))
  return { kind: 'window', arity: [1, 3], type: first, make }
}

function valueAt(name: 'first_value' | 'last_value' | 'nth_value', arity: number): Func {
  return { kind: 'aggregate', arity: [arity, arity], type: first, make: (args) => fn(name, ...nodes(args)) }
}

function filled(name: 'fill_down' | 'fill_up'): Func {
  return { kind: name === 'fill_down' ? 'running' : 'following', arity: [1, 1], type: first, make: (args) => fn(name, ...nodes(args)) }
}

const sumType = (args: readonly Value[]) => (isNumeric(first(args)) ? first(args) : 'number')

/** A sum of whole numbers widens past what crosses to JavaScript: it is cast back. */
const finishSum = (node: ExprNode, args: readonly Value[]) => (first(args) === 'integer' ? fn('cast', node, 'integer') : node)

/** The functions of `op`, by name. */
const functions: Readonly<Record<string, Func>> = {
  // Over the rows of a group.
  count: aggregate('count', 0, 'integer'),
  valid: aggregate('count', 1, 'integer'),
  invalid: aggregate('count_missing', 1, 'integer'),
  distinct: aggregate('count_distinct', 1, 'integer'),
  sum: { ...aggregate('sum', 1, sumType), finish: finishSum },
  product: aggregate('product', 1, 'number'),
  mean: aggregate('mean', 1, 'number'),
  average: aggregate('mean', 1, 'number'),
  mode: aggregate('mode', 1, first),
  min: aggregate('min', 1, first),
  max: aggregate('max', 1, first),
  median: aggregate('median', 1, 'number'),
  quantile: aggregate('quantile', 2, 'number'),
  variance: aggregate('variance', 1, 'number'),
  variancep: aggregate('variance_pop', 1, 'number'),
  stdev: aggregate('std', 1, 'number'),
  stdevp: aggregate('std_pop', 1, 'number'),
  covariance: aggregate('covar', 2, 'number'),
  covariancep: aggregate('covar_pop', 2, 'number'),
  corr: aggregate('corr', 2, 'number'),
  any: aggregate('any', 1, first),
  array_agg: aggregate('values', 1, 'list'),
  array_agg_distinct: { ...aggregate('values', 1, 'list'), finish: (node) => fn('list_distinct', node) },
  every: aggregate('all_true', 1, 'boolean'),
  some: aggregate('any_true', 1, 'boolean'),
  // Of one row among the rows of its group.
  row_number: ranking('row_number'),
  rank: ranking('rank'),
  avg_rank: { ...ranking('avg_rank'), type: 'number' },
  dense_rank: ranking('dense_rank'),
  percent_rank: ranking('percent_rank'),
  cume_dist: ranking('cume_dist'),
  ntile: { kind: 'window', arity: [1, 1], type: 'integer', make: (args) => fn('ntile', ...nodes(args)) },
  lag: shifted('lag'),
  lead: shifted('lead'),
  first_value: valueAt('first_value', 1),
  last_value: valueAt('last_value', 1),
  nth_value: valueAt('nth_value', 2),
  fill_down: filled('fill_down'),
  fill_up: filled('fill_up'),
  cumsum: { ...aggregate('sum', 1, sumType), kind: 'running', finish: finishSum },
  cummax: { kind: 'running', arity: [1, 1], type: first, make: (args) => fn('max', ...nodes(args)) },
  cummin: { kind: 'running', arity: [1, 1], type: first, make: (args) => fn('min', ...nodes(args)) },
  // Text.
  lower: row('lower', 1, 'text'),
  upper: row('upper', 1, 'text'),
  trim: row('trim', 1, 'text'),
  length: row('length', 1, 'integer'),
  substring: { kind: 'row', arity: [2, 3], type: 'text', make: ([s, ...rest]) => callMethod(s as Value, 'substring', rest).node },
  slice: { kind: 'row', arity: [2, 3], type: 'text', make: ([s, ...rest]) => callMethod(s as Value, 'slice', rest).node },
  startswith: row('starts_with', 2, 'boolean'),
  endswith: row('ends_with', 2, 'boolean'),
  includes: { kind: 'row', arity: [2, 2], type: 'boolean', make: ([s, ...rest]) => callMethod(s as Value, 'includes', rest).node },
  indexof: { kind: 'row', arity: [2, 2], type: 'integer', make: ([s, ...rest]) => callMethod(s as Value, 'indexOf', rest).node },
  padstart: { kind: 'row', arity: [2, 3], type: 'text', make: ([s, ...rest]) => callMethod(s as Value, 'padStart', rest).node },
  padend: { kind: 'row', arity: [2, 3], type: 'text', make: ([s, ...rest]) => callMethod(s as Value, 'padEnd', rest).node },
  replace: { kind: 'row', arity: [3, 3], type: 'text', make: ([s, ...rest]) => callMethod(s as Value, 'replace', rest).node },
  repeat: row('repeat', 2, 'text'),
  split: row('split', 2, 'list'),
  normalize: row('normalize', 1, 'text'),
  string: { kind: 'row', arity: [1, 1], type: 'text', make: ([x]) => textOf(x as Value) },
  match: { kind: 'row', arity: [2, 3], type: (args) => (args.length > 2 ? 'text' : 'boolean'), make: matchOf },
  // Numbers.
  greatest: row('greatest', [1, 99], (args) => args.map((a) => a.type).reduce(commonType)),
  least: row('least', [1, 99], (args) => args.map((a) => a.type).reduce(commonType)),
  parse_int: { kind: 'row', arity: [1, 2], type: 'integer', make: (args) => asInteger(args).node },
  parse_float: { kind: 'row', arity: [1, 1], type: 'number', make: (args) => asNumber(args).node },
  is_nan: row('is_nan', 1, 'boolean'),
  is_finite: row('is_finite', 1, 'boolean'),
  equal: row('same', 2, 'boolean'),
  coalesce: row('coalesce', [1, 99], (args) => args.map((a) => a.type).reduce(commonType)),
  // Times, UTC.
  parse_date: { kind: 'row', arity: [1, 9], type: 'timestamp', make: parseDate },
  format_date: {
    kind: 'row',
    arity: [1, 2],
    type: 'text',
    make: ([d, f]) => (f === undefined ? callMethod(d as Value, 'toISOString', []).node : fn('format_date', nodeOf(d as Value), nodeOf(f))),
  },
  timestamp: row('epoch_ms', 1, 'integer'),
  date: row('to_date', 1, 'date'),
  year: row('year', 1, 'integer'),
  quarter: row('quarter', 1, 'integer'),
  month: { kind: 'row', arity: [1, 1], type: 'integer', make: ([d]) => callMethod(d as Value, 'getUTCMonth', []).node },
  week: row('iso_week', 1, 'integer'),
  day: row('day', 1, 'integer'),
  dayofyear: row('day_of_year', 1, 'integer'),
  dayofweek: row('day_of_week', 1, 'integer'),
  hours: row('hour', 1, 'integer'),
  minutes: row('minute', 1, 'integer'),
  seconds: row('second', 1, 'integer'),
  days: { kind: 'row', arity: [2, 2], type: 'integer', make: (args) => fn('date_boundaries', 'day', ...nodes(args)) },
  ...arqueroFunctions,
  // Lists.
  array: row('list', [0, 999], 'list'),
}

function matchOf(args: readonly Value[]): ExprNode {
  const pattern = regexOf(args[1])
  if (pattern === undefined) throw new UnsupportedPart('"match" without a constant pattern')
  if (args.length === 2) return fn('regexp_search', nodeOf(at(args, 0)), pattern)
  return fn('regexp_extract', nodeOf(at(args, 0)), pattern, nodeOf(at(args, 2)))
}

function parseDate(args: readonly Value[]): ExprNode {
  const [text, ...formats] = nodes(args)
  return formats.length === 0 ? fn('timestamp_from_text', text as ExprNode) : fn('parse_timestamp', text as ExprNode, ...formats)
}

/** The names of `op`'s functions, sorted. */
export function functionNames(): string[] {
  return [...new Set([...Object.keys(functions), ...mathFunctions])].filter((name) => name !== 'array').sort()
}

/** Whether a name is a function of `op`. */
export function isFunctionName(name: string): boolean {
  return Object.hasOwn(functions, name)
}

/** Calls a function of `op` in an expression. */
export function callFunction(name: string, args: readonly Value[], context: ExpressionContext, source: string): Value {
  const func = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (func === undefined) {
    if (mathFunctions.includes(name)) return mathCall(name, args)
    if (Object.hasOwn(refusedFunctions, name)) throw new RangeError(`Cannot call op.${name}: ${refusedFunctions[name]}`)
    const near = nearest(name, functionNames())
    const hint = near === undefined ? '' : `did you mean op.${near}? `
    throw new RangeError(`Cannot call op.${name}: ${hint}There are ${quoted(functionNames(), 99)}`)
  }
  const [least, most] = func.arity
  if (args.length < least || args.length > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`
    throw new TypeError(`Cannot call op.${name} with ${args.length} arguments in "${source.slice(0, 120)}": it takes ${wanted}`)
  }
  const type = typeof func.type === 'function' ? func.type(args) : func.type
  if (func.kind === 'row')
    return { node: func.make(args), type, ...levelOf(args), ...(name === 'match' && type === 'boolean' ? { finds: true as const } : {}) }
  return { ...group(name, func, args, context), type }
}

/** Aggregates that depend on the order of rows. */
const ordered = new Set(['any', 'array_agg'])

/** A function over the rows of a group: an aggregate in rollup, a window elsewhere. */
function group(name: string, func: Func, args: readonly Value[], context: ExpressionContext): Pick<Value, 'node' | 'level'> & object {
  const inner = levelOf(args).level
  if (inner !== undefined) throw new SyntaxError(`Cannot use op.${name} of another function over rows: derive that one first`)
  if (context.kind === 'row')
    throw new SyntaxError(`Cannot use op.${name} here: the expression sees one row. Use it in rollup, derive or filter`)
  const node = func.make(args)
  const finish = (made: ExprNode) => func.finish?.(made, args) ?? made
  if (context.kind === 'aggregate') {
    if (func.kind !== 'aggregate' || node instanceof WindowFunctionNode)
      throw new SyntaxError(`Cannot use op.${name} in rollup: it gives one value a row. Use it in derive`)
    const inOrder =
      node instanceof AggregateNode && ordered.has(name) && context.order !== undefined ? node.argOrder([...context.order]) : node
    return { node: finish(inOrder), level: 'aggregate' }
  }
  if (context.over === undefined) throw new SyntaxError(`Cannot use op.${name} here`)
  return { node: finish(context.over(node, func.kind as WindowUse)), level: 'window' }
}
