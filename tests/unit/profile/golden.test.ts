import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { before, describe, it } from 'mocha'
import { type Profile, profile } from '../../../src/profile/index.ts'
import type { NumberStatistics, TextStatistics } from '../../../src/protocol/index.ts'
import { open } from '../../../src/source/index.ts'

interface Column {
  readonly count: number
  readonly missing: number
  readonly distinct: number
  readonly top: readonly number[]
  readonly numbers?: NumberStatistics
  readonly dates?: { readonly min: number; readonly max: number }
  readonly text?: Omit<TextStatistics, 'patterns'> & { readonly patterns: readonly number[] }
}

interface Reference {
  readonly rows: number
  readonly duplicates: number
  readonly columns: Readonly<Record<string, Column>>
}

const golden = JSON.parse(readFileSync(new URL('../../golden/profile.json', import.meta.url), 'utf8')) as Record<string, Reference>
const root = fileURLToPath(new URL('../../../', import.meta.url))

function near(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected))
  assert.ok(actual === expected || error <= 1e-9, `${what}: ${actual} instead of ${expected}`)
}

function compareNumbers(actual: NumberStatistics, expected: NumberStatistics, what: string): void {
  for (const [key, value] of Object.entries(expected) as [keyof NumberStatistics, unknown][]) {
    if (key === 'quantiles') for (const [p, q] of Object.entries(expected.quantiles)) near(actual.quantiles[p]!, q, `${what} quantile ${p}`)
    else near(actual[key] as number, value as number, `${what} ${key}`)
  }
}

for (const [name, reference] of Object.entries(golden)) {
  describe(`profile() of ${name} against pandas`, () => {
    let seen: Profile
    before(async () => {
      seen = await profile(await open(`${decodeURIComponent(root)}datasets/${name}.csv`))
    })

    it('profile() counts rows and exact repeats', () => {
      assert.equal(seen.rows, reference.rows)
      assert.equal(seen.duplicates, reference.duplicates)
      assert.deepEqual(
        seen.columns.map((column) => column.name),
        Object.keys(reference.columns),
      )
    })

    for (const [column, expected] of Object.entries(reference.columns)) {
      it(`profile() measures ${column} as pandas does, at 1e-9`, () => {
        const actual = seen.column(column)
        assert.equal(actual.count, expected.count)
        assert.equal(actual.missing, expected.missing)
        assert.deepEqual(actual.distinct, { value: expected.distinct, exact: true })
        assert.deepEqual(
          actual.top.map(({ count }) => count),
          expected.top,
        )
        if (expected.numbers !== undefined && actual.personal === undefined) compareNumbers(actual.numbers!, expected.numbers, column)
        if (expected.dates !== undefined) assert.deepEqual(actual.dates, expected.dates)
        if (expected.text === undefined) return
        const { patterns, ...text } = expected.text
        const { patterns: shapes, ...rest } = actual.text!
        assert.deepEqual(rest, text)
        if (text.maxLength <= 40)
          assert.deepEqual(
            shapes.map(({ count }) => count),
            patterns,
          )
      })
    }
  })
}
