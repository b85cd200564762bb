/** The engine's process: holds the DuckDB instance, runs what the parent asks, ends when the parent goes. */
import { rmSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult, type DuckDBType, version } from '@duckdb/node-api'
import { columnTypeOf } from '../column-type.ts'
import type { Field } from '../engine.ts'
import type { Reply, Request, Setup, WireColumn } from './messages.ts'
import { concatenate, LargeNumber, pack } from './pack.ts'

type Run = Extract<Request, { type: 'run' }>

interface Running {
  readonly connection: DuckDBConnection
  credits: number
  wake: (() => void) | undefined
  cancelled: boolean
}

const setup = JSON.parse(process.argv[2] ?? '{}') as Setup
const running = new Map<number, Running>()
const cancelledEarly = new Set<number>()
const idle: DuckDBConnection[] = []
const batchRows = 16_384
const window = 3

const instance = DuckDBInstance.create(':memory:', {
  memory_limit: setup.memoryLimit,
  threads: String(setup.threads),
  temp_directory: setup.tempDirectory,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  preserve_insertion_order: 'true',
  // In DuckDB 1.5.6 it fails an assertion on the first rows of groups of the first rows of groups.
  disabled_optimizers: 'top_n_window_elimination',
})

function send(reply: Reply): void {
  if (process.connected) process.send!(reply)
}

function end(): never {
  rmSync(setup.tempDirectory, { recursive: true, force: true })
  process.kill(process.pid, 'SIGKILL')
  throw new Error('unreachable')
}

async function connect(): Promise<DuckDBConnection> {
  const kept = idle.pop()
  if (kept !== undefined) return kept
  const connection = await (await instance).connect()
  await connection.run(
    `SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0`,
  )
  return connection
}

function fieldsOf(names: readonly string[], types: readonly DuckDBType[]): Field[] {
  return names.map((name, i) => {
    const native = String(types[i])
    return { name, type: columnTypeOf(native), native }
  })
}

async function* batches(result: DuckDBResult, request: Run, names: readonly string[], types: readonly DuckDBType[]) {
  let chunks: WireColumn[][] = []
  let counts: number[] = []
  let rows = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    chunks.push(pack(chunk, names, types, request.large))
    counts.push(chunk.rowCount)
    rows += chunk.rowCount
    if (rows < batchRows) continue
    yield { rows, columns: concatenate(chunks, counts) }
    chunks = []
    counts = []
    rows = 0
  }
  if (rows > 0) yield { rows, columns: concatenate(chunks, counts) }
}

async function deliver(request: Run, state: Running): Promise<void> {
  const result = await state.connection.stream(request.sql)
  const names = result.columnNames()
  const types = result.columnTypes()
  send({ type: 'fields', id: request.id, fields: fieldsOf(names, types) })
  for await (const batch of batches(result, request, names, types)) {
    if (request.stream) while (state.credits <= 0 && !state.cancelled) await new Promise<void>((resolve) => (state.wake = resolve))
    if (state.cancelled) return
    state.credits--
    send({ type: 'batch', id: request.id, ...batch })
  }
}

function watch(id: number, connection: DuckDBConnection): NodeJS.Timeout {
  return setInterval(() => {
    const share = connection.progress.percentage / 100
    if (share >= 0 && share <= 1) send({ type: 'progress', id, share })
  }, 100)
}

async function run(request: Run): Promise<void> {
  const { id } = request
  const connection = await connect()
  const state: Running = { connection, credits: window, wake: undefined, cancelled: cancelledEarly.delete(id) }
  running.set(id, state)
  const timer = request.progress ? watch(id, connection) : undefined
  let reusable = true
  try {
    if (!state.cancelled) await deliver(request, state)
    send(state.cancelled ? { type: 'error', id, message: 'cancelled', code: 'cancelled' } : { type: 'end', id })
    reusable = !state.cancelled
  } catch (error) {
    reusable = false
    const message = error instanceof Error ? error.message : String(error)
    send({ type: 'error', id, message, code: state.cancelled ? 'cancelled' : error instanceof LargeNumber ? 'large' : 'native' })
  } finally {
    clearInterval(timer)
    running.delete(id)
    if (reusable && idle.length < 4) idle.push(connection)
    else connection.closeSync()
  }
}

async function describe(id: number, sql: string): Promise<void> {
  const connection = await connect()
  try {
    const prepared = await connection.prepare(sql)
    const names: string[] = []
    const types: DuckDBType[] = []
    for (let i = 0; i < prepared.columnCount; i++) {
      names.push(prepared.columnName(i))
      types.push(prepared.columnType(i))
    }
    prepared.destroySync()
    send({ type: 'fields', id, fields: fieldsOf(names, types) })
    send({ type: 'end', id })
  } catch (error) {
    send({ type: 'error', id, message: error instanceof Error ? error.message : String(error), code: 'native' })
  } finally {
    idle.push(connection)
  }
}

function cancel(id: number): void {
  const state = running.get(id)
  if (state === undefined) {
    cancelledEarly.add(id)
    return
  }
  state.cancelled = true
  state.wake?.()
  interrupt(id, state)
}

/** An interrupt that comes between two steps of a query is lost: it is repeated until the query is gone. */
function interrupt(id: number, state: Running): void {
  if (running.get(id) !== state) return
  state.connection.interrupt()
  setTimeout(() => interrupt(id, state), 50)
}

function more(id: number): void {
  const state = running.get(id)
  if (state === undefined) return
  state.credits++
  state.wake?.()
}

process.on('SIGINT', () => {})
process.on('disconnect', end)
process.on('message', (request: Request) => {
  if (request.type === 'run') void run(request)
  else if (request.type === 'describe') void describe(request.id, request.sql)
  else if (request.type === 'more') more(request.id)
  else cancel(request.id)
})
instance.then(
  () => send({ type: 'ready', version: version() }),
  (error: unknown) => send({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
)
