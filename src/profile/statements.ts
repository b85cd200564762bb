import { ColumnNameRefNode, column, type ExprNode, Query } from '@uwdata/mosaic-sql'
import { fn } from '../engine/index.ts'
import { edgeOf, type NumberBins } from './number-bins.ts'
import { minimumBits, registers } from './sketch.ts'
import { probabilities } from './weighted.ts'

/** Rows that are profiled: a query, or the name of a table. */
export type Base = Query | string

/** A column of the base, by its name as it is. */
const col = (name: string): ExprNode => new ColumnNameRefNode(name)

const present = (name: string) => fn('is_present', col(name))

/** A number that is neither NaN nor infinite; others become missing. */
function finite(name: string, exact: boolean): ExprNode {
  const x = fn('cast', col(name), 'number')
  return exact ? x : fn('if', fn('is_finite', x), x, null)
}

/** How many rows there are: `n`. */
export function rowsQuery(base: Base): Query {
  return Query.select({ n: fn('count') }).from(base)
}

/** How a family of columns is looked at in samples. */
export type Sampled = 'number' | 'text' | 'as is'

/** The first rows, of `names`, as `c0 c1 ...`. Long texts are cut, numbers are floating point. */
export function sampleQuery(base: Base, names: readonly string[], kinds: readonly Sampled[], rows: number): Query {
  const view = (name: string, kind: Sampled) =>
    kind === 'number' ? fn('cast', col(name), 'number') : kind === 'text' ? fn('left', fn('to_text', col(name)), 200) : col(name)
  return Query.select(Object.fromEntries(names.map((name, i) => [`c${i}`, view(name, kinds[i]!)])))
    .from(base)
    .limit(rows)
}

/** Some present values of one column, as `v`. */
export function presentQuery(base: Base, name: string, kind: Sampled, rows: number): Query {
  return Query.select({ v: kind === 'number' ? fn('cast', col(name), 'number') : fn('left', fn('to_text', col(name)), 200) })
    .from(base)
    .where(present(name))
    .limit(rows)
}

/**
 * Whether a text begins or ends with a blank. Much quicker than a comparison with the trimmed text: all texts that begin with a blank of ASCII
 * come before "!".
 */
function untrimmed(text: ExprNode): ExprNode {
  const first = fn('and', fn('lt', text, '!'), fn('neq', text, ''))
  const wide = ['\u00a0', '\u3000'].flatMap((blank) => [fn('starts_with', text, blank), fn('ends_with', text, blank)])
  return fn('or', first, ...[' ', '\t', '\n', '\r'].map((blank) => fn('ends_with', text, blank)), ...wide)
}

/** The distinct values of one column with how often each occurs, as `v n`. */
function groups(base: Base, name: string, asText = false): Query {
  const key = asText ? fn('to_text', col(name)) : col(name)
  return Query.select({ v: key, n: fn('count') })
    .from(base)
    .where(present(name))
    .groupby(key)
}

/** Every distinct value of a numeric column, up to `limit`: `v n`. */
export function numberGroups(base: Base, name: string, limit: number): Query {
  return Query.select({ v: fn('cast', column('v'), 'number'), n: column('n') })
    .from(groups(base, name))
    .limit(limit)
}

/** Every distinct time, as epoch milliseconds, up to `limit`: `v n`; infinite ones have no `v`. */
export function timeGroups(base: Base, name: string, limit: number): Query {
  return Query.select({ v: epoch(column('v')), n: column('n') })
    .from(groups(base, name))
    .limit(limit)
}

/** Every distinct text, up to `limit`: `v` (cut at 200 characters), `n`, `length`, `untrimmed`. */
export function textGroups(base: Base, name: string, asText: boolean, limit: number): Query {
  return Query.select({
    v: fn('left', column('v'), 200),
    n: column('n'),
    length: fn('length', column('v')),
    untrimmed: untrimmed(column('v')),
  })
    .from(groups(base, name, asText))
    .limit(limit)
}

/** Present values of one column as text, with how often each occurs, up to `limit`: `v n`. */
export function plainGroups(base: Base, name: string, limit: number): Query {
  return Query.select({ v: fn('left', fn('to_text', column('v')), 200), n: column('n') })
    .from(groups(base, name))
    .limit(limit)
}

/** Epoch milliseconds; missing for infinite times. */
function epoch(time: ExprNode): ExprNode {
  return fn('cast', fn('epoch_ms', time), 'number')
}

/** What is asked of the groups of a column with many distinct values. */
export interface WideWants {
  /** Group by the values as text: for types that are shown as text but are not. */
  readonly asText: boolean
  readonly rowsPerValue: boolean
}

/**
 * Figures of a column with many distinct values, from its groups, as rows `kind v n m`: `distinct` (n), `top` (v, n), `rows` (m values have n rows
 * each); of `distinct`, m is how many rows the most frequent value has.
 */
export function wideQuery(base: Base, name: string, wants: WideWants, most: number): Query {
  const none = fn('cast', fn('coalesce', null), 'text')
  const zero = fn('cast', 0, 'number')
  const asNumber = (node: ExprNode) => fn('cast', node, 'number')
  const text = fn('left', fn('to_text', column('v')), 200)
  const parts: Query[] = [
    Query.select({ kind: fn('to_text', 'distinct'), v: none, n: asNumber(fn('count')), m: asNumber(fn('max', column('n'))) }).from('g'),
    Query.select({ kind: fn('to_text', 'present'), v: none, n: asNumber(fn('sum', column('n'))), m: zero }).from('g'),
    Query.from(
      Query.select({ kind: fn('to_text', 'top'), v: text, n: asNumber(column('n')), m: zero })
        .from('g')
        .orderby(fn('negate', column('n')), column('v'))
        .limit(most),
    ).select('kind', 'v', 'n', 'm'),
  ]
  if (wants.rowsPerValue) {
    parts.push(
      Query.select({ kind: fn('to_text', 'rows'), v: none, n: asNumber(column('n')), m: asNumber(fn('count')) })
        .from('g')
        .groupby(column('n')),
    )
  }
  return Query.with({ g: groups(base, name, wants.asText) } as never).unionAll(...parts)
}

/** How many present values are NaN, infinite, 0 and negative, with sum and extremes of the finite ones, of several columns: `nan0 inf0 ...`. */
export function wideNumbersQuery(base: Base, columns: readonly { readonly name: string; readonly exact: boolean }[]): Query {
  const entries: [string, ExprNode][] = []
  columns.forEach(({ exact }, i) => {
    const x = column(`x${i}`)
    entries.push([`n${i}`, fn('count', x)], [`lo${i}`, fn('min', x)], [`hi${i}`, fn('max', x)], [`sum${i}`, fn('sum_precise', x)])
    entries.push([`zero${i}`, fn('count_if', fn('eq', x, 0))], [`neg${i}`, fn('count_if', fn('lt', x, 0))])
    entries.push([`q${i}`, fn('quantile', x, [...probabilities])])
    if (!exact) entries.push([`nan${i}`, fn('count_if', fn('is_nan', column(`r${i}`)))])
  })
  const inner = Object.fromEntries(
    columns.flatMap(({ name, exact }, i): [string, ExprNode][] => [
      [`x${i}`, finite(name, exact)],
      ...(exact ? [] : [[`r${i}`, col(name)] as [string, ExprNode]]),
    ]),
  )
  return Query.select(Object.fromEntries(entries)).from(Query.select(inner).from(base))
}

/** What a pass over the bins of a numeric column needs to know. */
export interface BinWants {
  readonly mean: number
  readonly scale: number
  readonly lowFence: number
  readonly highFence: number
  readonly bins: NumberBins | null
}

/** Rows, sums of powers of deviations and outliers by bin: `b n s2 s3 s4 out`. */
export function binsQuery(base: Base, name: string, exact: boolean, { mean, scale, lowFence, highFence, bins }: BinWants): Query {
  const x = column('x')
  const d = fn('subtract', fn('divide', x, scale), mean / scale)
  const inner = Query.select({ x, d, b: bins === null ? fn('cast', 0, 'number') : binExpression(bins, x) })
    .from(Query.select({ x: finite(name, exact) }).from(base))
    .where(fn('is_present', x))
  const dd = fn('multiply', column('d'), column('d'))
  return Query.select({
    b: column('b'),
    n: fn('count'),
    s2: fn('sum', dd),
    s3: fn('sum', fn('multiply', dd, column('d'))),
    s4: fn('sum', fn('multiply', dd, dd)),
    out: fn('count_if', fn('or', fn('lt', x, lowFence), fn('gt', x, highFence))),
  })
    .from(inner)
    .groupby(column('b'))
}

/** The bin of a number as `binOf` computes it. */
function binExpression(bins: NumberBins, x: ExprNode): ExprNode {
  const { mantissa, exponent, first, size } = bins
  const edge = (index: ExprNode): ExprNode => {
    const steps = fn('multiply', index, mantissa)
    return exponent < 0
      ? fn('divide', steps, fn('cast', 10 ** -exponent, 'number'))
      : fn('multiply', steps, fn('cast', 10 ** exponent, 'number'))
  }
  const index = fn('floor', fn('divide', x, edgeOf(bins, 1)))
  const right = fn(
    'case',
    fn('gt', edge(index), x),
    fn('subtract', index, 1),
    fn('lte', edge(fn('add', index, 1)), x),
    fn('add', index, 1),
    index,
  )
  const bin = fn('subtract', right, first)
  const last = edgeOf(bins, first + size)
  const top = bins.tailAbove ? fn('cast', size, 'number') : fn('if', fn('eq', x, last), size - 1, size)
  return fn('case', fn('lt', bin, 0), -1, fn('lt', bin, size), bin, top)
}

/** Earliest and latest time of several columns, and how many are not infinite: `lo0 hi0 n0 ...`. */
export function wideTimesQuery(base: Base, names: readonly string[]): Query {
  const entries = names.flatMap((name, i): [string, ExprNode][] => {
    const at = epoch(col(name))
    return [
      [`lo${i}`, fn('min', at)],
      [`hi${i}`, fn('max', at)],
      [`n${i}`, fn('count', at)],
    ]
  })
  return Query.select(Object.fromEntries(entries)).from(base)
}

/** Rows by multiples of `grain` milliseconds of a time: `v n`. */
export function grainsQuery(base: Base, name: string, grain: number): Query {
  const times = Query.select({ at: epoch(col(name)) }).from(base)
  const v = fn('multiply', fn('floor', fn('divide', column('at'), grain)), grain)
  return Query.select({ v, n: fn('count') })
    .from(times)
    .where(fn('is_present', column('at')))
    .groupby(v)
}

/** How many different rows there are: `n`. */
export function differentRows(base: Base, names: readonly string[]): Query {
  const rows = Query.select(Object.fromEntries(names.map((name, i) => [`c${i}`, col(name)])))
    .from(base)
    .distinct()
  return Query.select({ n: fn('count') }).from(rows)
}

/** How many different 64-bit hashes of rows there are: `n`. Equal rows have equal hashes. */
export function differentHashes(base: Base, names: readonly string[]): Query {
  return Query.select({ n: fn('count_distinct', fn('hash', ...names.map(col))) }).from(base)
}

/** How many different values a column has, and how many are present: `n present`. */
export function distinctQuery(base: Base, name: string, asText: boolean): Query {
  const value = asText ? fn('to_text', col(name)) : col(name)
  return Query.select({ n: fn('count_distinct', value), present: fn('count', col(name)) }).from(base)
}

/** A text in lower case when it is short enough to stand for nothing known. */
const shortKey = (text: ExprNode) => fn('if', fn('lte', fn('length', text), 12), fn('lower', text), null)

/** Rows by length of a text: `length n untrimmed placeholders`. */
export function lengthsQuery(base: Base, name: string, placeholders: readonly string[]): Query {
  const v = column('v')
  const length = fn('length', v)
  const texts = Query.select({ v: fn('to_text', col(name)) })
    .from(base)
    .where(present(name))
  return Query.select({
    length,
    n: fn('count'),
    untrimmed: fn('count_if', untrimmed(v)),
    placeholders: fn('count_if', fn('in', shortKey(v), ...placeholders)),
  })
    .from(texts)
    .groupby(length)
}

/** Rows by text, of those texts that stand for nothing known: `v n`. */
export function placeholdersQuery(base: Base, name: string, placeholders: readonly string[]): Query {
  const v = column('v')
  const texts = Query.select({ v: fn('to_text', col(name)) })
    .from(base)
    .where(present(name))
  const key = fn('if', fn('lte', fn('length', v), 12), fn('lower', v), null)
  return Query.select({ v, n: fn('count') })
    .from(texts)
    .where(fn('in', key, ...placeholders))
    .groupby(v)
}

/** The least hash of each register of a sketch of a column's values: `r least n`. */
export function sketchQuery(base: Base, name: string): Query {
  const h = column('h')
  const hashes = Query.select({ h: fn('hash', col(name)) })
    .from(base)
    .where(present(name))
  const r = fn('bit_and', h, registers - 1)
  return Query.select({
    r: fn('cast', r, 'number'),
    least: fn('cast', fn('min', fn('shift_right', h, 64 - minimumBits)), 'number'),
    n: fn('count'),
  })
    .from(hashes)
    .groupby(r)
}
