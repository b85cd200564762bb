import type { TrainingView } from '../../protocol/index.ts'

/** A point of a line. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Points gathered into one: their median, and the range they span. */
export interface Gathered extends Point {
  readonly low: number
  readonly high: number
}

const most = 120
const groups = 80

/** The points that a chart on a log scale can show. */
export function positive(epochs: readonly number[], values: readonly number[] | undefined): Point[] {
  return (values ?? []).flatMap((y, i) => (y > 0 && Number.isFinite(y) && epochs[i] !== undefined ? [{ x: epochs[i]!, y }] : []))
}

/** Many points gathered into about eighty; few are left as they are. */
export function gather(points: readonly Point[]): Gathered[] {
  const size = points.length <= most ? 1 : Math.ceil(points.length / groups)
  return Array.from({ length: Math.ceil(points.length / size) }, (_, i) => {
    const part = points.slice(i * size, (i + 1) * size)
    const sorted = part.map((point) => point.y).sort((a, b) => a - b)
    const x = i === 0 ? part[0]!.x : part.at(-1)!.x
    return { x, y: sorted[Math.floor((sorted.length - 1) / 2)]!, low: sorted[0]!, high: sorted.at(-1)! }
  })
}

/** How many epochs one gathered point stands for. */
export function epochsPerPoint({ loss }: TrainingView): number {
  const { epochs } = loss
  if (epochs.length <= most) return 1
  const size = Math.ceil(epochs.length / groups)
  return Math.max(1, Math.round(((epochs.at(-1)! - epochs[0]!) / epochs.length) * size))
}
