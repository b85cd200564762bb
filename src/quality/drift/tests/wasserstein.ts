import type { Samples, TestResult } from '../samples.ts'

/** First Wasserstein distance ("earth mover's"): the area between the cumulative distributions, in the unit of the values. */
export function wasserstein({ values, x, y, nx, ny }: Samples): TestResult {
  let [seenX, seenY, area] = [0, 0, 0]
  for (let i = 0; i + 1 < values.length; i++) {
    seenX += x[i]!
    seenY += y[i]!
    area += Math.abs(seenX / nx - seenY / ny) * (values[i + 1]! - values[i]!)
  }
  return { statistic: area, p: null }
}
