import { normalAbove } from '../math/gamma.ts'
import type { Samples, TestResult } from '../samples.ts'

/**
 * Mann–Whitney U test, two-sided: whether values of one sample tend to be larger. The statistic is U of the first sample.
 * Exact for samples of up to 8 values without ties, otherwise the normal approximation with corrections for ties and continuity.
 */
export function mannWhitney({ values, x, y, nx, ny }: Samples): TestResult {
  let [rank, ranks, ties] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const t = x[i]! + y[i]!
    ranks += x[i]! * (rank + (t + 1) / 2)
    rank += t
    ties += t ** 3 - t
  }
  const u = ranks - (nx * (nx + 1)) / 2
  const larger = Math.max(u, nx * ny - u)
  const n = nx + ny
  if (Math.min(nx, ny) <= 8 && ties === 0) return { statistic: u, p: Math.min(1, 2 * exactAbove(larger, nx, ny)) }
  const deviation = Math.sqrt(((nx * ny) / 12) * (n + 1 - ties / (n * (n - 1))))
  const z = (larger - (nx * ny) / 2 - 0.5) / deviation
  return { statistic: u, p: deviation === 0 ? 1 : Math.min(1, 2 * normalAbove(z)) }
}

/** The share of all orders of two samples whose U is at least u: coefficients of the Gaussian binomial. */
function exactAbove(u: number, nx: number, ny: number): number {
  const [few, many] = [Math.min(nx, ny), Math.max(nx, ny)]
  const top = few * many
  const shares = new Float64Array(top + 1)
  shares[0] = 1
  for (let i = 1; i <= few; i++) {
    for (let s = top; s >= many + i; s--) shares[s]! -= shares[s - many - i]!
    for (let s = i; s <= top; s++) shares[s]! += shares[s - i]!
  }
  let [all, above] = [0, 0]
  for (let s = 0; s <= top; s++) {
    all += shares[s]!
    if (s >= u) above += shares[s]!
  }
  return above / all
}
