import type { Outcome } from '../../protocol/index.ts'

/** One run's figure. */
export interface TrendPoint {
  readonly at: Date
  readonly table: string
  readonly value: number
  /** For a rule: what it came to. */
  readonly outcome?: Outcome
}

/** How a figure went over the runs, oldest first. */
export interface Trend {
  /** What was followed: `score`, a dimension, or the id of a rule. */
  readonly of: string
  /** `score`: 0 to 100, more is better. `share`: failing rows ÷ rows, 0 to 1, less is better. */
  readonly unit: 'score' | 'share'
  readonly points: readonly TrendPoint[]
  /** The last figure minus the one before; null with fewer than two runs. */
  readonly change: number | null
  readonly direction: 'better' | 'worse' | 'same' | null
}

/** A trend of points, oldest first. */
export function trendOf(of: string, unit: Trend['unit'], points: readonly TrendPoint[]): Trend {
  const [before, last] = points.slice(-2)
  const change = before === undefined || last === undefined ? null : last.value - before.value
  const gain = change === null ? null : unit === 'score' ? change : -change
  return { of, unit, points, change, direction: gain === null ? null : gain === 0 ? 'same' : gain > 0 ? 'better' : 'worse' }
}
