import { chiSquaredAbove } from '../math/gamma.ts'
import type { Categories, TestResult } from '../samples.ts'

/** Pearson's chi-squared test of homogeneity on counts by category; two categories get Yates' correction. */
export function chiSquared(counts: Categories): TestResult {
  return contingency(counts, (observed, expected) => (observed - expected) ** 2 / expected)
}

/** The G-test (likelihood ratio) on counts by category; two categories get Yates' correction. */
export function gTest(counts: Categories): TestResult {
  return contingency(counts, (observed, expected) => (observed === 0 ? 0 : 2 * observed * Math.log(observed / expected)))
}

/** Sums a term over the cells of the table of two rows. Categories that neither sample has are left out. */
function contingency({ x, y }: Categories, term: (observed: number, expected: number) => number): TestResult {
  const cells = x.map((n, i) => [n, y[i]!] as const).filter(([a, b]) => a + b > 0)
  const [nx, ny] = [0, 1].map((side) => cells.reduce((sum, cell) => sum + cell[side as 0 | 1], 0)) as [number, number]
  const df = cells.length - 1
  if (df < 1) return { statistic: 0, p: 1 }
  const n = nx + ny
  let statistic = 0
  for (const [a, b] of cells) {
    for (const [observed, side] of [
      [a, nx],
      [b, ny],
    ] as const) {
      const expected = ((a + b) * side) / n
      const difference = expected - observed
      const corrected = df === 1 ? observed + Math.sign(difference) * Math.min(0.5, Math.abs(difference)) : observed
      statistic += term(corrected, expected)
    }
  }
  return { statistic, p: chiSquaredAbove(statistic, df) }
}
