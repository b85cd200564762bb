import type { Samples, TestResult } from '../samples.ts'

/** Energy distance (Székely): the root of twice the area between the squared cumulative distributions. */
export function energy({ values, x, y, nx, ny }: Samples): TestResult {
  let [seenX, seenY, area] = [0, 0, 0]
  for (let i = 0; i + 1 < values.length; i++) {
    seenX += x[i]!
    seenY += y[i]!
    area += (seenX / nx - seenY / ny) ** 2 * (values[i + 1]! - values[i]!)
  }
  return { statistic: Math.sqrt(2 * area), p: null }
}
