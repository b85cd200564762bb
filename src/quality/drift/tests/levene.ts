import { fisherAbove } from '../math/beta.ts'
import { quantileOf, type Samples, type TestResult } from '../samples.ts'

/** Levene's test around the medians (Brown and Forsythe, 1974): whether the variances differ. */
export function levene({ values, x, y, nx, ny }: Samples): TestResult {
  const spread = (counts: ArrayLike<number>, n: number) => {
    const median = quantileOf(values, counts, 0.5)
    let [sum, squares] = [0, 0]
    for (let i = 0; i < values.length; i++) sum += counts[i]! * Math.abs(values[i]! - median)
    const mean = sum / n
    for (let i = 0; i < values.length; i++) squares += counts[i]! * (Math.abs(values[i]! - median) - mean) ** 2
    return { mean, squares, n }
  }
  const [a, b] = [spread(x, nx), spread(y, ny)]
  const n = nx + ny
  const all = (a.mean * nx + b.mean * ny) / n
  const between = nx * (a.mean - all) ** 2 + ny * (b.mean - all) ** 2
  const statistic = ((n - 2) * between) / (a.squares + b.squares)
  return { statistic, p: fisherAbove(statistic, 1, n - 2) }
}
