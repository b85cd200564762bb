import { currentCell } from './cell.ts'

// Read before anything else: as long as no cell was ever interrupted, a guard costs one look at this.
const raised = new Int32Array(1)

/** From now on guards look whether their cell was cancelled. */
export function raiseGuards(): void {
  raised[0] = 1
}

/** Throws when the cell that runs has been interrupted. */
export function guard(): void {
  if (raised[0] === 0) return
  const cell = currentCell()
  if (cell?.cancelled) throw cell.reason
}
