import type { Debugger } from 'node:inspector'
import { setTimeout as sleep } from 'node:timers/promises'
import { cellScript, type FromRunner, type RunRequest } from '../../link/index.ts'
import { Breakpoints } from './breakpoints.ts'
import { isCaught } from './caught.ts'
import { Cells } from './cells.ts'
import { Inspector, type InspectorLink } from './inspector.ts'
import { type Frame, Pause } from './pause.ts'
import { PlaceFinder } from './places.ts'
import { createRequests, type Handlers } from './requests.ts'
import { thread } from './thread.ts'
import { Variables } from './variables.ts'

type Body = Readonly<Record<string, unknown>>

export interface DebugOptions {
  /** Sends an event to all front ends. */
  readonly publish: (event: Body) => void
  /** Makes a global known to the type checker. */
  readonly declare: (name: string) => Promise<void>
}

/** What moves a paused cell on. */
export type Step = 'resume' | 'stepOver' | 'stepInto' | 'stepOut'

const armMs = 3000
const mostSteps = 50
const againMs = 200

/**
 * The debugger: speaks the Debug Adapter Protocol with front ends, and with the inspector of the process that runs cells.
 *
 * It is off until a front end attaches, and then outlives the process: a new one gets the same breakpoints.
 */
export class Debug {
  readonly inspector: Inspector
  readonly cells = new Cells()
  readonly breakpoints: Breakpoints
  /** Values looked at without stopping. */
  readonly free: Variables
  readonly declare: DebugOptions['declare']
  /** Whether the front end does without the types of variables. */
  untyped = false
  readonly #publish: DebugOptions['publish']
  readonly #handlers: Handlers
  #attached = false
  #filters: readonly string[] = []
  #pause: Pause | undefined
  #moving: Step | 'pause' | undefined
  /** Where the step began. */
  #from: Frame | undefined
  #steps = 0
  #seq = 0

  constructor(link: InspectorLink, { publish, declare }: DebugOptions) {
    this.inspector = new Inspector(link)
    this.breakpoints = new Breakpoints(this.inspector, this.cells, new PlaceFinder(this.inspector))
    this.free = new Variables(this.inspector, 'free')
    this.declare = declare
    this.#publish = publish
    this.#handlers = createRequests(this)
  }

  get attached(): boolean {
    return this.#attached
  }

  get pause(): Pause | undefined {
    return this.#pause
  }

  /** The pause; fails when nothing is paused. */
  get stopped(): Pause {
    if (this.#pause === undefined) throw new RangeError('Cannot do this: no cell is paused')
    return this.#pause
  }

  /** Answers a request. What fails is told in the answer. */
  async request(content: Body): Promise<Body> {
    const command = String(content['command'] ?? '')
    const reply = { type: 'response', request_seq: content['seq'] ?? 0, command }
    try {
      const handler = this.#handlers[command]
      if (handler === undefined) throw new RangeError(`Cannot answer "${command}": this debugger does not know it`)
      const body = await handler((content['arguments'] ?? {}) as Body)
      if (command === 'initialize') setImmediate(() => this.event('initialized'))
      return { ...reply, seq: ++this.#seq, success: true, body: body ?? {} }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ...reply, seq: ++this.#seq, success: false, message, body: { error: { id: 1, format: message } } }
    }
  }

  event(event: string, body: Body = {}): void {
    this.#publish({ type: 'event', seq: ++this.#seq, event, body })
  }

  /** Takes a message of the runner. */
  receive(message: Extract<FromRunner, { t: 'inspected' | 'inspectorEvent' | 'shown' }>, parts: readonly Uint8Array[]): void {
    if (message.t !== 'inspectorEvent') this.inspector.receive(message, parts[0] === undefined ? '' : Buffer.from(parts[0]).toString())
    else if (message.method === 'Debugger.paused') void this.#paused(message.params as Debugger.PausedEventDataType)
    else if (message.method === 'Debugger.scriptParsed') this.cells.parsed(message.params as Debugger.ScriptParsedEventDataType)
    else if (message.method === 'Debugger.resumed') this.#resumed()
  }

  /** Sets a cell's breakpoints before it starts. */
  async before(request: RunRequest): Promise<void> {
    const cell = this.cells.note(request)
    if (!this.#attached) return
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, armMs)
    await Promise.race([this.breakpoints.arm(cell).catch(() => undefined), late.promise])
    clearTimeout(timer)
  }

  /** Notes that a cell has ended: a step that is still under way does not go on in the next one. */
  after(): void {
    if (this.#moving !== 'pause') this.#moving = undefined
  }

  /** The process that runs cells is gone; the next one has started. */
  runnerDied(): void {
    this.inspector.forget('the process that runs cells has ended')
    this.cells.forgetRuns()
    this.#resumed()
    this.#moving = undefined
    if (this.#attached) void this.#enable().catch(() => undefined)
  }

  async attach(): Promise<void> {
    if (this.#attached) return
    this.#attached = true
    await this.#enable()
  }

  /** Turns the debugger off: what is paused goes on, and nothing of it is left in the process. */
  detach(): void {
    this.#attached = false
    this.#filters = []
    this.#moving = undefined
    this.breakpoints.clear()
    this.free.release()
    this.cells.forgetScripts()
    this.inspector.end()
    this.#resumed()
  }

  async pauseOnExceptions(filters: readonly string[]): Promise<void> {
    this.#filters = filters
    if (this.#attached) await this.inspector.post('Debugger.setPauseOnExceptions', { state: filters.length > 0 ? 'all' : 'none' })
  }

  /** Moves a paused cell on, or pauses what runs. */
  async move(step: Step | 'pause'): Promise<void> {
    if (step !== 'pause') void this.stopped
    this.#moving = step
    this.#steps = 0
    this.#from = step === 'stepOver' || step === 'stepInto' ? this.#pause?.frames[0] : undefined
    await this.inspector.post(`Debugger.${step}`)
    if (step === 'pause') void this.#insist()
  }

  /** A pause that comes when no cell's code runs is lost: asks again for a while. */
  async #insist(): Promise<void> {
    for (let round = 0; round < mostSteps; round++) {
      await sleep(againMs)
      if (this.#moving !== 'pause') return
      await this.inspector.post('Debugger.pause').catch(() => undefined)
    }
    this.#moving = undefined
  }

  async #enable(): Promise<void> {
    await this.inspector.post('Debugger.enable')
    // Steps pass over everything that is no cell.
    await this.inspector.post('Debugger.setBlackboxPatterns', { patterns: [`^(?!.*${cellScript})`], skipAnonymous: true })
    await this.pauseOnExceptions(this.#filters)
    await this.breakpoints.armAll()
  }

  async #paused(params: Debugger.PausedEventDataType): Promise<void> {
    const pause = new Pause(params, this.cells, this.inspector)
    const next = await this.#passOver(pause)
    if (next !== undefined) {
      void this.inspector.post(`Debugger.${next}`).catch(() => undefined)
      return
    }
    const reason = this.#reason(pause)
    this.#moving = undefined
    this.#pause = pause
    const hitBreakpointIds = this.breakpoints.hit(params.hitBreakpoints)
    const text = pause.thrown?.description?.split('\n')[0]
    this.event('stopped', {
      reason,
      threadId: thread,
      allThreadsStopped: true,
      preserveFocusHint: false,
      hitBreakpointIds,
      ...(text === undefined ? {} : { description: 'Paused on exception', text }),
    })
  }

  /** How to go on when nobody wants to stop here; undefined when this is a stop. */
  async #passOver(pause: Pause): Promise<Step | undefined> {
    const { frames, params } = pause
    if (params.reason === 'step' && this.#moving === undefined) return 'resume'
    const steps = params.reason === 'step' || this.#moving === 'pause'
    const top = params.callFrames[0]
    // The end of a cell and the like: code that the kernel has put around it.
    if (frames[0]?.call !== top) return steps && ++this.#steps < mostSteps ? 'stepOver' : 'resume'
    const { thrown } = pause
    if (params.reason === 'step' && isSameLine(this.#from, frames[0]) && ++this.#steps < mostSteps) return this.#moving as Step
    if (thrown === undefined) return undefined
    if (/^KeyboardInterrupt\b/.test(thrown.description ?? thrown.className ?? '')) return 'resume'
    return !this.#filters.includes('all') && (await isCaught(frames)) ? 'resume' : undefined
  }

  #reason({ params, thrown }: Pause): string {
    if (thrown !== undefined) return 'exception'
    if ((params.hitBreakpoints?.length ?? 0) > 0) return 'breakpoint'
    if (params.reason === 'step') return this.#moving === 'pause' ? 'pause' : 'step'
    return this.#moving === 'pause' ? 'pause' : 'breakpoint'
  }

  #resumed(): void {
    if (this.#pause === undefined) return
    this.#pause.variables.release()
    this.#pause = undefined
    this.event('continued', { threadId: thread, allThreadsContinued: true })
  }
}

/** Whether a step has come no further than the rest of its line, as after an `await` in it. A loop in one line goes back, and is none. */
function isSameLine(from: Frame | undefined, to: Frame | undefined): boolean {
  if (from === undefined || to === undefined || from.cell !== to.cell || from.line !== to.line) return false
  const [start, end] = [from.call.functionLocation, to.call.functionLocation]
  return (
    start?.lineNumber === end?.lineNumber && start?.columnNumber === end?.columnNumber && !isBefore(to.call.location, from.call.location)
  )
}

function isBefore(a: Debugger.Location, b: Debugger.Location): boolean {
  return a.lineNumber < b.lineNumber || (a.lineNumber === b.lineNumber && (a.columnNumber ?? 0) < (b.columnNumber ?? 0))
}
