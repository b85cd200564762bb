import type { CommMessage, FromRunner, Outcome, RunRequest } from '../link/index.ts'

/** Places in the memory that main thread and control worker share. */
export const slot = {
  /** Ticket of the offered start; 0 when none is offered. */
  offer: 0,
  /** Ticket of the start that the main thread claimed last. */
  started: 1,
  /** Handshake of a held main thread: 0 asked, 1 the worker posts the termination, 2 given up, 3 posted. */
  hold: 2,
  /** Bytes of output posted to the worker and not yet written. */
  pending: 3,
  /** Set when all output has been written, before the process ends. */
  flushed: 4,
  /** Set when an answer to a request for input is there. */
  input: 5,
  size: 6,
} as const

/** Output that may wait for the pipe before the main thread is held back, in bytes. */
export const pendingLimit = 32 * 2 ** 20

/** The key of `globalThis` under which the control worker asks whose code runs. */
export const whoKey = 'assay.kernel.who'

/** The answer: the cell (0: none), whether it was cancelled, whether nothing runs at all. */
export interface Who {
  readonly cell: number
  readonly cancelled: boolean
  readonly idle: boolean
}

/** How a cell ended, and the `execute_result` it shows. */
export interface Done {
  readonly t: 'done'
  readonly id: number
  readonly outcome: Outcome
  readonly content?: string
}

/** From the control worker to the main thread. */
export type ToMain =
  | { readonly t: 'run'; readonly ticket: number; readonly request: RunRequest }
  | { readonly t: 'interrupt'; readonly id: number; readonly n: number }
  | { readonly t: 'beat'; readonly n: number }
  | { readonly t: 'comm'; readonly message: CommMessage; readonly buffers: readonly Uint8Array[] }
  | { readonly t: 'exit' }

/** From the main thread to the control worker. */
export type ToControl =
  | Done
  | { readonly t: 'pong'; readonly n: number; readonly sent: Done | undefined }
  | { readonly t: 'beat'; readonly n: number }
  | { readonly t: 'held'; readonly n: number }
  | { readonly t: 'stream'; readonly cell: number; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | { readonly t: 'send'; readonly header: FromRunner; readonly parts: readonly Uint8Array[] }
  | { readonly t: 'exiting'; readonly code: number }
