import assert from 'node:assert/strict'
import { column, desc, type ExprNode, frameRows, Query, WindowNode } from '@uwdata/mosaic-sql'
import {
  type aggregateFunctions,
  engine,
  fn,
  functionNames,
  identifier,
  literal,
  print,
  re2,
  rowsOf,
  type scalarFunctions,
  type windowFunctions,
} from '../../../src/engine/index.ts'

const noon = new Date('2024-02-29T12:00:00Z')
const day = (text: string) => new Date(`${text}T00:00:00Z`)

/** What each function of one row gives: the engine's answer must be the second of each pair. */
const scalars: { [F in keyof typeof scalarFunctions]: readonly (readonly [ExprNode, unknown])[] } = {
  cast: [[fn('cast', '5', 'integer'), 5]],
  try_cast: [[fn('try_cast', 'x', 'integer'), null]],
  int_from_text: [
    [fn('int_from_text', ' 15 '), 15],
    [fn('int_from_text', '1.5'), null],
    [fn('int_from_text', '12345678901234567890'), null],
  ],
  number_from_text: [
    [fn('number_from_text', '1e3'), 1000],
    [fn('number_from_text', 'inf'), null],
  ],
  boolean_from_text: [
    [fn('boolean_from_text', 'True'), true],
    [fn('boolean_from_text', 'yes'), null],
  ],
  date_from_text: [
    [fn('date_from_text', '2024-02-29'), day('2024-02-29')],
    [fn('date_from_text', '2023-02-29'), null],
    [fn('date_from_text', '31/12/2023', '%d/%m/%Y'), day('2023-12-31')],
  ],
  timestamp_from_text: [[fn('timestamp_from_text', '2024-02-29 12:00'), noon]],
  to_text: [[fn('to_text', 5), '5']],
  is_missing: [[fn('is_missing', null), true]],
  is_present: [[fn('is_present', null), false]],
  coalesce: [[fn('coalesce', null, 2, 3), 2]],
  null_if: [[fn('null_if', 'NA', 'NA'), null]],
  if: [[fn('if', false, 1, 2), 2]],
  case: [
    [fn('case', false, 'a', true, 'b', 'c'), 'b'],
    [fn('case', false, 'a'), null],
  ],
  same: [[fn('same', null, null), true]],
  different: [[fn('different', null, 1), true]],
  between: [[fn('between', 2, 1, 3), true]],
  in: [
    [fn('in', 3, [1, 3]), true],
    [fn('in', 3), false],
    [fn('in', null, 1), null],
  ],
  not_in: [
    [fn('not_in', 3, 1, 2), true],
    [fn('not_in', 3), true],
  ],
  and: [[fn('and', true, false), false]],
  or: [[fn('or', true, false), true]],
  not: [[fn('not', true), false]],
  eq: [[fn('eq', 1, 1), true]],
  neq: [[fn('neq', 1, 1), false]],
  lt: [[fn('lt', 1, 2), true]],
  lte: [[fn('lte', 2, 2), true]],
  gt: [[fn('gt', 1, 2), false]],
  gte: [[fn('gte', 2, 2), true]],
  least: [
    [fn('least', 3, 1, 2), 1],
    [fn('least', 1, null), null],
  ],
  greatest: [
    [fn('greatest', 3, 1), 3],
    [fn('greatest', 1, null), null],
  ],
  add: [[fn('add', 1, 2.5), 3.5]],
  subtract: [[fn('subtract', 1, 2), -1]],
  multiply: [[fn('multiply', 3, 4), 12]],
  divide: [
    [fn('divide', -7, 2), -3.5],
    [fn('divide', 1, 0), null],
    [fn('divide', 0.5, 0), null],
  ],
  divide_whole: [[fn('divide_whole', 7, 2), 3]],
  modulo: [
    [fn('modulo', -5, 3), -2],
    [fn('modulo', 5, 0), null],
  ],
  negate: [[fn('negate', 2), -2]],
  power: [[fn('power', 2, 10), 1024]],
  sqrt: [
    [fn('sqrt', 9), 3],
    [fn('sqrt', -1), null],
  ],
  cbrt: [[fn('cbrt', 27), 3]],
  exp: [[fn('exp', 0), 1]],
  ln: [[fn('ln', 0), null]],
  log10: [[fn('log10', 1000), 3]],
  log2: [[fn('log2', 8), 3]],
  abs: [[fn('abs', -2), 2]],
  sign: [[fn('sign', -2), -1]],
  ceil: [[fn('ceil', 1.2), 2]],
  floor: [[fn('floor', -1.2), -2]],
  trunc: [[fn('trunc', -1.7), -1]],
  round: [
    [fn('round', 2.5), 3],
    [fn('round', -2.5), -2],
  ],
  round_to: [[fn('round_to', 2.345, 1), 2.3]],
  sin: [[fn('sin', 0), 0]],
  cos: [[fn('cos', 0), 1]],
  tan: [[fn('tan', 0), 0]],
  asin: [[fn('asin', 2), null]],
  acos: [[fn('acos', 1), 0]],
  atan: [[fn('atan', 0), 0]],
  sinh: [[fn('sinh', 0), 0]],
  cosh: [[fn('cosh', 0), 1]],
  tanh: [[fn('tanh', 0), 0]],
  asinh: [[fn('asinh', 0), 0]],
  acosh: [
    [fn('acosh', 1), 0],
    [fn('acosh', 0.5), null],
  ],
  atanh: [
    [fn('atanh', 0), 0],
    [fn('atanh', 2), null],
  ],
  atan2: [[fn('atan2', 0, 1), 0]],
  is_nan: [[fn('is_nan', Number.NaN), true]],
  is_finite: [[fn('is_finite', Number.NEGATIVE_INFINITY), false]],
  bit_and: [[fn('bit_and', 6, 3), 2]],
  bit_or: [[fn('bit_or', 6, 3), 7]],
  bit_xor: [[fn('bit_xor', 6, 3), 5]],
  shift_left: [[fn('shift_left', 1, 3), 8]],
  shift_right: [[fn('shift_right', 8, 3), 1]],
  length: [[fn('length', '中文'), 2]],
  byte_length: [[fn('byte_length', '中文'), 6]],
  lower: [[fn('lower', 'ÄB'), 'äb']],
  upper: [[fn('upper', 'äb'), 'ÄB']],
  trim: [[fn('trim', '\u3000\u00a0 a b \t\n'), 'a b']],
  trim_start: [[fn('trim_start', '  a '), 'a ']],
  trim_end: [[fn('trim_end', ' a\u00a0'), ' a']],
  concat: [
    [fn('concat', 'a', 1), 'a1'],
    [fn('concat', 'a', null), null],
  ],
  concat_with: [[fn('concat_with', '-', 'a', null, 'b'), 'a-b']],
  slice: [
    [fn('slice', 'hello', 1, 3), 'el'],
    [fn('slice', 'hello', -3), 'llo'],
    [fn('slice', 'hello', 1, -1), 'ell'],
    [fn('slice', 'hello', 3, 1), ''],
    [fn('slice', 'hello', -9), 'hello'],
  ],
  substring: [[fn('substring', 'hello', 3, 1), 'el']],
  left: [[fn('left', 'hello', 2), 'he']],
  right: [[fn('right', 'hello', 2), 'lo']],
  replace: [[fn('replace', 'a.b.c', '.', '-'), 'a-b-c']],
  starts_with: [[fn('starts_with', 'abc', 'ab'), true]],
  ends_with: [[fn('ends_with', 'abc', 'bc'), true]],
  contains: [[fn('contains', 'a%c', '%'), true]],
  index_of: [
    [fn('index_of', 'abc', 'c'), 2],
    [fn('index_of', 'abc', 'x'), -1],
  ],
  pad_start: [
    [fn('pad_start', '7', 3, '0'), '007'],
    [fn('pad_start', 'abcd', 3), 'abcd'],
  ],
  pad_end: [[fn('pad_end', '7', 3), '7  ']],
  repeat: [[fn('repeat', 'ab', 2), 'abab']],
  reverse: [[fn('reverse', 'abc'), 'cba']],
  split: [[fn('split', 'a,b', ','), ['a', 'b']]],
  split_part: [[fn('split_part', 'a,b', ',', 1), 'b']],
  normalize: [[fn('normalize', 'e\u0301'), 'é']],
  strip_accents: [[fn('strip_accents', 'é'), 'e']],
  like: [[fn('like', 'abc', 'a%'), true]],
  character: [
    [fn('character', 'abc', 1), 'b'],
    [fn('character', 'abc', 9), null],
  ],
  char_code: [
    [fn('char_code', 'é'), 233],
    [fn('char_code', ''), null],
  ],
  levenshtein: [[fn('levenshtein', 'kitten', 'sitting'), 3]],
  damerau: [[fn('damerau', 'ab', 'ba'), 1]],
  jaro_winkler: [[fn('jaro_winkler', 'a', 'a'), 1]],
  translate: [[fn('translate', 'a-b', '-', '_'), 'a_b']],
  regexp_search: [
    [fn('regexp_search', 'a中文b', /[\u4e00-\u9fa5]+/), true],
    [fn('regexp_search', "it's", /'/), true],
    [fn('regexp_search', 'ABC', /b/i), true],
  ],
  regexp_full: [
    [fn('regexp_full', 'abc', /b/), false],
    [fn('regexp_full', 'abc\n', /abc/), false],
  ],
  regexp_extract: [
    [fn('regexp_extract', 'ab12', /([a-z]+)(\d+)/, 2), '12'],
    [fn('regexp_extract', 'ab', /\d+/), null],
  ],
  regexp_extract_all: [[fn('regexp_extract_all', 'a1b2', /\d/), ['1', '2']]],
  regexp_replace: [
    [fn('regexp_replace', 'a-b-c', /-(\w)/g, '<$1>'), 'a<b><c>'],
    [fn('regexp_replace', 'a-b-c', /-/, '$$'), 'a$b-c'],
  ],
  regexp_count: [[fn('regexp_count', 'a1b2', /\d/), 2]],
  year: [[fn('year', noon), 2024]],
  quarter: [[fn('quarter', noon), 1]],
  month: [[fn('month', noon), 2]],
  day: [[fn('day', noon), 29]],
  iso_week: [[fn('iso_week', noon), 9]],
  day_of_week: [[fn('day_of_week', day('2024-03-03')), 0]],
  day_of_year: [[fn('day_of_year', noon), 60]],
  hour: [[fn('hour', noon), 12]],
  minute: [[fn('minute', noon), 0]],
  second: [[fn('second', new Date(5678)), 5]],
  millisecond: [[fn('millisecond', new Date(5678)), 678]],
  epoch_ms: [[fn('epoch_ms', new Date(5678)), 5678]],
  from_epoch_ms: [[fn('from_epoch_ms', 5678), new Date(5678)]],
  date_trunc: [[fn('date_trunc', 'months', noon), day('2024-02-01')]],
  date_diff: [[fn('date_diff', 'day', new Date('2020-01-01T23:00:00Z'), new Date('2020-01-02T01:00:00Z')), 0]],
  date_boundaries: [[fn('date_boundaries', 'day', new Date('2020-01-01T23:00:00Z'), new Date('2020-01-02T01:00:00Z')), 1]],
  date_add: [[fn('date_add', 'month', 1, day('2024-01-31')), day('2024-02-29')]],
  make_date: [
    [fn('make_date', 2024, 2, 29), day('2024-02-29')],
    [fn('make_date', 2023, 2, 29), null],
  ],
  parse_date: [
    [fn('parse_date', '03/04/2024', '%d/%m/%Y'), day('2024-04-03')],
    [fn('parse_date', 'x', '%d/%m/%Y', '%Y'), null],
  ],
  parse_timestamp: [[fn('parse_timestamp', '29.02.2024 12', '%d.%m.%Y %H'), noon]],
  format_date: [[fn('format_date', noon, '%Y年%m月'), '2024年02月']],
  to_date: [[fn('to_date', noon), day('2024-02-29')]],
  to_timestamp: [[fn('to_timestamp', '2024-02-29 12:00:00'), noon]],
  in_zone: [[fn('in_zone', 'Asia/Shanghai', new Date(0)), new Date('1970-01-01T08:00:00Z')]],
  now: [[fn('gt', fn('now'), new Date('2024-01-01')), true]],
  today: [[fn('eq', fn('today'), fn('to_date', fn('now'))), true]],
  hash: [[fn('eq', fn('hash', 'a', 1), fn('hash', 'a', 1)), true]],
  md5: [[fn('md5', 'a'), '0cc175b9c0f1b6a831c399e269772661']],
  sha256: [[fn('sha256', 'a'), 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb']],
  list: [[fn('list', 1, 2), [1, 2]]],
  range: [
    [fn('range', 3), [0, 1, 2]],
    [fn('range', 0), []],
  ],
  list_length: [[fn('list_length', fn('list', 1, 2)), 2]],
  list_element: [[fn('list_element', fn('list', 1, 2), 0), 1]],
  list_contains: [[fn('list_contains', fn('list', 1, 2), 2), true]],
  list_join: [[fn('list_join', fn('list', 'a', 'b'), '-'), 'a-b']],
  list_distinct: [[fn('list_distinct', fn('list', 2, 1, 2)), [1, 2]]],
  list_sort: [[fn('list_sort', fn('list', 2, 1)), [1, 2]]],
  field: [[fn('field', fn('struct', 'a', 1), 'a'), 1]],
  struct: [[fn('struct', "it's", 1), { "it's": 1 }]],
  list_present: [[fn('list_present', fn('list', 1, null, 2)), [1, 2]]],
} as never

const x = column('x')
const aggregates: { [F in keyof typeof aggregateFunctions]: readonly [ExprNode, unknown] } = {
  count: [fn('count'), 4],
  count_if: [fn('count_if', fn('gt', x, 1)), 2],
  count_missing: [fn('count_missing', x), 1],
  count_distinct: [fn('count_distinct', x, column('k')), 3],
  sum: [fn('sum', x), 5],
  sum_precise: [fn('sum_precise', x), 5],
  product: [fn('product', x), 4],
  mean: [fn('mean', x), 5 / 3],
  min: [fn('min', x), 1],
  max: [fn('max', column('k')), 'b'],
  std: [fn('std', x), Math.sqrt(1 / 3)],
  std_pop: [fn('std_pop', x), Math.sqrt(2 / 9)],
  variance: [fn('variance', x), 1 / 3],
  variance_pop: [fn('variance_pop', x), 2 / 9],
  skewness: [fn('skewness', x), -1.7320508075688772],
  kurtosis: [fn('kurtosis', x), null],
  median: [fn('median', x), 2],
  quantile: [fn('quantile', x, 0.25), 1.5],
  quantile_value: [fn('quantile_value', x, 0.25), 1],
  mad: [fn('mad', x), 0],
  mode: [fn('mode', x), 2],
  entropy: [fn('entropy', x), 0.9182958340544896],
  corr: [fn('corr', x, x), 1],
  covar: [fn('covar', x, x), 1 / 3],
  covar_pop: [fn('covar_pop', x, x), 2 / 9],
  first: [fn('first', x).argOrder([desc('x')] as never), 2],
  last: [fn('last', column('k')), null],
  any: [fn('any', fn('lower', 'A')), 'a'],
  all_true: [fn('all_true', fn('gt', x, 1)), false],
  any_true: [fn('any_true', fn('gt', x, 1)), true],
  arg_min: [fn('arg_min', column('k'), x), 'a'],
  arg_max: [fn('arg_max', column('k'), x), 'b'],
  values: [fn('values', x), [1, 2, 2, null]],
  distinct_values: [fn('distinct_values', x), [1, 2]],
  join_text: [fn('join_text', column('k'), ','), 'a,b,b'],
  histogram: [
    fn('histogram', x),
    new Map([
      [1, 1],
      [2, 2],
    ]),
  ],
  approx_distinct: [fn('approx_distinct', x), 2],
  approx_quantile: [fn('approx_quantile', x, 0.5), 2],
  bit_and_all: [fn('bit_and_all', x), 0],
  bit_or_all: [fn('bit_or_all', x), 3],
} as never

const windows: { [F in keyof typeof windowFunctions]: readonly [ExprNode, unknown[]] } = {
  row_number: [fn('row_number'), [1, 2, 3, 4]],
  rank: [fn('rank'), [1, 2, 2, 4]],
  avg_rank: [fn('avg_rank'), [1, 2.5, 2.5, 4]],
  dense_rank: [fn('dense_rank'), [1, 2, 2, 3]],
  percent_rank: [fn('percent_rank'), [0, 1 / 3, 1 / 3, 1]],
  cume_dist: [fn('cume_dist'), [0.25, 0.75, 0.75, 1]],
  ntile: [fn('ntile', 2), [1, 1, 2, 2]],
  lag: [fn('lag', x), [null, 1, 2, 2]],
  lead: [fn('lead', x, 1, 9), [2, 2, null, 9]],
  first_value: [fn('first_value', x), [1, 1, 1, 1]],
  last_value: [fn('last_value', x), [1, 2, 2, null]],
  nth_value: [fn('nth_value', x, 2), [null, 2, 2, 2]],
  fill_down: [fn('fill_down', x), [1, 2, 2, 2]],
  fill_up: [fn('fill_up', x), [1, 1, 1, 1]],
}

// biome-ignore lint/correctness/noEmptyCharacterClassInRegex: JavaScript's way to say any character
const anything = /[^]/

const rows = `(VALUES (1, 'a'), (2, 'b'), (2, 'b'), (NULL, NULL)) t(x, k)`

async function values(node: ExprNode, from = ''): Promise<unknown[]> {
  const batch = await engine().query(`SELECT ${print(node)} AS v${from === '' ? '' : ` FROM ${from}`}`)
  return Array.from(batch.columns[0]!)
}

function near(actual: unknown, expected: unknown, what: string): void {
  if (typeof expected === 'number' && typeof actual === 'number')
    assert.ok(Math.abs(actual - expected) < 1e-9, `${what}: ${actual}, not ${expected}`)
  else assert.deepEqual(actual, expected, what)
}

describe('fn()', () => {
  it('prints every function of one row so that the engine gives its meaning', async () => {
    for (const [name, cases] of Object.entries(scalars)) for (const [node, expected] of cases) near((await values(node))[0], expected, name)
  })

  it('prints every function of many rows so that the engine gives its meaning', async () => {
    for (const [name, [node, expected]] of Object.entries(aggregates)) near((await values(node, rows))[0], expected, name)
  })

  it('prints every window function so that the engine gives its meaning', async () => {
    for (const [name, [node, expected]] of Object.entries(windows)) {
      const actual = await values(new WindowNode(node as never).orderby(x), rows)
      for (const [i, value] of actual.entries()) near(value, expected[i], name)
    }
  })

  it('has a row in this file for each function', () => {
    const tested = [...Object.keys(scalars), ...Object.keys(aggregates), ...Object.keys(windows)]
    assert.deepEqual(
      functionNames().filter((name) => !tested.includes(name)),
      [],
    )
  })

  it('takes distinct, order, filter and frames', async () => {
    near((await values(fn('sum', x).distinct(), rows))[0], 3, 'distinct')
    near((await values(fn('count').where(fn('gt', x, 1)), rows))[0], 2, 'where')
    near((await values(fn('join_text', column('k'), ',').argOrder([desc('k')] as never), rows))[0], 'b,b,a', 'order')
    assert.deepEqual(
      await values(
        fn('sum', x)
          .orderby(x)
          .frame(frameRows([1, 0])),
        rows,
      ),
      [1, 3, 4, 2],
    )
    assert.deepEqual((await values(fn('quantile', x, [0.25, 0.5]), rows))[0], [1.5, 2])
  })

  it('refuses a function that is not on the list, and names the nearest', () => {
    assert.throws(() => fn('uper' as never, 'a'), {
      name: 'RangeError',
      message: 'Cannot use function "uper": there is no such function; did you mean "upper"?',
    })
    assert.throws(() => fn('upper'), { name: 'RangeError', message: 'Cannot call "upper" with 0 arguments: it takes 1' })
    assert.throws(() => print(fn('date_trunc', 'fortnight', noon)), /Cannot use the unit "fortnight"/)
    assert.throws(() => print(fn('cast', 1, 'colour')), /Cannot cast to "colour"/)
    assert.throws(() => print(fn('regexp_search', 'a', column('p'))), /must be a value/)
  })
})

describe('literal()', () => {
  it('survives the way through the engine', async () => {
    for (const value of [
      "it's",
      '',
      'a\0b',
      '\\n',
      '中文',
      1.5,
      -0.1,
      1e300,
      5e-324,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      true,
      null,
      noon,
      new Date(-1),
    ]) {
      const [row] = rowsOf(await engine().query(`SELECT ${literal(value)} AS v`))
      assert.deepEqual(row!['v'], value)
    }
  })

  it('keeps midnight a time', async () => {
    const { fields } = await engine().query(`SELECT ${literal(day('2024-01-01'))} AS v`)
    assert.equal(fields[0]!.type, 'timestamp')
  })

  it('refuses what no literal can hold', () => {
    assert.throws(() => literal(() => 1), TypeError)
    assert.throws(() => literal({ a: 1 }), TypeError)
  })
})

describe('print()', () => {
  it('puts all names in quotes', async () => {
    const names = ['select', 'a b', 'q"u', '中文', "'; DROP TABLE x; --"]
    const query = Query.from('t').select(...names.map((name) => column(name)))
    const sql = print(query)
    for (const name of names) assert.ok(sql.includes(identifier(name)))
    const source = `WITH t AS (SELECT ${names.map((name, i) => `${i} AS ${identifier(name)}`).join(', ')}) `
    assert.deepEqual(Object.keys(rowsOf(await engine().query(source + sql))[0]!), names)
  })
})

describe('re2()', () => {
  it('refuses what the engine lacks', () => {
    for (const [pattern, what] of [
      [/(?=a)/, /look-ahead/],
      [/(?!a)/, /look-ahead/],
      [/(?<=a)b/, /look-behind/],
      [/(?<!a)b/, /look-behind/],
      [/(a)\1/, /back-references/],
      [/(?<n>a)\k<n>/, /back-references/],
      [/a{2000}/, /1000/],
      [/a/y, /flag y/],
    ] as const)
      assert.throws(
        () => re2(pattern),
        (error: SyntaxError) => error instanceof SyntaxError && what.test(error.message),
      )
  })

  it('agrees with JavaScript on the same texts', async () => {
    const texts = ['', 'a', 'A', 'ab', 'a\nb', 'a.b', '12', ' \u00a0', '中文', 'x-y', 'tab\t', '😀', ']', '\\', 'a/b', 'née']
    const patterns = [
      /^a/,
      /b$/,
      /a.b/,
      /a.b/s,
      /^b/m,
      /\d+/,
      /\s/,
      /^\S+$/,
      /[\u4e00-\u9fa5]/,
      /\p{Script=Han}/u,
      /[^a]/,
      /[\]]/,
      /\\/,
      /\//,
      /a\/b/,
      anything,
      /(?<first>a)/,
      /(?:a|b){1,2}/,
      /\u{1f600}/u,
      /é/i,
      /[a-c]$/i,
      /\t/,
      /\x41/,
    ]
    for (const pattern of patterns) {
      const list = texts.map((text) => print(fn('regexp_search', text, pattern)))
      const batch = await engine().query(`SELECT ${list.map((sql, i) => `${sql} AS c${i}`).join(', ')}`)
      for (const [i, text] of texts.entries())
        assert.equal(batch.columns[i]![0], pattern.test(text), `${pattern} on ${JSON.stringify(text)}`)
    }
  })
})
