/** How one column is brought to mean 0 and standard deviation 1: (value - mean) ÷ std. */
export interface Scale {
  readonly mean: number
  /** Of the population (n). 0 for a constant column, whose scaled value is 0. */
  readonly std: number
}

/** Mean and standard deviation of values seen one by one, by Welford's recurrence (1962). */
export class ScaleFitter {
  #count = 0
  #mean = 0
  #squares = 0

  get count(): number {
    return this.#count
  }

  add(value: number): void {
    this.#count++
    const delta = value - this.#mean
    this.#mean += delta / this.#count
    this.#squares += delta * (value - this.#mean)
  }

  /** NaN when no value was seen. */
  fit(): Scale {
    if (this.#count === 0) return { mean: Number.NaN, std: Number.NaN }
    const std = Math.sqrt(this.#squares / this.#count)
    // What rounding leaves of a constant column is not a spread.
    return { mean: this.#mean, std: std <= Math.abs(this.#mean) * 1e-14 ? 0 : std }
  }
}

/** A value on a scale. */
export function scaled(value: number, { mean, std }: Scale): number {
  return std === 0 ? 0 : (value - mean) / std
}

/** The value that is at a place on a scale. */
export function unscaled(value: number, { mean, std }: Scale): number {
  return value * std + mean
}
