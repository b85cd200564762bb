import { interruptSignal, type Progress } from '../protocol/index.ts'

/** What the work of a task is given. */
export interface TaskControl {
  /** Aborts when the task is cancelled or its cell interrupted. */
  readonly signal: AbortSignal
  /** Says how far the work is. Cheap: values that nobody reads are dropped, save the newest. */
  report(progress: Progress): void
}

/**
 * A promise, already started, with progress and cancel.
 *
 * Scripts `await` it; the kernel awaits the last expression of a cell, shows progress, then displays the value.
 */
export interface Task<T> extends Promise<T> {
  /** Stops the work. The promise then rejects with an AbortError, unless the work keeps what it has so far (as training does). */
  cancel(reason?: string): void
  /** How far the work is; ends when the task settles. Each reader sees the newest value first. */
  readonly progress: AsyncIterable<Progress>
}

class RunningTask<T> extends Promise<T> implements Task<T> {
  readonly progress: AsyncIterable<Progress>
  readonly #cancel: (reason?: string) => void

  static override get [Symbol.species]() {
    return Promise
  }

  constructor(executor: ConstructorParameters<typeof Promise<T>>[0], progress: AsyncIterable<Progress>, cancel: (reason?: string) => void) {
    super(executor)
    this.progress = progress
    this.#cancel = cancel
  }

  cancel(reason?: string): void {
    this.#cancel(reason)
  }
}

/**
 * Starts work as a task.
 *
 * @example
 * const sum = task(async ({ report, signal }) => {
 *   let total = 0
 *   for (let i = 0; i < 10; i++) {
 *     signal.throwIfAborted()
 *     total += i
 *     report({ done: i + 1, total: 10 })
 *   }
 *   return total
 * })
 * await sum // 45
 */
export function task<T>(work: (control: TaskControl) => T | PromiseLike<T>): Task<T> {
  const controller = new AbortController()
  let latest: Progress | undefined
  let version = 0
  let settled = false
  let waiting: (() => void)[] = []
  const wake = () => {
    const readers = waiting
    waiting = []
    for (const reader of readers) reader()
  }
  const progress: AsyncIterable<Progress> = {
    async *[Symbol.asyncIterator]() {
      let seen = 0
      for (;;) {
        if (version > seen && latest !== undefined) {
          seen = version
          yield latest
        } else if (settled) return
        else await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
  const report = (value: Progress) => {
    latest = value
    version++
    wake()
  }
  const cell = (globalThis as { [interruptSignal]?: AbortSignal })[interruptSignal]
  const interrupted = () => controller.abort(cell?.reason)
  if (cell?.aborted) interrupted()
  else cell?.addEventListener('abort', interrupted, { once: true })
  const origin = new Error()
  const finish = () => {
    settled = true
    cell?.removeEventListener('abort', interrupted)
    wake()
  }
  const cancel = (reason = 'cancelled') => controller.abort(new DOMException(reason, 'AbortError'))
  return new RunningTask<T>(
    (resolve, reject) => {
      Promise.resolve()
        .then(() => work({ signal: controller.signal, report }))
        .then(
          (value) => {
            finish()
            resolve(value)
          },
          (error) => {
            finish()
            reject(startedFrom(error, origin))
          },
        )
    },
    progress,
    cancel,
  )
}

/** Adds where the task was started to the stack of what it threw: work that begins in a later turn would not name the caller. */
function startedFrom(error: unknown, origin: Error): unknown {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return error
  const known = error.stack
  const frames = (origin.stack ?? '')
    .split('\n')
    .slice(2)
    .filter((frame) => !known.includes(frame))
  if (frames.length > 0) error.stack = [known, ...frames].join('\n')
  return error
}

/** Whether a value is a task: a promise with progress and cancel. */
export function isTask(value: unknown): value is Task<unknown> {
  return value instanceof Promise && 'progress' in value && 'cancel' in value
}
