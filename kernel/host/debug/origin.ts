import { LEAST_UPPER_BOUND, originalPositionFor, type TraceMap } from '@jridgewell/trace-mapping'

/** A place in a cell: line and column from 1. */
export interface CellPosition {
  readonly line: number
  readonly column: number
}

/**
 * The cell's place for one of the code that runs (line and column from 0); undefined for code that the kernel has put around the cell.
 *
 * A line may begin with code of the kernel's, as around an `await`: that belongs to what follows. The first line begins with the wrapper.
 */
export function originOf(trace: TraceMap, line: number, column: number): CellPosition | undefined {
  const needle = { line: line + 1, column }
  const before = originalPositionFor(trace, needle)
  const found = before.line === null && line > 0 ? originalPositionFor(trace, { ...needle, bias: LEAST_UPPER_BOUND }) : before
  return found.line === null ? undefined : { line: found.line, column: found.column + 1 }
}
