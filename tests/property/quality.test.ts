import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  boolean,
  type Column,
  contract,
  date,
  fresh,
  from,
  integer,
  noRepeats,
  number,
  parseContract,
  row,
  rowCount,
  sql,
  string,
  timestamp,
  unique,
} from '../../src/index.ts'
import type { BoundRule, RuleOptions } from '../../src/quality/index.ts'
import type { AnyRow } from '../../src/table/index.ts'

const sentence = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom('null', 'yes', '0', '~', '- a', 'a: b', '#', '数量', "it's", '"', '\n'),
)
const share = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000)

const options: fc.Arbitrary<RuleOptions> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      mostly: share,
      severity: fc.constantFrom('error', 'warning', 'note') as fc.Arbitrary<'error'>,
      dimension: fc.constantFrom(
        'completeness',
        'uniqueness',
        'validity',
        'consistency',
        'accuracy',
        'timeliness',
      ) as fc.Arbitrary<'accuracy'>,
      text: fc.oneof(
        sentence,
        fc.tuple(sentence, sentence).map(([en, zh]) => ({ en, 'zh-CN': zh })),
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
  fc.record({ atMost: fc.nat(50) }),
)

const wholeTable = options.map(({ mostly: _, atMost: __, ...rest }) => rest)

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0 || 0)
const day = fc.integer({ min: -20_000, max: 40_000 }).map((days) => new Date(days * 86_400_000))
const moment = fc.integer({ min: -1e12, max: 4e12 }).map((ms) => new Date(ms))
const pattern = fc.constantFrom(/^a+$/, /\d{2}/, /^C?\d{6}$/i, /['"]: #/, /[一-龥]/)

const sorted = <T extends number | Date>(...pair: [T, T]): T[] => pair.toSorted((a, b) => Number(a) - Number(b))

type Step<T> = (column: T) => T

const common: fc.Arbitrary<Step<Column<unknown>>>[] = [
  options.map((o) => (c: Column<unknown>) => c.required(o)),
  options.map((o) => (c: Column<unknown>) => c.unique(o)),
  options.map((o) => (c: Column<unknown>) => c.type(o)),
]

function ordered<T extends number | Date>(value: fc.Arbitrary<T>): fc.Arbitrary<Step<ReturnType<typeof number>>>[] {
  type C = ReturnType<typeof number>
  return [
    fc.tuple(value, options, fc.boolean()).map(
      ([v, o, exclusive]) =>
        (c: C) =>
          c.min(v as number, exclusive ? { ...o, exclusive } : o),
    ),
    fc.tuple(value, options, fc.boolean()).map(
      ([v, o, exclusive]) =>
        (c: C) =>
          c.max(v as number, exclusive ? { ...o, exclusive } : o),
    ),
    fc.tuple(value, value, options).map(
      ([a, b, o]) =>
        (c: C) =>
          c.between(...(sorted(a, b) as unknown as [number, number]), o),
    ),
    fc.tuple(fc.array(value, { minLength: 1, maxLength: 3 }), options).map(
      ([v, o]) =>
        (c: C) =>
          c.oneOf(...(v as number[]), o),
    ),
    fc.tuple(fc.array(value, { minLength: 1, maxLength: 3 }), options).map(
      ([v, o]) =>
        (c: C) =>
          c.not(...(v as number[]), o),
    ),
  ]
}

const texts: fc.Arbitrary<Step<ReturnType<typeof string>>>[] = [
  fc.tuple(pattern, options).map(
    ([p, o]) =>
      (c: ReturnType<typeof string>) =>
        c.matches(p, o),
  ),
  fc.tuple(fc.nat(9), options).map(
    ([n, o]) =>
      (c: ReturnType<typeof string>) =>
        c.minLength(n, o),
  ),
  fc.tuple(fc.nat(9), options).map(
    ([n, o]) =>
      (c: ReturnType<typeof string>) =>
        c.maxLength(n, o),
  ),
  fc.tuple(fc.nat(9), options).map(
    ([n, o]) =>
      (c: ReturnType<typeof string>) =>
        c.length(n, o),
  ),
  fc.tuple(fc.array(sentence, { minLength: 1, maxLength: 3 }), options).map(
    ([v, o]) =>
      (c: ReturnType<typeof string>) =>
        c.oneOf(...v, o),
  ),
]

const columnOf = <C>(base: () => C, steps: fc.Arbitrary<Step<C>>[]) =>
  fc
    .array(fc.oneof(...steps, ...(common as unknown as fc.Arbitrary<Step<C>>[])), { maxLength: 5 })
    .map((list) => list.reduce((c, step) => step(c), base()))

const column = fc.oneof(
  columnOf(string, texts),
  columnOf(number, ordered(finite)),
  columnOf(integer, ordered(fc.integer())),
  columnOf(date as never, ordered(day)),
  columnOf(timestamp as never, ordered(moment)),
  columnOf(boolean, []),
) as fc.Arbitrary<Column<unknown>>

const columnName = fc.oneof(sentence, fc.stringMatching(/^[a-z]{1,5}$/)).filter((name) => name.trim() !== '' && name !== '__proto__')

const someContract = fc
  .record({
    name: sentence.filter((text) => text.trim() !== ''),
    columns: fc.dictionary(columnName, column, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    unique: fc.option(options),
    repeats: fc.option(options),
    row: fc.option(fc.tuple(sentence, options, fc.integer(), moment)),
    count: fc.option(fc.tuple(fc.nat(99), fc.nat(99), fc.boolean(), fc.boolean(), wholeTable)),
    fresh: fc.option(
      fc.tuple(fc.constantFrom('2 days', '36 hours', '90 minutes', '1 week') as fc.Arbitrary<'2 days'>, fc.option(moment), wholeTable),
    ),
    version: fc.constantFrom('1.0.0', '2', '1e3'),
  })
  .map((given) => {
    const names = Object.keys(given.columns)
    const rules: unknown[] = []
    if (given.unique !== null) rules.push(unique(...names, given.unique))
    if (given.repeats !== null) rules.push(noRepeats(...names.slice(0, 1), given.repeats))
    if (given.row !== null) {
      const [text, o, least, since] = given.row
      rules.push(row<AnyRow>(text, (r) => r['x'] > least, { ...o, scope: { least, since, list: [1, 'a'] } }))
      rules.push(row<AnyRow>(`${text} in SQL`, sql`x > ${least} AND y < ${since}`, o))
    }
    if (given.count !== null) {
      const [a, b, low, high, o] = given.count
      rules.push(rowCount(low && high ? { min: Math.min(a, b), max: Math.max(a, b) } : high ? { max: b } : { min: a }, o))
    }
    if (given.fresh !== null) {
      const of = names.find((name) => ['date', 'timestamp'].includes(given.columns[name]!.logicalType))
      const [within, asOf, o] = given.fresh
      if (of !== undefined) rules.push(fresh(of, { ...o, within, ...(asOf === null ? {} : { asOf }) }))
    }
    return contract(given.name, given.columns, rules as never, { version: given.version, status: 'draft', id: 'c-1' })
  })
declare const least: number

const plain = (rules: readonly BoundRule[]) =>
  rules
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ args, ...rule }) => ({
      ...rule,
      args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, typeof value === 'function' ? String(value) : value])),
    }))

describe('contracts and checks, whatever they hold', () => {
  it('parseContract(toYAML()) gives back every rule, column and option', () => {
    fc.assert(
      fc.property(someContract, (given) => {
        const read = parseContract(given.toYAML())
        assert.deepEqual(plain(read.rules), plain(given.rules))
        assert.deepEqual(read.columns, given.columns)
        assert.deepEqual({ ...read.options }, given.options)
        assert.equal(read.name, given.name)
        assert.deepEqual(read.remainder!.notes, [])
        assert.equal(read.toYAML(), given.toYAML())
      }),
      { numRuns: 150 },
    )
  })

  it('check() finds the rows that plain JavaScript finds', async () => {
    const cell = fc.option(fc.integer({ min: -3, max: 3 }))
    const rows = fc.array(fc.record({ a: cell, b: cell }), { minLength: 1, maxLength: 30 })
    const rules = contract('t', { a: integer().required().min(-1).not(2), b: integer().oneOf(0, 1, 2, 3) }, [
      unique('a', 'b'),
      noRepeats(),
      row('sum', (r) => r.a + r.b < 4),
    ])
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        // A row of its own keeps the columns whole numbers, and present.
        const all = [...data, { a: 100, b: 0 }]
        const checked = await rules.check(from(all))
        const found = (await checked.failing().rows()).map((one) => [one.row, one.reasons.map((reason) => reason.rule).toSorted()])
        assert.deepEqual(found, expected(all))
      }),
      { numRuns: 25 },
    )
  })
})

function expected(all: readonly { a: number | null; b: number | null }[]): unknown[] {
  return all.flatMap((one, i) => {
    const equal = (other: typeof one) => other.a === one.a && other.b === one.b
    const complete = one.a !== null && one.b !== null
    const reasons = [
      one.a === null && 'a.required',
      one.a !== null && one.a < -1 && 'a.min',
      one.a === 2 && 'a.not',
      one.b !== null && one.b < 0 && 'b.oneOf',
      complete && all.filter(equal).length > 1 && 'unique(a, b)',
      all.slice(0, i).some(equal) && 'noRepeats',
      complete && !(one.a! + one.b! < 4) && 'sum',
    ].filter((reason) => reason !== false)
    return reasons.length === 0 ? [] : [[i + 1, reasons.toSorted()]]
  })
}
