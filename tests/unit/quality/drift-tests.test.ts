import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { samplesOf } from '../../../src/quality/drift/samples.ts'
import { type CategoryTest, categoryTests, type NumberTest, numberTests } from '../../../src/quality/drift/tests/index.ts'

type Expected = Record<string, [number | null, number | null]>
interface Golden {
  readonly pairs: Record<string, { x: number[]; y: number[]; tests: Expected }>
  readonly made: Record<string, { tests: Expected }>
  readonly counts: Record<string, { x: number[]; y: number[]; tests: Expected }>
}

const golden = JSON.parse(readFileSync('tests/golden/drift.json', 'utf8')) as Golden
const rule = (count: number, of: (i: number) => number) => Array.from({ length: count }, (_, i) => of(i))
const made: Record<string, [number[], number[]]> = {
  large: [rule(12000, (i) => ((i * 7919) % 12007) / 10), rule(11000, (i) => ((i * 104729) % 11003) / 9.4)],
  lopsided: [rule(12000, (i) => ((i * 7919) % 12007) / 10), rule(60, (i) => ((i * 37) % 101) * 12.9)],
  near: [rule(20000, (i) => ((i * 7919) % 20011) / 10), rule(15000, (i) => ((i * 104729) % 15013) / 7.49)],
}

function equal(actual: number, expected: number | null, tolerance: number, what: string): void {
  if (expected === null) assert.ok(Number.isNaN(actual), `${what}: ${actual} is not NaN`)
  else assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${what}: ${actual} is not ${expected}`)
}

describe('drift tests', () => {
  const names = new Set([...Object.keys(numberTests), ...Object.keys(categoryTests)])

  it('are 19', () => assert.equal(names.size, 19))

  for (const name of Object.keys(numberTests) as NumberTest[])
    it(`${name} equals SciPy: the statistic to 1e-9, p to 1e-6`, () => {
      const samples = [
        ...Object.entries(golden.pairs).map(([pair, { x, y, tests }]) => ({ pair, x, y, tests })),
        ...Object.entries(golden.made).map(([pair, { tests }]) => ({ pair, x: made[pair]![0], y: made[pair]![1], tests })),
      ]
      assert.equal(samples.length, 9)
      for (const { pair, x, y, tests } of samples) {
        const [statistic, p] = tests[name]!
        const found = numberTests[name](samplesOf(x, y))
        equal(found.statistic, statistic, 1e-9, `${pair}, statistic`)
        if (found.p !== null) equal(found.p, p, 1e-6, `${pair}, p`)
      }
    })

  for (const name of Object.keys(categoryTests) as CategoryTest[])
    it(`${name} equals SciPy: the statistic to 1e-9, p to 1e-6`, () => {
      const cases = Object.entries(golden.counts).filter(([, { tests }]) => name in tests)
      assert.ok(cases.length >= 2)
      for (const [which, { x, y, tests }] of cases) {
        const [statistic, p] = tests[name]!
        const found = categoryTests[name]({ x, y })
        equal(found.statistic, statistic, 1e-9, `${which}, statistic`)
        if (found.p !== null) equal(found.p, p, 1e-6, `${which}, p`)
      }
    })

  it('give the vectors that are published', () => {
    const samples = samplesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 3, 4, 5, 6, 7, 8, 9, 10, 30])
    const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 5e-8, `${actual} is not ${expected}`)
    near(numberTests.wasserstein(samples).statistic, 2.9)
    near(numberTests['mann-whitney'](samples).statistic, 40.5)
    near(numberTests['mann-whitney'](samples).p!, 0.4948282)
    near(numberTests.energy(samples).statistic, 0.7615773)
    near(categoryTests['jensen-shannon']({ x: [20, 30, 50], y: [25, 25, 50] }).statistic, 0.0604117)
    near(categoryTests.psi({ x: [20, 30, 50], y: [25, 25, 50] }).statistic, 0.0202733)
    near(categoryTests.fisher({ x: [8, 2], y: [1, 5] }).p!, 0.034965)
  })
})
