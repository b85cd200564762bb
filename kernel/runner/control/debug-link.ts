import inspector from 'node:inspector'
import { cellScript, type FromRunner } from '../../link/index.ts'

type Send = (message: Extract<FromRunner, { t: 'inspected' | 'inspectorEvent' }>) => void

const cellUrl = new RegExp(cellScript)

/** Whether the host wants to hear of it: of pauses, and of the scripts of cells. */
function isWanted(method: string, params: unknown): boolean {
  if (method === 'Debugger.scriptParsed') return cellUrl.test((params as { url: string }).url)
  return method === 'Debugger.paused' || method === 'Debugger.resumed'
}

/**
 * The debugger's way to the main thread: an inspector session of its own, apart from that of interrupts, which lives only while it is used.
 *
 * Asynchronous stack traces must stay off: they enable hooks of `node:async_hooks`, with which an interrupt would end the process.
 */
export class DebugLink {
  readonly #send: Send
  #session: inspector.Session | undefined
  #paused = false

  constructor(send: Send) {
    this.#send = send
  }

  /** Whether the main thread stands still in the debugger. */
  get paused(): boolean {
    return this.#paused
  }

  post(id: number, method: string, params: object): void {
    this.#session ??= this.#connect()
    this.#session.post(method, params, (error, result) => {
      this.#send({ t: 'inspected', id, result: result ?? {}, ...(error === null ? {} : { error: error.message }) })
    })
  }

  /** Lets a paused main thread go on with a termination. */
  terminate(posted: () => void): void {
    if (this.#session === undefined) posted()
    else this.#session.post('Debugger.resume', { terminateOnResume: true }, posted)
  }

  close(): void {
    this.#session?.disconnect()
    this.#session = undefined
    if (this.#paused) this.#send({ t: 'inspectorEvent', method: 'Debugger.resumed', params: {} })
    this.#paused = false
  }

  #connect(): inspector.Session {
    const session = new inspector.Session()
    session.connectToMainThread()
    session.on('inspectorNotification', ({ method, params }) => {
      if (this.#session !== session || !isWanted(method, params)) return
      if (method === 'Debugger.paused') this.#paused = true
      else if (method === 'Debugger.resumed') this.#paused = false
      this.#send({ t: 'inspectorEvent', method, params })
    })
    return session
  }
}
