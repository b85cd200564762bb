/** How far a task is. A value of `Task.progress` may also carry `Jupyter.display`: then the kernel shows that instead of a bar. */
export interface Progress {
  /** Work done so far, in `unit`s. */
  readonly done: number
  /** All work, when known. */
  readonly total?: number
  readonly unit?: string
  readonly message?: string
  readonly metrics?: Readonly<Record<string, number>>
}

/** What the kernel shows of a task that runs. */
export interface ProgressView extends Progress {
  readonly kind: 'progress'
  readonly version: 1
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly seconds: number
  /** The comm target and id by which the view can stop the task. */
  readonly comm?: { readonly target: string; readonly id: string }
}

/** Comm target of a running task: the view sends `{ method: 'stop' }`. Bundles of running tasks carry the comm id in `metadata.assay.comm`. */
export const taskTarget = 'assay.task.v1'

/** While a cell runs, the kernel keeps an AbortSignal under this key of `globalThis`; it aborts when the cell is interrupted. */
export const interruptSignal: unique symbol = Symbol.for('assay.interruptSignal') as never
