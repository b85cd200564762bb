import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { entry, entryFlags } from '../../util/index.ts'
import type { Batch, Engine, Field, QueryOptions } from '../engine.ts'
import { EngineError } from '../errors.ts'
import type { Reply, Request, Setup, WireColumn } from './messages.ts'
import { concatenate, values } from './pack.ts'
import { readable, tooLarge } from './readable.ts'

/** How an embedded engine is set up. */
export interface DuckDBOptions {
  /** Memory that queries may use before they spill to disk, such as `400MB`; by default 60 % of the machine's. */
  readonly memoryLimit?: string
  /** Threads; by default one a core. */
  readonly threads?: number
  /** Folder below which queries spill; by default the system's temporary folder. */
  readonly tempDirectory?: string
}

interface Pending {
  fields(fields: readonly Field[]): void
  batch(rows: number, columns: readonly WireColumn[]): void
  progress?: ((share: number) => void) | undefined
  end(): void
  fail(error: unknown): void
}

interface Process {
  readonly child: ChildProcess
  readonly version: Promise<string>
  readonly pending: Map<number, Pending>
  readonly tempDirectory: string
  answer(reply: { version?: string; error?: Error }): void
}

function memoryLimit(): string {
  const constrained = process.constrainedMemory?.() ?? 0
  const total = constrained > 0 && constrained < totalmem() ? constrained : totalmem()
  return `${Math.max(256, Math.floor((total * 0.6) / 1e6))}MB`
}

class DuckDB implements Engine {
  readonly name = 'duckdb'
  readonly #options: DuckDBOptions
  #process: Process | undefined
  #closed = false
  #next = 1

  constructor(options: DuckDBOptions) {
    this.#options = options
  }

  async version(): Promise<string> {
    const running = this.#started()
    wakeUp(running.child)
    try {
      return await running.version
    } finally {
      if (running.pending.size === 0) rest(running.child)
    }
  }

  async query(sql: string, options: QueryOptions = {}): Promise<Batch> {
    let fields: readonly Field[] = []
    const chunks: (readonly WireColumn[])[] = []
    const counts: number[] = []
    await this.#run(sql, false, options, {
      fields: (f) => (fields = f),
      batch: (rows, columns) => {
        chunks.push(columns)
        counts.push(rows)
      },
    })
    const columns = chunks.length === 0 ? fields.map(() => []) : concatenate(chunks, counts).map(values)
    return { fields, rows: counts.reduce((sum, n) => sum + n, 0), columns }
  }

  async *stream(sql: string, options: QueryOptions = {}): AsyncIterable<Batch> {
    const controller = new AbortController()
    const signal = options.signal === undefined ? controller.signal : AbortSignal.any([options.signal, controller.signal])
    let fields: readonly Field[] = []
    const ready: Batch[] = []
    let done = false
    let failure: { error: unknown } | undefined
    let wake = () => {}
    const more: { ask?: () => void } = {}
    const finished = this.#run(
      sql,
      true,
      { ...options, signal },
      {
        fields: (f) => (fields = f),
        batch: (rows, columns) => {
          ready.push({ fields, rows, columns: columns.map(values) })
          wake()
        },
      },
      more,
    ).then(
      () => {
        done = true
        wake()
      },
      (error: unknown) => {
        failure = { error }
        wake()
      },
    )
    try {
      for (;;) {
        if (failure !== undefined) throw failure.error
        const batch = ready.shift()
        if (batch !== undefined) {
          yield batch
          more.ask?.()
        } else if (done) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      if (!done) controller.abort(new DOMException('The stream was left before its end', 'AbortError'))
      await finished
    }
  }

  async describe(sql: string): Promise<readonly Field[]> {
    let fields: readonly Field[] = []
    await this.#ask({ fields: (f) => (fields = f), batch: () => {} }, (id) => ({ type: 'describe', id, sql }))
    return fields
  }

  async close(): Promise<void> {
    this.#closed = true
    const current = this.#process
    if (current === undefined) return
    const gone = new Promise<void>((resolve) => current.child.once('exit', () => resolve()))
    current.child.ref()
    current.child.disconnect()
    await gone
  }

  #run(
    sql: string,
    stream: boolean,
    options: QueryOptions,
    handlers: Pick<Pending, 'fields' | 'batch'>,
    more?: { ask?: () => void },
  ): Promise<void> {
    const { signal, onProgress, large = 'error' } = options
    if (signal?.aborted) return Promise.reject(signal.reason)
    return this.#ask(
      { ...handlers, progress: onProgress },
      (id) => ({ type: 'run', id, sql, stream, progress: onProgress !== undefined, large }),
      signal,
      more,
    )
  }

  #ask(
    handlers: Pick<Pending, 'fields' | 'batch' | 'progress'>,
    request: (id: number) => Request,
    signal?: AbortSignal,
    more?: { ask?: () => void },
  ): Promise<void> {
    if (this.#closed) return Promise.reject(new EngineError('The engine is closed: start another with duckdb()', 'ended'))
    const running = this.#started()
    const id = this.#next++
    const send = (message: Request) => {
      if (running.child.connected) running.child.send(message, () => {})
    }
    if (more !== undefined) more.ask = () => send({ type: 'more', id })
    const cancel = () => send({ type: 'cancel', id })
    return new Promise<void>((resolve, reject) => {
      const settle = (act: () => void) => {
        running.pending.delete(id)
        signal?.removeEventListener('abort', cancel)
        if (running.pending.size === 0) rest(running.child)
        act()
      }
      running.pending.set(id, {
        ...handlers,
        end: () => settle(resolve),
        fail: (error) => settle(() => reject(signal?.aborted ? signal.reason : error)),
      })
      wakeUp(running.child)
      signal?.addEventListener('abort', cancel, { once: true })
      send(request(id))
    })
  }

  #started(): Process {
    this.#process ??= start(this.#options, () => {
      this.#process = undefined
    })
    return this.#process
  }
}

/** A process that only waits keeps no script alive. */
function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

function wakeUp(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

function start(options: DuckDBOptions, gone: () => void): Process {
  const tempDirectory = join(options.tempDirectory ?? tmpdir(), `assay-${process.pid}-${randomBytes(4).toString('hex')}`)
  const setup: Setup = {
    memoryLimit: options.memoryLimit ?? memoryLimit(),
    threads: options.threads ?? availableParallelism(),
    tempDirectory,
  }
  const child = fork(fileURLToPath(entry(import.meta.url, './child')), [JSON.stringify(setup)], {
    serialization: 'advanced',
    execArgv: entryFlags(import.meta.url),
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-2000)))
  ;(child.stderr as unknown as { unref(): void }).unref()
  let answered: Process['answer'] = () => {}
  const version = new Promise<string>((resolve, reject) => {
    answered = (reply) => (reply.error === undefined ? resolve(reply.version!) : reject(reply.error))
  })
  version.catch(() => {})
  const running: Process = { child, version, pending: new Map(), tempDirectory, answer: answered }
  child.on('message', (reply: Reply) => receive(running, reply))
  child.on('error', (error) => lost(running, new EngineError(`Cannot start the engine process: ${error.message}`, 'ended'), gone))
  child.on('exit', (code, signal) => lost(running, ended(code, signal, said), gone))
  rest(child)
  return running
}

function ended(code: number | null, signal: string | null, said: string): EngineError {
  const how = signal === null ? `exit code ${code}` : `signal ${signal}`
  const why = said.trim().split('\n').at(-1)
  return new EngineError(
    `The engine process ended (${how}) while a query ran: the query was not finished; the next query starts a new engine`,
    'ended',
    why === undefined || why === '' ? undefined : { cause: new Error(why) },
  )
}

function lost(running: Process, error: EngineError, gone: () => void): void {
  gone()
  running.answer({ error })
  for (const pending of [...running.pending.values()]) pending.fail(error)
  rmSync(running.tempDirectory, { recursive: true, force: true })
}

function receive(running: Process, reply: Reply): void {
  if (reply.type === 'ready') {
    running.answer({ version: reply.version })
    return
  }
  if (reply.type === 'failed') {
    running.answer({ error: new EngineError(`Cannot start the engine: ${reply.message}`, 'ended') })
    return
  }
  const pending = running.pending.get(reply.id)
  if (pending === undefined) return
  if (reply.type === 'fields') pending.fields(reply.fields)
  else if (reply.type === 'batch') pending.batch(reply.rows, reply.columns)
  else if (reply.type === 'progress') pending.progress?.(reply.share)
  else if (reply.type === 'end') pending.end()
  else if (reply.code === 'cancelled') pending.fail(new DOMException('The query was cancelled', 'AbortError'))
  else pending.fail(reply.code === 'large' ? tooLarge(reply.message) : readable(reply.message))
}

/**
 * A new embedded engine: DuckDB in a process of its own, started by its first query.
 *
 * A crash of the engine never ends this process: what ran rejects with an {@link EngineError}, and the next query starts a new engine.
 * An engine that only waits keeps no script alive.
 *
 * @example
 * const small = duckdb({ memoryLimit: '400MB' })
 * rowsOf(await small.query('SELECT 6 * 7 AS answer')) // [{ answer: 42 }]
 */
export function duckdb(options: DuckDBOptions = {}): Engine {
  return new DuckDB(options)
}
