import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type MimeBundle, type Progress, type ProgressView, taskTarget } from 'assay/protocol'
import { progressBundle } from '../../link/progress-bundle.ts'
import type { Bridge } from '../bridge.ts'
import { type Cell, currentCell } from '../cells/cell.ts'
import type { Comms, OfferedComm } from '../comms.ts'
import { displayOf, isPromise } from './bundle.ts'

/** A promise with progress and cancel, whoever made it. */
interface TaskLike extends PromiseLike<unknown> {
  readonly progress: AsyncIterable<Progress>
  cancel(reason?: string): void
}

/** How long a task runs before it is shown: one that shows itself, and one that gets a bar. */
const patienceMs = { own: 250, bar: 1000 }
const pauseMs = 100
const lastWordMs = 50

function isTask(value: unknown): value is TaskLike {
  if (typeof value !== 'object' || value === null) return false
  const { then, progress, cancel } = value as Partial<TaskLike>
  return typeof then === 'function' && typeof cancel === 'function' && typeof progress?.[Symbol.asyncIterator] === 'function'
}

const nothing: MimeBundle = { 'text/plain': '' }

/** What a value shows of itself; undefined when it does not, or fails to. */
async function bundleBy(value: unknown): Promise<MimeBundle | undefined> {
  try {
    return (await displayOf(value)?.()) ?? undefined
  } catch {
    return undefined
  }
}

/** Shows one task while it runs. A bar comes later than a display of its own: its place stays behind, empty, in the saved notebook. */
class TaskView {
  readonly #bridge: Bridge
  readonly #comms: Comms
  readonly #task: TaskLike
  readonly #onClose: () => void
  readonly #cell: Cell | undefined = currentCell()
  readonly #begin = performance.now()
  readonly #id = randomUUID()
  #comm: OfferedComm | undefined
  #state: ProgressView['state'] = 'running'
  #latest: Progress = { done: 0 }
  readonly #reading: Promise<void>
  #drawn = 0
  #timer: NodeJS.Timeout | undefined

  constructor(bridge: Bridge, comms: Comms, task: TaskLike, onClose: () => void) {
    this.#bridge = bridge
    this.#comms = comms
    this.#task = task
    this.#onClose = onClose
    this.#timer = setTimeout(() => this.#open(), patienceMs.own)
    this.#reading = this.#read()
    this.#cell?.abort.signal.addEventListener('abort', () => this.#interrupted(), { once: true })
    task.then(
      (value) => this.#close('done', value),
      () => this.#close('failed'),
    )
  }

  /** Who interrupts a cell that waits for a task means the task, also one that an earlier cell started. */
  #interrupted(): void {
    if (this.#state !== 'running') return
    this.#close('cancelled')
    this.#task.cancel('interrupted')
  }

  async #read(): Promise<void> {
    try {
      for await (const progress of this.#task.progress) {
        this.#latest = progress
        this.#schedule()
      }
    } catch {
      // Whoever awaits the task hears why it failed.
    }
  }

  #open(): void {
    this.#timer = undefined
    if (this.#state !== 'running') return
    const rest = displayOf(this.#latest) === undefined ? this.#begin + patienceMs.bar - performance.now() : 0
    if (rest > 1) {
      this.#timer = setTimeout(() => this.#open(), Math.min(rest, patienceMs.own))
      return
    }
    this.#comm = this.#comms.offer(taskTarget, (message) => {
      if ((message as { method?: unknown } | null)?.method === 'stop') this.#task.cancel('stopped')
    })
    this.#draw('display_data')
  }

  #schedule(): void {
    if (this.#comm === undefined || this.#timer !== undefined || this.#state !== 'running') return
    const wait = Math.max(0, this.#drawn + pauseMs - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#state === 'running') this.#draw('update_display_data')
    }, wait)
  }

  /** Draws the newest progress. A display that takes its time is dropped when the task's state has changed meanwhile. */
  #draw(type: 'display_data' | 'update_display_data'): void {
    this.#drawn = performance.now()
    const own = this.#ownDisplay()
    if (!isPromise(own)) {
      this.#publish(type, own ?? progressBundle(this.#view()))
      return
    }
    if (type === 'display_data') this.#publish(type, progressBundle(this.#view()))
    const state = this.#state
    const shown = Promise.resolve(own).then(
      (bundle) => {
        if (bundle !== undefined && bundle !== null && this.#state === state) this.#publish('update_display_data', bundle)
      },
      () => undefined,
    )
    this.#hold(shown)
  }

  #ownDisplay(): ReturnType<NonNullable<ReturnType<typeof displayOf>>> {
    try {
      return displayOf(this.#latest)?.()
    } catch {
      return undefined
    }
  }

  #view(): ProgressView {
    const { done, total, unit, message, metrics } = this.#latest
    const rest = { total, unit, message, metrics }
    for (const key of Object.keys(rest) as (keyof typeof rest)[]) if (rest[key] === undefined) delete rest[key]
    const comm = this.#comm === undefined ? {} : { comm: { target: this.#comm.target, id: this.#comm.id } }
    const seconds = Math.round((performance.now() - this.#begin) / 100) / 10
    return { kind: 'progress', version: 1, state: this.#state, done, ...(rest as Partial<Progress>), seconds, ...comm }
  }

  #publish(type: string, data: MimeBundle): void {
    const metadata = this.#comm === undefined || this.#state !== 'running' ? {} : { assay: { comm: this.#comm.id } }
    this.#bridge.publish(type, { data, metadata, transient: { display_id: this.#id } })
  }

  #close(state: ProgressView['state'], value?: unknown): void {
    if (this.#state !== 'running') return
    this.#state = state
    this.#onClose()
    clearTimeout(this.#timer)
    if (this.#comm === undefined) return
    this.#comm.release()
    // A bar has had its say; a display of its own stays.
    if (displayOf(this.#latest) === undefined) this.#vanish(false)
    else this.#hold(this.#keep(value))
  }

  /** Leaves the last state of a display of its own, or what came of the task where that is shown the same way; nothing where the cell shows that itself. */
  async #keep(value: unknown): Promise<void> {
    // The reader may be about to bring the last state.
    await Promise.race([this.#reading, sleep(lastWordMs)]).catch(() => undefined)
    const last = await bundleBy(this.#latest)
    const result = await bundleBy(value)
    const same = (types: readonly string[]) =>
      types.some((type) => type.startsWith('application/vnd.') && last !== undefined && type in last)
    const kept = result !== undefined && same(Object.keys(result)) ? result : last
    if (kept === undefined) this.#vanish(false)
    else this.#publish('update_display_data', kept)
    this.#cell?.onResult.add((types) => {
      if (same(types)) this.#vanish(true)
    })
  }

  /** Front ends no longer listen to what a cell clears after its end. */
  #vanish(wait: boolean): void {
    const cell = this.#cell
    if (cell === undefined || cell.sent !== undefined) this.#publish('update_display_data', nothing)
    else this.#bridge.send({ t: 'vanish', cell: cell.id, display: this.#id, wait })
  }

  /** The cell ends only after this. */
  #hold(shown: Promise<void>): void {
    const { pending } = this.#cell ?? {}
    pending?.add(shown)
    void shown.then(() => pending?.delete(shown))
  }
}

/** `CellRuntime.task`: shows the progress of a task, in one place at a time, and gives the value back. */
export function createTaskWatch(bridge: Bridge, comms: Comms): <T>(value: T) => T {
  const seen = new WeakSet<object>()
  return (value) => {
    try {
      if (isTask(value) && !seen.has(value)) {
        seen.add(value)
        new TaskView(bridge, comms, value, () => seen.delete(value))
      }
    } catch {
      // A value that cannot even be looked at is awaited as it is.
    }
    return value
  }
}
