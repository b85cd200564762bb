import { type ChildProcess, spawn } from 'node:child_process'
import type { Duplex, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import {
  type CommMessage,
  encodeFrame,
  FrameReader,
  type FromRunner,
  type Outcome,
  type RunRequest,
  sibling,
  sourceFlags,
  type ToRunner,
} from '../link/index.ts'

/** How a cell ended, as the host sees it: the runner's word, or that there is no runner any more. */
export type Ended = Outcome | { readonly status: 'died'; readonly reason: string }

export interface RunnerEvents {
  /** A message that is no answer to `run`. */
  readonly onMessage: (message: FromRunner, parts: readonly Uint8Array[]) => void
  /** What native code and child processes print. */
  readonly onPrint: (name: 'stdout' | 'stderr', text: string) => void
  /** The process has ended without being asked to. Everything that cells made is gone. */
  readonly onDeath: (reason: string) => void
}

interface Running {
  readonly request: RunRequest
  /** Whether it was sent to a process that had ended already: the next one gets it. */
  readonly lost: boolean
  readonly resolve: (answer: { ended: Ended; content: Uint8Array | undefined }) => void
}

const maximumFailures = 3
const streamsMs = 50
/** What Node says at its end because the control worker holds an inspector session. */
const debuggerWords = 'Waiting for the debugger to disconnect...\n'
const entry = fileURLToPath(sibling(import.meta.url, '../runner/main'))
const major = Number(process.versions.node.split('.')[0])

/** Flags under which interrupts are safe. */
function runnerFlags(): string[] {
  const contexts = major < 24 ? ['--experimental-async-context-frame'] : []
  return ['--no-force-async-hooks-checks', '--disable-warning=ExperimentalWarning', ...contexts, ...sourceFlags(import.meta.url)]
}

/** Why a process ended, in words. */
function causeOfDeath(code: number | null, signal: NodeJS.Signals | null, lastWords: string, exitCode: number | undefined): string {
  if (/heap out of memory|Reached heap limit|Allocation failed/.test(lastWords)) return 'it ran out of memory'
  if (exitCode !== undefined) return `process.exit(${exitCode}) was called`
  if (signal === 'SIGABRT' || code === 134) return 'it was aborted (process.abort() or a failure in native code)'
  if (signal === 'SIGSEGV' || signal === 'SIGBUS' || signal === 'SIGILL') return `native code crashed (${signal})`
  if (signal === 'SIGKILL') return 'it was killed, perhaps by the system for want of memory'
  if (signal !== null) return `it was ended by ${signal}`
  return `it ended with code ${code}`
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** The process that runs cells. When it dies it is started anew. */
export class Runner {
  readonly #cwd: string
  readonly #events: RunnerEvents
  /** Undefined once it could not be started several times over. */
  #child: ChildProcess | undefined
  #pipe: Duplex | undefined
  #running: Running | undefined
  #ready = false
  #failures = 0
  #exitCode: number | undefined
  #lastWords = ''
  #closing = false

  constructor(cwd: string, events: RunnerEvents) {
    this.#cwd = cwd
    this.#events = events
    this.#child = this.#spawn()
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Runs a cell; one at a time. */
  run(request: RunRequest): Promise<{ ended: Ended; content: Uint8Array | undefined }> {
    return new Promise((resolve) => {
      this.#child ??= this.#spawn()
      this.#running = { request, lost: hasEnded(this.#child), resolve }
      this.#send({ t: 'run', ...request })
    })
  }

  interrupt(): void {
    this.#send({ t: 'interrupt' })
  }

  comm(message: CommMessage, buffers: readonly Uint8Array[]): void {
    this.#send(message, buffers)
  }

  input(value: string | null): void {
    this.#send({ t: 'input', value })
  }

  /** Sends a command to the inspector of the main thread. */
  inspect(id: number, method: string, params: object): void {
    this.#send({ t: 'inspect', id, method, params })
  }

  /** Ends the inspector session. */
  inspectEnd(): void {
    this.#send({ t: 'inspectEnd' })
  }

  /** Ends the process, by force after `patienceMs`. */
  async close(patienceMs = 300): Promise<void> {
    this.#closing = true
    const child = this.#child
    if (child === undefined || hasEnded(child)) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    this.#send({ t: 'exit' })
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    await ended
    clearTimeout(force)
  }

  #send(message: ToRunner, parts: readonly Uint8Array[] = []): void {
    const pipe = this.#pipe
    if (pipe === undefined || pipe.destroyed) return
    pipe.cork()
    for (const piece of encodeFrame(message, parts)) pipe.write(piece)
    pipe.uncork()
  }

  #spawn(): ChildProcess {
    const child = spawn(process.execPath, [...runnerFlags(), entry], {
      cwd: this.#cwd,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
    this.#ready = false
    this.#exitCode = undefined
    this.#lastWords = ''
    const pipe = child.stdio[3] as Duplex
    this.#pipe = pipe
    const reader = new FrameReader(({ header, parts }) => this.#receive(header as FromRunner, parts))
    pipe.on('data', (chunk: Buffer) => reader.push(chunk)).on('error', () => undefined)
    this.#listen(child.stdout as Readable, 'stdout')
    this.#listen(child.stderr as Readable, 'stderr')
    child.on('error', (error) => this.#died(child, `it could not be started (${error.message})`))
    // A process that a cell has started may keep the streams open for longer than the runner lives.
    child.on('exit', (code, signal) => {
      const died = () => this.#died(child, causeOfDeath(code, signal, this.#lastWords, this.#exitCode))
      const late = setTimeout(died, streamsMs)
      child.once('close', () => {
        clearTimeout(late)
        died()
      })
    })
    return child
  }

  #listen(stream: Readable, name: 'stdout' | 'stderr'): void {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      if (name === 'stderr') this.#lastWords = (this.#lastWords + text).slice(-20_000)
      const own = text.replace(debuggerWords, '')
      if (own !== '') this.#events.onPrint(name, own)
    })
  }

  #receive(message: FromRunner, parts: readonly Uint8Array[]): void {
    if (message.t === 'ready') {
      this.#ready = true
      this.#failures = 0
    } else if (message.t === 'exiting') this.#exitCode = message.code
    if (message.t !== 'done') this.#events.onMessage(message, parts)
    else this.#answered(message.cell, message.outcome, parts[0])
  }

  #answered(cell: number, ended: Outcome, content: Uint8Array | undefined): void {
    const running = this.#running
    if (running?.request.cell !== cell) return
    this.#running = undefined
    running.resolve({ ended, content })
  }

  #died(child: ChildProcess, reason: string): void {
    if (this.#closing || this.#child !== child) return
    if (!this.#ready) this.#failures++
    this.#child = this.#failures < maximumFailures ? this.#spawn() : undefined
    const running = this.#running
    this.#running = undefined
    this.#events.onDeath(reason)
    if (running?.lost && this.#child !== undefined) {
      this.#running = { ...running, lost: false }
      this.#send({ t: 'run', ...running.request })
    } else running?.resolve({ ended: { status: 'died', reason }, content: undefined })
  }
}
