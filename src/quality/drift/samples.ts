/** Two samples of numbers as their distinct values, ascending, with how often each has them. Tests need no more than this. */
export interface Samples {
  readonly values: ArrayLike<number>
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** Values of each sample. */
  readonly nx: number
  readonly ny: number
}

/** Two samples of categories: how often each category occurs in either. */
export interface Categories {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** What a test found. Distances have no p-value. */
export interface TestResult {
  readonly statistic: number
  /** The probability of a statistic at least as extreme if both samples came from one distribution. */
  readonly p: number | null
}

/**
 * Two samples from two lists of numbers. What is not finite is left out.
 *
 * @example
 * kolmogorovSmirnov(samplesOf([1, 2, 3], [2, 3, 4])) // { statistic: 0.333..., p: 1 }
 */
export function samplesOf(x: ArrayLike<number>, y: ArrayLike<number>): Samples {
  const counts = new Map<number, [number, number]>()
  for (const [side, list] of [x, y].entries()) {
    for (const value of Array.from(list)) {
      if (!Number.isFinite(value)) continue
      const found = counts.get(value) ?? [0, 0]
      found[side === 0 ? 0 : 1]++
      counts.set(value, found)
    }
  }
  const values = [...counts.keys()].sort((a, b) => a - b)
  return samplesFrom(
    values,
    values.map((value) => counts.get(value)![0]),
    values.map((value) => counts.get(value)![1]),
  )
}

/** Two samples from distinct ascending values and their counts. */
export function samplesFrom(values: ArrayLike<number>, x: ArrayLike<number>, y: ArrayLike<number>): Samples {
  const total = (list: ArrayLike<number>) => {
    let sum = 0
    for (let i = 0; i < list.length; i++) sum += list[i]!
    return sum
  }
  return { values, x, y, nx: total(x), ny: total(y) }
}

/** Mean and sample variance (n - 1) of one sample, in two passes. */
export function momentsOf(values: ArrayLike<number>, counts: ArrayLike<number>): { n: number; mean: number; variance: number } {
  let n = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    n += counts[i]!
    sum += counts[i]! * values[i]!
  }
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += counts[i]! * (values[i]! - mean) ** 2
  return { n, mean, variance: squares / (n - 1) }
}

/** The quantile of one sample by linear interpolation (NumPy's default). */
export function quantileOf(values: ArrayLike<number>, counts: ArrayLike<number>, probability: number): number {
  let n = 0
  for (let i = 0; i < counts.length; i++) n += counts[i]!
  const position = probability * (n - 1)
  const [low, high] = [Math.floor(position), Math.ceil(position)]
  let seen = 0
  let below = Number.NaN
  for (let i = 0; i < values.length; i++) {
    seen += counts[i]!
    if (Number.isNaN(below) && seen > low) below = values[i]!
    if (seen > high) return below + (values[i]! - below) * (position - low)
  }
  return below
}

/** The shares of categories; of all zeros when there are none. */
export function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, n) => sum + n, 0)
  return counts.map((n) => (total === 0 ? 0 : n / total))
}
