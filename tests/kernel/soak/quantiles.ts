export interface Quantiles {
  readonly median: number
  readonly p99: number
  readonly max: number
}

/** Median, 99th percentile and maximum, to a tenth. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { median: at(0.5), p99: at(0.99), max: at(1) }
}
