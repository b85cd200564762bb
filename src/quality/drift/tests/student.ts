import { studentBeyond } from '../math/beta.ts'
import { momentsOf, type Samples, type TestResult } from '../samples.ts'

/** Welch's t-test, two-sided: whether the means differ, whatever the variances. */
export function welch({ values, x, y }: Samples): TestResult {
  const [a, b] = [momentsOf(values, x), momentsOf(values, y)]
  const [u, v] = [a.variance / a.n, b.variance / b.n]
  const statistic = (a.mean - b.mean) / Math.sqrt(u + v)
  const df = (u + v) ** 2 / (u ** 2 / (a.n - 1) + v ** 2 / (b.n - 1))
  return { statistic, p: studentBeyond(statistic, df) }
}

/** Student's t-test, two-sided: whether the means differ, for equal variances. */
export function student({ values, x, y }: Samples): TestResult {
  const [a, b] = [momentsOf(values, x), momentsOf(values, y)]
  const df = a.n + b.n - 2
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df
  const statistic = (a.mean - b.mean) / Math.sqrt(pooled * (1 / a.n + 1 / b.n))
  return { statistic, p: studentBeyond(statistic, df) }
}
