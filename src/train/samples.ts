import { isPresent, type NumberBatch, readNumbers, type Scale, ScaleFitter, scaled, type TableOfRows } from '../features/index.ts'
import type { Samples } from './trainer.ts'

/** The scales of a model's columns, fitted on its training rows. */
export interface Scaling {
  readonly features: readonly Scale[]
  readonly target: Scale
}

/** Rows of a table as samples. */
export interface ReadSamples {
  readonly samples: Samples
  readonly scaling: Scaling
  /** Rows that were left out because a feature or the target is missing. */
  readonly missing: number
  /** Smallest and largest target. */
  readonly range: readonly [number, number]
}

/** What reading is told. */
export interface ReadControl {
  readonly signal: AbortSignal
  readonly onRows?: (rows: number) => void
}

/**
 * Reads rows as samples, in 4 bytes a value; rows with a missing value are left out and counted.
 *
 * @param scaling the scales to put values on; without them they are fitted on these rows
 */
export async function readSamples(
  table: TableOfRows,
  features: readonly string[],
  target: string,
  control: ReadControl,
  scaling?: Scaling,
): Promise<ReadSamples> {
  const columns = [...features, target]
  const chunks = new Chunks(columns.length)
  for await (const batch of readNumbers(table, columns, control.signal)) {
    chunks.add(batch)
    control.onRows?.(chunks.rows)
  }
  const fitted = scaling ?? chunks.scaling()
  return { samples: chunks.samples(fitted), scaling: fitted, missing: chunks.missing, range: chunks.range }
}

/** Complete rows as they come: 4 bytes a value, kept as distances from the first row so that large values lose no digits that matter. */
class Chunks {
  rows = 0
  missing = 0
  readonly range: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  readonly #width: number
  readonly #fitters: readonly ScaleFitter[]
  readonly #parts: Float32Array[] = []
  #first: readonly number[] | undefined

  constructor(width: number) {
    this.#width = width
    this.#fitters = Array.from({ length: width }, () => new ScaleFitter())
  }

  add({ rows, columns }: NumberBatch): void {
    const width = this.#width
    const part = new Float32Array(rows * width)
    let kept = 0
    for (let i = 0; i < rows; i++) {
      if (!columns.every((values) => isPresent(values[i]))) continue
      this.#first ??= columns.map((values) => values[i]!)
      for (let j = 0; j < width; j++) {
        const value = columns[j]![i]!
        this.#fitters[j]!.add(value)
        part[kept * width + j] = value - this.#first[j]!
      }
      const target = columns[width - 1]![i]!
      this.range[0] = Math.min(this.range[0], target)
      this.range[1] = Math.max(this.range[1], target)
      kept++
    }
    this.rows += kept
    this.missing += rows - kept
    this.#parts.push(kept === rows ? part : part.slice(0, kept * width))
  }

  scaling(): Scaling {
    const scales = this.#fitters.map((fitter) => fitter.fit())
    return { features: scales.slice(0, -1), target: scales.at(-1)! }
  }

  /** In shared memory, so that a worker reads the same bytes. */
  samples(scaling: Scaling): Samples {
    const inputs = this.#width - 1
    const x = new Float32Array(new SharedArrayBuffer(4 * this.rows * inputs))
    const y = new Float32Array(new SharedArrayBuffer(4 * this.rows))
    const first = this.#first ?? []
    let row = 0
    for (let part = this.#parts.shift(); part !== undefined; part = this.#parts.shift()) {
      for (let i = 0; i < part.length; i += this.#width, row++) {
        for (let j = 0; j < inputs; j++) x[row * inputs + j] = scaled(part[i + j]! + first[j]!, scaling.features[j]!)
        y[row] = scaled(part[i + inputs]! + first[inputs]!, scaling.target)
      }
    }
    return { rows: this.rows, x, y }
  }
}
