import type { Worker } from 'node:worker_threads'
import type { Compiler, CompilerOptions, StartCompiler } from './compiler.ts'
import { startThread } from './entry.ts'
import type { CallName, Calls, ReplyMessage } from './messages.ts'

export type {
  CellRuntime,
  Compiled,
  Compiler,
  CompilerOptions,
  Completeness,
  Completion,
  CompletionResult,
  Diagnostic,
  Inspection,
  Position,
  StartCompiler,
} from './compiler.ts'

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** The compiler's thread, seen from the host. */
class CompilerThread implements Compiler {
  readonly #options: CompilerOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker
  #serial = 0
  #closed = false
  #ended: Promise<unknown> = Promise.resolve()

  constructor(options: CompilerOptions) {
    this.#options = options
    this.#worker = this.#start()
  }

  compile(cell: { readonly id: number; readonly code: string }) {
    return this.#call('compile', cell)
  }

  ran(cell: number, types?: Readonly<Record<string, string>>) {
    return this.#call('ran', cell, types)
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

  restart() {
    return this.#call('restart')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#worker.postMessage('close')
    await this.#ended
  }

  #call<N extends CallName>(name: N, ...args: Calls[N]['args']): Promise<Calls[N]['result']> {
    if (this.#closed) return Promise.reject(new Error(`Cannot ${name}: the compiler is closed`))
    const id = ++this.#serial
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, name, args })
    })
  }

  #start(): Worker {
    const worker = startThread(import.meta.url, './worker', { workerData: { cwd: this.#options.cwd } })
    this.#ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.on('message', (message: ReplyMessage) => this.#receive(message))
    worker.on('error', (error) => this.#failed(error))
    worker.on('exit', (code) => this.#failed(new Error(`The compiler's thread ended with code ${code}`)))
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

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error))
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}

/** Starts the compiler in a worker of its own. */
export const startCompiler: StartCompiler = (options) => new CompilerThread(options)
