import type { Worker } from 'node:worker_threads'
import type { Compiled, Compiler, CompilerOptions } from './compiler.ts'
import { startThread } from './entry.ts'
import type { CallMessage, CallName, Calls, ReplyMessage } from './messages.ts'

interface Waiting {
  readonly message: CallMessage
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
  /** Whether a thread has ended with this call unanswered. */
  retried: boolean
}

interface Ran {
  readonly id: number
  readonly code: string
  readonly types: Readonly<Record<string, string>> | undefined
}

/**
 * The compiler's thread, seen from the host. A thread that ends by itself is started again: cells that ran are told to the new one, and
 * unanswered calls are asked once more.
 */
export class CompilerThread implements Compiler {
  readonly #options: CompilerOptions
  readonly #start: (cwd: string) => Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #codes = new Map<number, string>()
  #ran: Ran[] = []
  #worker: Worker | undefined
  #ended: Promise<unknown> = Promise.resolve()
  #serial = 0
  #closed = false

  constructor(options: CompilerOptions, start = (cwd: string) => startThread(import.meta.url, './worker', { workerData: { cwd } })) {
    this.#options = options
    this.#start = start
    this.#worker = this.#open()
  }

  async compile(cell: { readonly id: number; readonly code: string }): Promise<Compiled> {
    const made = await this.#call('compile', cell)
    if (made.ok) this.#codes.set(cell.id, cell.code)
    return made
  }

  async ran(cell: number, types?: Readonly<Record<string, string>>): Promise<void> {
    const code = this.#codes.get(cell)
    this.#codes.delete(cell)
    await this.#call('ran', cell, types)
    if (code !== undefined) this.#ran.push({ id: cell, code, types })
  }

  complete(code: string, offset: number) {
    return this.#call('complete', code, offset)
  }

  inspect(code: string, offset: number, _detail: 0 | 1) {
    return this.#call('inspect', code, offset)
  }

  isComplete(code: string) {
    return this.#call('isComplete', code)
  }

  async restart(): Promise<void> {
    this.#ran = []
    this.#codes.clear()
    await this.#call('restart')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#worker?.postMessage('close')
    await this.#ended
  }

  #call<N extends CallName>(name: N, ...args: Calls[N]['args']): Promise<Calls[N]['result']> {
    if (this.#closed) return Promise.reject(new Error(`Cannot ${name}: the compiler is closed`))
    const message = { id: ++this.#serial, name, args }
    const worker = this.#worker ?? this.#revive()
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { message, resolve, reject, retried: false })
      worker.postMessage(message)
    })
  }

  #open(): Worker {
    const worker = this.#start(this.#options.cwd)
    this.#ended = new Promise((resolve) => worker.once('exit', resolve))
    let reason = new Error("The compiler's thread ended")
    worker.on('message', (message: ReplyMessage) => this.#receive(message))
    worker.on('error', (error) => {
      reason = error instanceof Error ? error : new Error(String(error))
    })
    worker.on('exit', () => this.#again(reason))
    return worker
  }

  #receive(message: ReplyMessage): void {
    if ('notice' in message) {
      this.#options.onNotice?.(message.notice)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.ok) waiting?.resolve(message.value as never)
    else waiting?.reject(new Error(message.error))
  }

  #again(reason: Error): void {
    for (const [id, { retried, reject }] of this.#waiting) {
      if (!retried && !this.#closed) continue
      this.#waiting.delete(id)
      reject(reason)
    }
    this.#worker = undefined
    if (this.#waiting.size === 0) return
    const worker = this.#revive()
    for (const waiting of this.#waiting.values()) {
      waiting.retried = true
      worker.postMessage(waiting.message)
    }
  }

  #revive(): Worker {
    const worker = this.#open()
    this.#worker = worker
    // Nobody waits for the answers to what is told again: their number is not in use.
    for (const { id, code, types } of this.#ran) {
      worker.postMessage({ id: 0, name: 'compile', args: [{ id, code }] } satisfies CallMessage)
      worker.postMessage({ id: 0, name: 'ran', args: [id, types] } satisfies CallMessage)
    }
    return worker
  }
}
