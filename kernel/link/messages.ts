/** An error as the host shows it. */
export interface ErrorReport {
  readonly ename: string
  readonly evalue: string
  readonly traceback: readonly string[]
}

/** How a cell ended, as the runner says it. The content of `execute_result`, when there is one, is the frame's first part. */
export type Outcome =
  | { readonly status: 'ok'; readonly types?: Readonly<Record<string, string>> }
  | { readonly status: 'error'; readonly error: ErrorReport }
  | { readonly status: 'interrupted' }

/** A cell to run. */
export interface RunRequest {
  /** The host's number of the run, never used twice. */
  readonly cell: number
  /** A script whose value is an async function of the cell runtime. */
  readonly code: string
  readonly map: string
  /** The cell's own text. */
  readonly source: string
  /** What stack traces call it, such as `In[3]`. */
  readonly label: string
  readonly count: number
  /** Names the cell declares, whose values may name their type. */
  readonly names: readonly string[]
  /** Whether the front end answers requests for input. */
  readonly stdin: boolean
  readonly silent: boolean
}

export type CommOperation = 'comm_open' | 'comm_msg' | 'comm_close'

/** A comm message, either way. Its buffers are the frame's parts. */
export interface CommMessage {
  readonly t: 'comm'
  readonly op: CommOperation
  readonly id: string
  readonly target: string
  readonly data: unknown
  readonly metadata: Readonly<Record<string, unknown>>
}

/** From the host to the runner. */
export type ToRunner =
  | ({ readonly t: 'run' } & RunRequest)
  | { readonly t: 'interrupt' }
  | { readonly t: 'input'; readonly value: string | null }
  | { readonly t: 'exit' }
  /** A command for the inspector of the main thread, whose session starts with the first one. */
  | { readonly t: 'inspect'; readonly id: number; readonly method: string; readonly params: object }
  /** Ends the inspector session: what was paused goes on, and nothing of it is left. */
  | { readonly t: 'inspectEnd' }
  | CommMessage

/** From the runner to the host. `cell` says which cell caused it; 0 is none. */
export type FromRunner =
  | { readonly t: 'ready' }
  | { readonly t: 'done'; readonly cell: number; readonly outcome: Outcome }
  | { readonly t: 'stream'; readonly cell: number; readonly name: 'stdout' | 'stderr'; readonly text: string }
  /** An iopub message; its content is JSON text in the first part, its buffers the others. */
  | { readonly t: 'publish'; readonly cell: number; readonly type: string }
  /** Takes a display away; with `wait`, once the next output comes. Where the cell shows more than that, it is left empty. */
  | { readonly t: 'vanish'; readonly cell: number; readonly display: string; readonly wait: boolean }
  /** A comm that the runner holds or has let go, without a message to the front end. */
  | { readonly t: 'held'; readonly id: string; readonly target: string; readonly open: boolean }
  /** Whether front ends may open comms to a target. */
  | { readonly t: 'target'; readonly target: string; readonly open: boolean }
  | { readonly t: 'input'; readonly cell: number; readonly prompt: string; readonly password: boolean }
  /** The inspector's answer to a command, and what it tells by itself. */
  | { readonly t: 'inspected'; readonly id: number; readonly result: unknown; readonly error?: string }
  | { readonly t: 'inspectorEvent'; readonly method: string; readonly params: unknown }
  /** What a value shows of itself, asked for by the debugger; JSON text in the first part. */
  | { readonly t: 'shown'; readonly id: number }
  /** The runner is about to end by `process.exit`. */
  | { readonly t: 'exiting'; readonly code: number }
  | ({ readonly cell: number } & CommMessage)
