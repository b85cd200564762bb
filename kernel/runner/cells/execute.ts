import { getCallSites } from 'node:util'
import { constants, Script } from 'node:vm'
import type { CellRuntime } from '../../host/compile/compiler.ts'
import type { Outcome, RunRequest } from '../../link/index.ts'
import { type Bridge, jsonText } from '../bridge.ts'
import { cancelTimers } from '../intercept/timers.ts'
import { type Done, slot, type Who } from '../shared.ts'
import { bundleOf } from '../show/bundle.ts'
import { isHandle } from '../show/display.ts'
import { reportError } from '../show/error.ts'
import { registerCellFile } from '../show/stack.ts'
import { type Cell, createCell, currentCell, inCell, isInterrupt } from './cell.ts'
import { raiseGuards } from './guards.ts'
import { declaredTypes } from './types.ts'

type CellFunction = (runtime: CellRuntime) => Promise<unknown>

/**
 * Main-thread half of running and interrupting cells.
 *
 * A termination may unwind any of this at a call or a loop edge, so nothing here needs a promise, a `finally` or a second step to stay right.
 */
export class Executor {
  readonly #bridge: Bridge
  readonly #runtime: CellRuntime
  readonly #cleanUp: () => void
  #cell: Cell | undefined

  /** @param cleanUp called after an interrupt, to forget what was loaded half way */
  constructor(bridge: Bridge, runtime: CellRuntime, cleanUp: () => void) {
    this.#bridge = bridge
    this.#runtime = runtime
    this.#cleanUp = cleanUp
  }

  /** Claims an offered start, or finds it withdrawn. */
  start(ticket: number, request: RunRequest): void {
    const { shared } = this.#bridge
    if (Atomics.compareExchange(shared, slot.offer, ticket, 0) !== ticket) return
    Atomics.store(shared, slot.started, ticket)
    const cell = createCell(request)
    this.#cell = cell
    inCell(cell, () => void this.#run(cell, request))
  }

  async #run(cell: Cell, request: RunRequest): Promise<void> {
    let outcome: Outcome
    let content: string | undefined
    try {
      const value = await this.#evaluate(request)
      const bundle = request.silent || isHandle(value) ? undefined : await bundleOf(value)
      if (bundle !== undefined) content = jsonText({ execution_count: cell.count, ...bundle })
      if (cell.pending.size > 0) await Promise.all(cell.pending)
      if (bundle !== undefined) for (const tell of cell.onResult) tell(Object.keys(bundle.data))
      const types = await declaredTypes(request.names)
      outcome = { status: 'ok', ...(types === undefined ? {} : { types }) }
    } catch (error) {
      outcome = isInterrupt(error) ? { status: 'interrupted' } : { status: 'error', error: reportError(error) }
    }
    if (!cell.cancelled) this.#done(cell, { t: 'done', id: cell.id, outcome, ...(content === undefined ? {} : { content }) })
  }

  #evaluate(request: RunRequest): Promise<unknown> {
    const filename = registerCellFile(request)
    const script = new Script(request.code, { filename, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER })
    return (script.runInThisContext() as CellFunction)(this.#runtime)
  }

  #done(cell: Cell, done: Done): void {
    cell.sent ??= done
    if (this.#cell === cell) this.#bridge.post(cell.sent)
  }

  /** Cancels the cell `id`, and answers in any case: the answer proves that the main thread is free. */
  interrupt(id: number, n: number): void {
    const cell = this.#cell
    if (cell !== undefined && cell.id === id && cell.sent === undefined) {
      if (!cell.cancelled) {
        cell.cancelled = true
        raiseGuards()
        cancelTimers(cell)
        // Listeners of user code run here; if they do not end the worker terminates them and asks again.
        cell.abort.abort(cell.reason)
      }
      cell.sent = { t: 'done', id, outcome: { status: 'interrupted' } }
      this.#cleanUp()
    }
    this.#bridge.post({ t: 'pong', n, sent: cell?.sent })
  }

  /**
   * Whose code keeps the main thread? Asked by the worker and answered in the middle of running code.
   *
   * With `n`, code of a cancelled cell is held here until the worker has posted the termination. The inspector serves that next, before it
   * returns to the code asked about, so no other code can be hit.
   */
  who(n?: number): string {
    const cell = currentCell()
    const idle = getCallSites(4).length <= 2
    const who: Who = { cell: cell?.id ?? 0, cancelled: cell?.cancelled === true, idle }
    if (n !== undefined && who.cancelled && !who.idle) {
      const { shared } = this.#bridge
      this.#bridge.post({ t: 'held', n })
      Atomics.wait(shared, slot.hold, 0, 500)
      if (Atomics.compareExchange(shared, slot.hold, 0, 2) === 1) Atomics.wait(shared, slot.hold, 1, 500)
    }
    return JSON.stringify(who)
  }
}
