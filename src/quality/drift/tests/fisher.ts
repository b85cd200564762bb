import { logGamma } from '../math/gamma.ts'
import type { Categories, TestResult } from '../samples.ts'

/** Fisher's exact test of two categories, two-sided. The statistic is the odds ratio of the sample. */
export function fisher({ x: [a = 0, b = 0], y: [c = 0, d = 0] }: Categories): TestResult {
  const [row, column, n] = [a + b, a + c, a + b + c + d]
  const statistic = (a * d) / (b * c)
  const choose = (all: number, of: number) => logGamma(all + 1) - logGamma(of + 1) - logGamma(all - of + 1)
  const logShare = (k: number) => choose(column, k) + choose(n - column, row - k) - choose(n, row)
  const seen = logShare(a)
  let p = 0
  for (let k = Math.max(0, row + column - n); k <= Math.min(row, column); k++) if (logShare(k) <= seen + 1e-9) p += Math.exp(logShare(k))
  return { statistic, p: Math.min(1, p) }
}
