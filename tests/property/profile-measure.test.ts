import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { engine, textLiteral } from '../../src/engine/index.ts'
import type { Figures } from '../../src/profile/figures.ts'
import { lookAtColumns, measureColumns } from '../../src/profile/measure.ts'
import type { HistogramView } from '../../src/protocol/index.ts'

type Value = number | string | boolean | null

/** Figures of one column of values, with a dictionary that holds all of them or none. */
async function measure(native: string, values: readonly Value[], dictionary: number): Promise<Figures> {
  const cells = values.map((value, i) => `(${i}, ${value === null ? 'NULL' : textLiteral(String(value))}::${native})`).join(', ')
  const base = `CREATE OR REPLACE TABLE measured AS SELECT * FROM (VALUES ${cells}) t(i, x)`
  await engine().query(base)
  const source = { engine: engine(), base: 'measured', signal: new AbortController().signal, dictionary }
  const { columns } = await lookAtColumns(source, [{ name: 'x', type: types[native]!, native }])
  return (await measureColumns(source, columns, () => {}))[0]!
}

const types: Readonly<Record<string, 'number' | 'integer' | 'text' | 'timestamp'>> = {
  DOUBLE: 'number',
  BIGINT: 'integer',
  VARCHAR: 'text',
  TIMESTAMP: 'timestamp',
}

const near = (a: number, b: number, scale: number) =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), scale), `${a} is not ${b}`)

function naiveQuantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return low + (high - low) * (at - Math.floor(at))
}

const total = ({ bins, below, above }: HistogramView) =>
  bins.reduce((sum, bin) => sum + bin.count, 0) + (below?.count ?? 0) + (above?.count ?? 0)

function checkHistogram(histogram: HistogramView, values: readonly number[]): void {
  const { bins, below, above } = histogram
  bins.forEach(({ from, to, count }, i) => {
    const closed = i === bins.length - 1 && above === undefined
    assert.equal(count, values.filter((v) => v >= from && (closed ? v <= to : v < to)).length)
    if (i > 0) assert.equal(from, bins[i - 1]!.to)
  })
  if (below !== undefined) assert.equal(below.count, values.filter((v) => v < below.limit).length)
  if (above !== undefined) assert.equal(above.count, values.filter((v) => v >= above.limit).length)
  assert.equal(total(histogram), values.length)
}

function checkNumbers(seen: Figures, values: readonly (number | null)[]): void {
  const present = values.filter((value): value is number => value !== null)
  const usable = present.filter(Number.isFinite).sort((a, b) => a - b)
  assert.equal(seen.count, present.length)
  assert.equal(seen.distinct, new Set(present.map((v) => (v === 0 ? 0 : v))).size)
  assert.equal(seen.notNumbers!.nan, present.filter(Number.isNaN).length)
  assert.equal(seen.notNumbers!.infinite, present.length - usable.length - seen.notNumbers!.nan)
  if (usable.length === 0) {
    assert.equal(seen.numbers, undefined)
    return
  }
  const { numbers } = seen
  const n = usable.length
  const mean = usable.reduce((sum, v) => sum + v / n, 0)
  const power = (k: number) => usable.reduce((sum, v) => sum + (v - mean) ** k, 0)
  const size = Math.max(...usable.map(Math.abs))
  assert.equal(numbers!.min, usable[0])
  assert.equal(numbers!.max, usable.at(-1))
  near(numbers!.mean, mean, size)
  near(numbers!.sum, mean * n, size * n)
  assert.equal(numbers!.zeros, usable.filter((v) => v === 0).length)
  assert.equal(numbers!.negatives, usable.filter((v) => v < 0).length)
  for (const [p, q] of Object.entries(numbers!.quantiles)) near(q, naiveQuantile(usable, Number(p)), 0)
  if (n > 1) near(numbers!.std!, Math.sqrt(power(2) / (n - 1)), size)
  else assert.equal(numbers!.std, null)
  if (n > 3 && Math.sqrt(power(2) / n) > 1e-3 * size) {
    const m2 = power(2) / n
    near(numbers!.skewness!, (Math.sqrt(n * (n - 1)) / (n - 2)) * (power(3) / n / m2 ** 1.5), 1)
    near(numbers!.kurtosis!, ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (power(4) / n / m2 ** 2) - 3 * (n - 1)), 1)
  }
  if (seen.histogram !== undefined) checkHistogram(seen.histogram, usable)
}

const fewDigits = fc.integer({ min: -99_999, max: 99_999 }).map((i) => i / 100)
const decimals = fc.oneof(
  fewDigits,
  fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((v) => (Math.abs(v) < 1e-30 ? 0 : v)),
  fc.constantFrom(0, 1, 1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
)
const column = <T>(value: fc.Arbitrary<T>) => fc.array(fc.option(value, { freq: 6 }), { minLength: 1, maxLength: 60 })
const runs = { numRuns: 40 }

describe('profile() on random columns', function () {
  this.timeout(120_000)

  for (const [path, dictionary] of [
    ['a dictionary', 1000],
    ['the engine', 0],
  ] as const) {
    it(`profile() of numbers by ${path} equals a naive computation`, () =>
      fc.assert(
        fc.asyncProperty(column(decimals), async (values) => checkNumbers(await measure('DOUBLE', values, dictionary), values)),
        runs,
      ))

    it(`profile() of whole numbers by ${path} equals a naive computation`, () =>
      fc.assert(
        fc.asyncProperty(column(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer())), async (values) =>
          checkNumbers(await measure('BIGINT', values, dictionary), values),
        ),
        runs,
      ))

    it(`profile() of texts by ${path} equals a naive computation`, () =>
      fc.assert(
        fc.asyncProperty(
          column(fc.oneof(fc.constantFrom('', 'a', ' b', 'c ', 'NA', '未知', 'A-1'), fc.string({ maxLength: 8, unit: 'grapheme-ascii' }))),
          async (values) => {
            const seen = await measure('VARCHAR', values, dictionary)
            const present = values.filter((value) => value !== null)
            assert.equal(seen.count, present.length)
            assert.equal(seen.distinct, new Set(present).size)
            if (present.length === 0) return
            assert.equal(seen.text!.empty, present.filter((v) => v === '').length)
            assert.equal(seen.text!.untrimmed, present.filter((v) => v !== v.trim()).length)
            assert.equal(seen.text!.minLength, Math.min(...present.map((v) => v.length)))
            assert.equal(seen.text!.maxLength, Math.max(...present.map((v) => v.length)))
            const lengths = present.map((v) => v.length).sort((a, b) => a - b)
            assert.equal(seen.text!.medianLength, naiveQuantile(lengths, 0.5))
            for (const { value, count } of seen.top) assert.equal(count, present.filter((v) => v === value).length)
          },
        ),
        runs,
      ))

    it(`profile() of times by ${path} counts every one in its histogram`, () =>
      fc.assert(
        fc.asyncProperty(
          column(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
          async (values) => {
            const times = values.map((value) => (value === null ? null : value.toISOString().replace('T', ' ').replace('Z', '')))
            const seen = await measure('TIMESTAMP', times, dictionary)
            const present = values.filter((value) => value !== null).map(Number)
            assert.equal(seen.count, present.length)
            if (present.length === 0) return
            assert.deepEqual(seen.dates, { min: Math.min(...present), max: Math.max(...present) })
            assert.equal(total(seen.histogram!), present.length)
            assert.ok(seen.histogram!.bins.length <= 41)
          },
        ),
        runs,
      ))
  }
})
