/** Values with how often each occurs, in ascending order. */
export interface Weighted {
  readonly values: Float64Array
  readonly counts: Float64Array
  /** Sum of the counts. */
  readonly total: number
}

/** Sorts pairs of value and count; equal values are kept apart. */
export function weighted(pairs: readonly (readonly [value: number, count: number])[]): Weighted {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0])
  const values = Float64Array.from(sorted, (pair) => pair[0])
  const counts = Float64Array.from(sorted, (pair) => pair[1])
  return { values, counts, total: counts.reduce((sum, n) => sum + n, 0) }
}

/** The probabilities that profiles give quantiles of. */
export const probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/**
 * Quantiles by linear interpolation between order statistics: numpy's default, type 7 of Hyndman and Fan (1996).
 *
 * @param levels probabilities, ascending
 */
export function quantilesOf({ values, counts, total }: Weighted, levels: readonly number[] = probabilities): number[] {
  const at = (rank: number, from: number, before: number): [index: number, before: number] => {
    let index = from
    let below = before
    while (index < values.length - 1 && below + counts[index]! <= rank) below += counts[index++]!
    return [index, below]
  }
  let index = 0
  let before = 0
  return levels.map((level) => {
    if (total === 0) return Number.NaN
    const position = (total - 1) * level
    const rank = Math.floor(position)
    ;[index, before] = at(rank, index, before)
    const low = values[index]!
    const high = values[at(Math.min(rank + 1, total - 1), index, before)[0]]!
    const share = position - rank
    return share === 0 || low === high ? low : low + (high - low) * share
  })
}

/** A sum whose rounding error does not grow with the number of terms (Neumaier 1974). */
export class PreciseSum {
  #sum = 0
  #rest = 0

  add(value: number): void {
    const sum = this.#sum + value
    this.#rest += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum
    this.#sum = sum
  }

  get value(): number {
    const value = this.#sum + this.#rest
    return Number.isNaN(value) ? this.#sum : value
  }
}

/** Sums of powers of deviations from the mean, in units of `scale`. */
export interface CentralSums {
  readonly count: number
  readonly scale: number
  readonly second: number
  readonly third: number
  readonly fourth: number
}

/** Spread and shape of a sample. */
export interface Shape {
  readonly std: number | null
  readonly skewness: number | null
  readonly kurtosis: number | null
}

/**
 * Standard deviation (n - 1), and skewness and excess kurtosis with the bias of small samples corrected: pandas' `std`, `skew` and `kurt`,
 * SciPy's with `bias=False` (Joanes and Gill 1998, G1 and G2). Too few values for a figure give null; no spread at all gives 0, as in pandas.
 */
export function shapeOf({ count: n, scale, second, third, fourth }: CentralSums): Shape {
  if (n < 2) return { std: null, skewness: null, kurtosis: null }
  const std = Math.sqrt(second / (n - 1)) * scale
  const flat = second === 0
  const m2 = second / n
  const skewness = n < 3 ? null : flat ? 0 : ((Math.sqrt(n * (n - 1)) / (n - 2)) * (third / n)) / m2 ** 1.5
  const kurtosis = n < 4 ? null : flat ? 0 : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (fourth / n / m2 ** 2) - 3 * (n - 1))
  return { std: finite(std), skewness: finite(skewness), kurtosis: finite(kurtosis) }
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)

/** The sums of powers of weighted values around their mean. */
export function centralSums({ values, counts, total }: Weighted, mean: number): CentralSums {
  const scale = scaleOf(values[0] ?? 0, values.at(-1) ?? 0, mean)
  const sums = [new PreciseSum(), new PreciseSum(), new PreciseSum()] as const
  for (let i = 0; i < values.length; i++) {
    const d = values[i]! / scale - mean / scale
    const d2 = d * d
    sums[0].add(counts[i]! * d2)
    sums[1].add(counts[i]! * d2 * d)
    sums[2].add(counts[i]! * d2 * d2)
  }
  return { count: total, scale, second: sums[0].value, third: sums[1].value, fourth: sums[2].value }
}

/** A power of two near the greatest deviation, so that fourth powers neither overflow nor vanish. */
export function scaleOf(min: number, max: number, mean: number): number {
  const spread = Math.max(max / 2 - mean / 2, mean / 2 - min / 2) * 2
  if (!(spread > 0)) return 1
  return 2 ** Math.min(1000, Math.max(-1000, Math.round(Math.log2(Math.min(spread, Number.MAX_VALUE)))))
}
