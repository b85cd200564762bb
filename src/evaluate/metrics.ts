import type { Metrics } from '../protocol/index.ts'

/** The figures of a regression, by scikit-learn's names; also `r2` and `explained_variance`, from two rows on. */
export interface RegressionMetrics extends Metrics {
  /** Mean absolute error, in units of the target. */
  readonly mae: number
  /** Root mean squared error, in units of the target. */
  readonly rmse: number
  /** Mean squared error. */
  readonly mse: number
  /** Median absolute error, in units of the target. */
  readonly medae: number
  /** Largest absolute error, in units of the target. */
  readonly max_error: number
  /** Mean absolute error as a share of the actual value; values nearer to 0 than 2.2e-16 count as that. */
  readonly mape: number
}

type Values = ArrayLike<number>

function mean(count: number, at: (i: number) => number): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < count; i++) {
    const value = at(i) - lost
    const next = sum + value
    lost = next - sum - value
    sum = next
  }
  return sum / count
}

function median(values: Float64Array): number {
  const sorted = values.sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** 1 - unexplained / all; 1 or 0 when there is nothing to explain, as scikit-learn has it. */
function explained(unexplained: number, all: number): number {
  if (all !== 0) return 1 - unexplained / all
  return unexplained === 0 ? 1 : 0
}

/**
 * How far predictions are from actual values, as scikit-learn computes it (`sklearn.metrics`, uniform weights).
 *
 * `r2` = 1 - Σ(y - p)² ÷ Σ(y - ȳ)²; `explained_variance` = 1 - Var(y - p) ÷ Var(y). Both are left out for a single row.
 *
 * @throws RangeError when there are no values, or not as many predictions as actual values
 * @example
 * regressionMetrics([3, -0.5, 2, 7], [2.5, 0, 2, 8]).mae // 0.5
 */
export function regressionMetrics(actual: Values, predicted: Values): RegressionMetrics {
  const rows = actual.length
  if (rows !== predicted.length) throw new RangeError(`Cannot compare ${rows} actual values with ${predicted.length} predictions`)
  if (rows === 0) throw new RangeError('Cannot measure predictions: there are none')
  const error = (i: number) => actual[i]! - predicted[i]!
  const absolute = Float64Array.from({ length: rows }, (_, i) => Math.abs(error(i)))
  const mse = mean(rows, (i) => error(i) ** 2)
  const share = mean(rows, (i) => absolute[i]! / Math.max(Math.abs(actual[i]!), Number.EPSILON))
  return {
    mae: mean(rows, (i) => absolute[i]!),
    rmse: Math.sqrt(mse),
    mse,
    mape: share,
    max_error: absolute.reduce((a, b) => Math.max(a, b), 0),
    medae: median(absolute),
    ...(rows > 1 ? variances(rows, actual, error, mse) : {}),
  }
}

function variances(rows: number, actual: Values, error: (i: number) => number, mse: number) {
  const center = mean(rows, (i) => actual[i]!)
  const bias = mean(rows, error)
  const variance = mean(rows, (i) => (actual[i]! - center) ** 2)
  return {
    r2: explained(mse, variance),
    explained_variance: explained(
      mean(rows, (i) => (error(i) - bias) ** 2),
      variance,
    ),
  }
}

/** Metrics of which more is better; of all others less is. */
const rising = new Set(['r2', 'explained_variance'])

/** Whether `a` is strictly better than `b` on a metric. */
export function isBetter(metric: string, a: number, b: number): boolean {
  return rising.has(metric) ? a > b : a < b
}
