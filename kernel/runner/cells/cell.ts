import { AsyncLocalStorage } from 'node:async_hooks'
import type { RunRequest } from '../../link/index.ts'
import type { Done } from '../shared.ts'

/** A cell on the main thread. Everything it starts carries it along, also after it has ended. */
export interface Cell {
  readonly id: number
  readonly label: string
  readonly count: number
  /** Whether the front end answers requests for input. */
  readonly stdin: boolean
  readonly timers: Set<NodeJS.Timeout>
  readonly immediates: Set<NodeJS.Immediate>
  /** Outputs still in the making. The cell ends after them. */
  readonly pending: Set<Promise<void>>
  /** Told the mime types of the cell's result, before it is shown. */
  readonly onResult: Set<(types: readonly string[]) => void>
  readonly abort: AbortController
  /** Thrown in the cell when it is interrupted. */
  readonly reason: Error
  cancelled: boolean
  /** Its answer, once given: nobody may give another. */
  sent: Done | undefined
}

const store = new AsyncLocalStorage<Cell>()

/** The cell whose code runs now. */
export function currentCell(): Cell | undefined {
  return store.getStore()
}

/** Runs code as part of a cell. */
export function inCell<A extends unknown[], R>(cell: Cell, code: (...args: A) => R, ...args: A): R {
  return store.run(cell, code, ...args)
}

/** A function that runs as part of the cell that runs now, unless that is interrupted by then. */
export function ofThisCell<A extends unknown[]>(code: (...args: A) => void): (...args: A) => void {
  const cell = currentCell()
  return (...args) => (cell === undefined || cell.cancelled ? code(...args) : inCell(cell, code, ...args))
}

/** Thrown in a cell that is interrupted. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt' as const
}

/** Whether an error only says that its cell was interrupted. */
export function isInterrupt(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || (error instanceof Error && error.cause instanceof KeyboardInterrupt)
}

export function createCell({ cell, label, count, stdin }: RunRequest): Cell {
  return {
    id: cell,
    label,
    count,
    stdin,
    timers: new Set(),
    immediates: new Set(),
    pending: new Set(),
    onResult: new Set(),
    abort: new AbortController(),
    reason: new KeyboardInterrupt('The cell was interrupted'),
    cancelled: false,
    sent: undefined,
  }
}
