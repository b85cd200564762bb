import inspector from 'node:inspector'
import type { MessagePort } from 'node:worker_threads'
import type { RunRequest } from '../../link/index.ts'
import { type Done, slot, type ToControl, type ToMain, type Who, whoKey } from '../shared.ts'
import type { DebugLink } from './debug-link.ts'

/** A cell that the worker has been asked to run, until it is answered. */
interface Run {
  readonly request: RunRequest
  ticket: number
  answer: Done | undefined
  readonly resolve: (done: Done) => void
  unwatch: (() => void) | undefined
}

const softMs = 20
const againMs = 100
const startMs = 200
const beatMs = 1000
const probeMs = 10

const interrupted = (id: number): Done => ({ t: 'done', id, outcome: { status: 'interrupted' } })

/**
 * Runs cells on the main thread, one at a time, and interrupts them. It is the only one that answers a cell.
 *
 * ```
 * run:        offer (shared memory) + message -> main claims it | worker withdraws it -> done
 * interrupt:  message -> answered by a free main thread
 *             20 ms without an answer -> terminate (inspector), message again -> two more turns answered -> done
 * watch:      unclaimed 200 ms, or no beat for 1 s -> whose code runs? of a cancelled cell -> terminate that
 * ```
 *
 * No cell starts while a termination is outstanding. A main thread that the debugger has paused is left alone, save by an interrupt: it goes on
 * with a termination.
 */
export class Interrupts {
  readonly #port: MessagePort
  readonly #shared: Int32Array
  readonly #debug: DebugLink
  readonly #session = new inspector.Session()
  #ticket = 0
  #run: Run | undefined
  /** A cell that waits for the end of an interrupt that came before it. */
  #waiting: { interrupted: boolean } | undefined
  #outstanding = 0
  #terminations = 0
  #terminatedAt = Number.NEGATIVE_INFINITY
  #asked = 0
  #answered = 0
  #beat = 0
  #beatSeen = 0
  #hold = 0
  #holds = 0
  /** Whether any cell was ever cancelled: before that nothing can be left over. */
  #leftovers = false
  #interrupting: Promise<void> | undefined
  #sweeping: Promise<void> | undefined
  #wake: (() => void) | undefined

  constructor(port: MessagePort, shared: Int32Array, debug: DebugLink) {
    this.#port = port
    this.#debug = debug
    this.#shared = shared
    this.#session.connectToMainThread()
  }

  /** Runs a cell once the interrupt of the one before is over. One that comes meanwhile is for this cell. */
  async run(request: RunRequest): Promise<Done> {
    this.#waiting = { interrupted: false }
    const waiting = this.#waiting
    while (this.#interrupting !== undefined) await this.#interrupting
    this.#waiting = undefined
    if (waiting.interrupted) return interrupted(request.cell)
    return new Promise((resolve) => {
      const run: Run = { request, ticket: 0, answer: undefined, resolve, unwatch: undefined }
      this.#run = run
      this.#offer(run)
      void this.#watch(run)
    })
  }

  /** Interrupts what runs; harmless when nothing does. Settles when the main thread is proven free. */
  interrupt(): Promise<void> {
    if (this.#waiting !== undefined) this.#waiting.interrupted = true
    this.#interrupting ??= this.#interruptRun().finally(() => {
      this.#interrupting = undefined
      if (this.#run?.answer !== undefined) this.#reply(this.#run, this.#run.answer)
    })
    return this.#interrupting
  }

  /** Lets go of the main thread, whose process is about to end. */
  close(): void {
    this.#session.disconnect()
  }

  /** Takes a message of the main thread that concerns runs and interrupts. */
  receive(message: ToControl): void {
    if (message.t === 'done') this.#finish(message)
    else if (message.t === 'beat') this.#beatSeen = message.n
    else if (message.t === 'held') this.#held(message.n)
    else if (message.t === 'pong') {
      this.#answered = message.n
      if (message.sent !== undefined) this.#finish(message.sent)
      this.#wake?.()
    }
  }

  #post(message: ToMain): void {
    this.#port.postMessage(message)
  }

  // A start is an offer in shared memory and a message. Exactly one of claim and withdrawal succeeds, so a cell starts once or never.
  #offer(run: Run): void {
    run.ticket = ++this.#ticket
    Atomics.store(this.#shared, slot.offer, run.ticket)
    this.#post({ t: 'run', ticket: run.ticket, request: run.request })
  }

  #withdraw(run: Run): boolean {
    if (run.ticket === 0) return true
    if (Atomics.compareExchange(this.#shared, slot.offer, run.ticket, 0) !== run.ticket) return false
    run.ticket = 0
    return true
  }

  #started(run: Run): boolean {
    return run.ticket !== 0 && Atomics.load(this.#shared, slot.started) === run.ticket
  }

  #waits(run: Run): boolean {
    return this.#run === run && run.answer === undefined && this.#interrupting === undefined
  }

  // Code left over from a cancelled cell (a native callback already on its way, a finalizer) can keep the main thread at any later time.
  // What delays a cell is such code, which is terminated, other code, which is left alone, or nothing at all: then the start was lost.
  async #watch(run: Run): Promise<void> {
    let wait = startMs
    for (;;) {
      await this.#pause(run, wait)
      if (this.#run !== run) return
      if (this.#interrupting !== undefined) {
        await this.#interrupting
        continue
      }
      if (run.answer !== undefined) return
      if (this.#debug.paused) continue
      if (this.#started(run)) {
        if (!this.#leftovers) return
        wait = Math.max(wait, beatMs)
        if (await this.#beats(run, wait)) {
          wait = beatMs
          continue
        }
      }
      wait = (await this.#sweep(run)) ? Math.min(startMs, 50) : Math.min(wait * 2, 4 * beatMs)
    }
  }

  #pause(run: Run, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      run.unwatch = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Whether the main thread turns over, or the question is moot. */
  async #beats(run: Run, ms: number): Promise<boolean> {
    const n = ++this.#beat
    this.#post({ t: 'beat', n })
    await this.#pause(run, ms)
    return !this.#waits(run) || this.#debug.paused || this.#beatSeen >= n
  }

  /** Frees the way of a run that is held up. Returns whether something was done about it. */
  async #sweep(run: Run): Promise<boolean> {
    const who = await this.#ask(500)
    const waiting = !this.#started(run)
    if (!this.#waits(run) || this.#debug.paused || who === undefined) return false
    if (waiting ? !(who.idle || who.cancelled) || !this.#withdraw(run) : who.idle || !who.cancelled) return false
    if (!who.idle) {
      this.#sweeping = this.#free(0, true)
      await this.#sweeping
      this.#sweeping = undefined
    }
    if (waiting && this.#waits(run)) this.#offer(run)
    return true
  }

  /** Whose code keeps the main thread; undefined when it does not say. With `hold`, code of a cancelled cell is held and terminated. */
  #ask(ms: number, hold?: number): Promise<Who | undefined> {
    this.#hold = hold ?? 0
    Atomics.store(this.#shared, slot.hold, 0)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms)
      const expression = `globalThis[Symbol.for(${JSON.stringify(whoKey)})](${hold ?? ''})`
      this.#session.post('Runtime.evaluate', { expression, silent: true }, (_error, answer) => {
        clearTimeout(timer)
        try {
          resolve(JSON.parse(answer.result.value as string) as Who)
        } catch {
          resolve(undefined)
        }
      })
    })
  }

  #held(n: number): void {
    if (n !== this.#hold || Atomics.compareExchange(this.#shared, slot.hold, 0, 1) !== 0) return
    this.#hold = 0
    this.#terminate()
    Atomics.store(this.#shared, slot.hold, 3)
    Atomics.notify(this.#shared, slot.hold)
  }

  #finish(done: Done): void {
    const run = this.#run
    if (run === undefined || run.request.cell !== done.id) return
    run.answer ??= done
    if (this.#interrupting === undefined) this.#reply(run, run.answer)
    else this.#wake?.()
  }

  #reply(run: Run, answer: Done): void {
    this.#run = undefined
    run.unwatch?.()
    run.resolve(answer)
  }

  async #interruptRun(): Promise<void> {
    const run = this.#run
    if (run !== undefined && run.answer === undefined && this.#withdraw(run)) run.answer = interrupted(run.request.cell)
    else if (run !== undefined) this.#leftovers = true
    await this.#sweeping
    await this.#free(run === undefined || run.answer !== undefined ? 0 : run.request.cell, false)
    // A cell that was cut short while it started has no answer: it was interrupted.
    if (run !== undefined && this.#run === run) run.answer ??= interrupted(run.request.cell)
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #terminate(): void {
    this.#outstanding++
    this.#terminations++
    this.#terminatedAt = performance.now()
    const posted = () => {
      this.#outstanding--
      this.#wake?.()
    }
    if (this.#debug.paused) this.#debug.terminate(posted)
    else this.#session.post('Runtime.terminateExecution', posted)
  }

  /** Frees the main thread of the cell `id`. In a sweep only code of cancelled cells is terminated. */
  async #free(id: number, sweep: boolean): Promise<void> {
    const begin = performance.now()
    let need = this.#asked + 1
    let sentAt = Number.NEGATIVE_INFINITY
    let confirmed = 0
    let terminated = false
    this.#terminatedAt = Number.NEGATIVE_INFINITY
    for (;;) {
      const now = performance.now()
      const answered = this.#answered >= need
      if (answered && this.#outstanding === 0) {
        // After a termination two further turns must be seen: a tick that had queued itself again would start after the first answer.
        if (!terminated || confirmed >= 2) return
        confirmed++
        need = this.#asked + 1
        sentAt = Number.NEGATIVE_INFINITY
        continue
      }
      if (now - sentAt > probeMs) {
        // A probe may be eaten by a termination, so it is sent again; with one still out, it is given a victim.
        this.#post({ t: 'interrupt', id, n: ++this.#asked })
        sentAt = now
        if (answered) need = this.#asked
      }
      if (
        !answered &&
        this.#outstanding === 0 &&
        now - begin > (sweep || this.#debug.paused ? 0 : softMs) &&
        now - this.#terminatedAt > againMs
      ) {
        const before = this.#terminations
        if (!sweep || this.#interrupting !== undefined) this.#terminate()
        else {
          const who = await this.#ask(1000, ++this.#holds)
          if (this.#terminations === before && who !== undefined && this.#outstanding === 0) return
        }
        if (this.#terminations > before) {
          terminated = true
          confirmed = 0
        } else this.#terminatedAt = performance.now()
      }
      if (this.#outstanding > 0) need = Math.max(need, this.#asked)
      await this.#sleep(answered ? 2 : 5)
    }
  }
}
