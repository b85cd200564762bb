import { chiSquaredAbove } from '../math/gamma.ts'
import { eigen } from '../math/symmetric.ts'
import { quantileOf, type Samples, type TestResult } from '../samples.ts'

/** Epps–Singleton test (1986): compares empirical characteristic functions at 0.4 and 0.8, so that ties do no harm. */
export function eppsSingleton({ values, x, y, nx, ny }: Samples): TestResult {
  const n = nx + ny
  if (nx < 5 || ny < 5) return { statistic: Number.NaN, p: Number.NaN }
  const pooled = Array.from(x, (count, i) => count + y[i]!)
  const sigma = (quantileOf(values, pooled, 0.75) - quantileOf(values, pooled, 0.25)) / 2
  if (!(sigma > 0)) return { statistic: Number.NaN, p: Number.NaN }
  const of = (value: number) => {
    const [a, b] = [(0.4 / sigma) * value, (0.8 / sigma) * value]
    return [Math.cos(a), Math.cos(b), Math.sin(a), Math.sin(b)]
  }
  const [first, second] = [covariance(values, x, nx, of), covariance(values, y, ny, of)]
  const estimated = first.covariance.map((row, i) => row.map((value, j) => (n / nx) * value + (n / ny) * second.covariance[i]![j]!))
  const difference = first.mean.map((value, i) => value - second.mean[i]!)
  const { values: roots, vectors } = eigen(estimated)
  const least = 1e-15 * Math.max(...roots.map(Math.abs))
  let [w, rank] = [0, 0]
  for (const [i, root] of roots.entries()) {
    if (Math.abs(root) <= least) continue
    const along = difference.reduce((sum, value, j) => sum + value * vectors[j]![i]!, 0)
    w += (n * along ** 2) / root
    rank++
  }
  if (Math.max(nx, ny) < 25) w /= 1 + n ** -0.45 + 10.1 * (nx ** -1.7 + ny ** -1.7)
  return { statistic: w, p: chiSquaredAbove(w, rank) }
}

function covariance(values: ArrayLike<number>, counts: ArrayLike<number>, n: number, of: (value: number) => number[]) {
  const mean = [0, 0, 0, 0]
  for (let i = 0; i < values.length; i++)
    if (counts[i]! > 0) for (const [j, g] of of(values[i]!).entries()) mean[j]! += (counts[i]! * g) / n
  const sums = mean.map(() => [0, 0, 0, 0])
  for (let i = 0; i < values.length; i++) {
    if (counts[i] === 0) continue
    const d = of(values[i]!).map((g, j) => g - mean[j]!)
    for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) sums[a]![b]! += (counts[i]! * d[a]! * d[b]!) / n
  }
  return { mean, covariance: sums }
}
