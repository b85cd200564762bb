import { chiSquaredAbove } from '../math/gamma.ts'
import type { Samples, TestResult } from '../samples.ts'

/** Kruskal–Wallis test of two samples, with the correction for ties. */
export function kruskalWallis({ values, x, y, nx, ny }: Samples): TestResult {
  const n = nx + ny
  let [rank, rx, ry, ties] = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const t = x[i]! + y[i]!
    rx += x[i]! * (rank + (t + 1) / 2)
    ry += y[i]! * (rank + (t + 1) / 2)
    rank += t
    ties += t ** 3 - t
  }
  const h = (12 / (n * (n + 1))) * (rx ** 2 / nx + ry ** 2 / ny) - 3 * (n + 1)
  const statistic = h / (1 - ties / (n ** 3 - n))
  return { statistic, p: chiSquaredAbove(statistic, 1) }
}
