import { setImmediate as turn } from 'node:timers/promises'
import { paint } from '../link/excerpt.ts'
import type { ErrorReport, RunRequest } from '../link/index.ts'
import type { Compiled } from './compile/compiler.ts'
import type { Context } from './context.ts'
import { type DirectedCell, type Directive, readDirectives, runDirective } from './directives/index.ts'
import type { Ended } from './runner.ts'
import { describeDiagnostic, typeErrorReport } from './type-error.ts'
import type { Content, Header, Message } from './wire/index.ts'

type Parent = Partial<Header>

/** How an execution ended, ready for its reply. */
type Result =
  | { readonly status: 'ok'; readonly content?: Uint8Array; readonly payload?: readonly Content[] }
  | { readonly status: 'error'; readonly error: ErrorReport }

interface Execution {
  readonly message: Message
  readonly interrupted: PromiseWithResolvers<'interrupted'>
}

const remembered = 10_000

const report = (ename: string, evalue: string): ErrorReport => ({ ename, evalue, traceback: [`${paint.error(ename)}: ${evalue}`] })
const keyboardInterrupt = report('KeyboardInterrupt', 'The cell was interrupted')

function failureOf(ended: Exclude<Ended, { status: 'ok' }>): ErrorReport {
  if (ended.status === 'error') return ended.error
  if (ended.status === 'interrupted') return keyboardInterrupt
  return report('RunnerExit', `The process that runs cells has ended: ${ended.reason}. All names are gone; a new one takes the next cell`)
}

/** The queue of cells: one runs at a time, and an error aborts those that wait. */
export class Executions {
  readonly #context: Context
  readonly #queue: Message[] = []
  readonly #parents = new Map<number, Message>()
  #current: Execution | undefined
  #working = false
  /** Names that cells have declared. */
  readonly #declared = new Set<string>()
  #checkedAt = 0
  #count = 0
  #cell = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** The request whose cell runs now. */
  get running(): Message | undefined {
    return this.#current?.message
  }

  /** The request that a cell came from; for an unknown one, the last. */
  requestOf(cell: number): Message | undefined {
    return this.#parents.get(cell) ?? this.#parents.get(this.#cell)
  }

  /** Forgets what cells have declared. */
  forget(): void {
    this.#declared.clear()
  }

  submit(message: Message): void {
    this.#queue.push(message)
    if (!this.#working) void this.#work()
  }

  /** Interrupts the cell that runs. Those queued behind it are aborted. */
  interrupt(): void {
    this.#current?.interrupted.resolve('interrupted')
    this.#context.runner.interrupt()
  }

  async #work(): Promise<void> {
    this.#working = true
    for (let message = this.#queue.shift(); message !== undefined; message = this.#queue.shift()) await this.#execute(message)
    this.#working = false
  }

  async #execute(message: Message): Promise<void> {
    const { publisher, sockets, history } = this.#context
    const { content, header } = message
    const code = String(content['code'] ?? '')
    const silent = content['silent'] === true
    const stored = !silent && content['store_history'] !== false
    this.#current = { message, interrupted: Promise.withResolvers() }
    publisher.status('busy', header)
    if (stored) this.#count++
    const count = this.#count
    const remember = stored ? history.add(count, code) : undefined
    if (!silent) publisher.publish('execute_input', { code, execution_count: count }, header)
    const result = await this.#evaluate(message, code, silent).catch(
      (error: unknown): Result => ({
        status: 'error',
        error: report('KernelError', error instanceof Error ? error.message : String(error)),
      }),
    )
    if (result.status === 'ok' && result.content !== undefined) {
      publisher.publish('execute_result', result.content, header)
      remember?.(plainOf(result.content))
    }
    if (result.status === 'error' && !silent) publisher.publish('error', { ...result.error }, header)
    const reply = await this.#reply(message, result, count)
    this.#current = undefined
    publisher.flush()
    sockets.send('shell', { identities: message.identities, type: 'execute_reply', parent: header, content: reply })
    publisher.status('idle', header)
    if (result.status === 'error' && content['stop_on_error'] !== false) await this.#abortQueue()
  }

  async #reply(message: Message, result: Result, count: number): Promise<Content> {
    if (result.status === 'error') return { status: 'error', execution_count: count, ...result.error, user_expressions: {}, payload: [] }
    const user_expressions = await this.#userExpressions(message)
    return { status: 'ok', execution_count: count, user_expressions, payload: result.payload ?? [] }
  }

  async #abortQueue(): Promise<void> {
    // Requests that were sent together with the failed one may still be on their way through the socket.
    await turn()
    const { publisher, sockets } = this.#context
    for (const { header, identities } of this.#queue.splice(0)) {
      publisher.status('busy', header)
      sockets.send('shell', {
        identities,
        type: 'execute_reply',
        parent: header,
        content: { status: 'aborted', execution_count: this.#count },
      })
      publisher.status('idle', header)
    }
  }

  async #evaluate(message: Message, code: string, silent: boolean): Promise<Result> {
    let cell: DirectedCell
    try {
      cell = readDirectives(code, (name) => this.#declared.has(name))
    } catch (error) {
      return { status: 'error', error: report('SyntaxError', (error as Error).message) }
    }
    const directed = cell.directives.length === 0 ? { status: 'ok' as const } : await this.#direct(message, cell.directives, silent)
    if (directed.status === 'error' || cell.code.trim() === '') return directed
    const begin = performance.now()
    const result = await this.#compileAndRun(message, cell.code, silent, code)
    if (cell.timed && !silent) this.#tellTime(begin, message.header)
    return result.status === 'ok' ? { ...directed, ...result } : result
  }

  async #direct(message: Message, directives: readonly Directive[], silent: boolean): Promise<Result & { content?: never }> {
    const { publisher, compiler, cwd } = this.#context
    const interrupted = this.#interrupted()
    const payload: Content[] = []
    for (const directive of directives) {
      const run = { publisher, compiler, cwd, parent: message.header, silent, interrupted, declared: [...this.#declared] }
      const ended = await runDirective(directive, run).catch((error: unknown) => error as Error)
      if (ended === 'interrupted') return { status: 'error', error: keyboardInterrupt }
      if (ended instanceof Error) return { status: 'error', error: report(ended.name, ended.message) }
      if (ended.payload !== undefined) payload.push(ended.payload)
    }
    return { status: 'ok', payload }
  }

  #tellTime(begin: number, parent: Parent): void {
    const seconds = (ms: number) => `${(ms / 1000).toLocaleString('en-US', { maximumSignificantDigits: 3 })} s`
    const text = `Time: ${seconds(performance.now() - this.#checkedAt)}, type check ${seconds(this.#checkedAt - begin)}\n`
    this.#context.publisher.stream('stdout', text, parent)
  }

  async #compileAndRun(message: Message, code: string, silent: boolean, source = code): Promise<Result> {
    const { compiler, runner, debug } = this.#context
    const cell = this.#newCell(message)
    const label = silent ? 'In[ ]' : `In[${this.#count}]`
    const compiling = compiler.compile({ id: cell, code }).catch((error: unknown) => error as Error)
    const compiled = await Promise.race([compiling, this.#interrupted()])
    this.#checkedAt = performance.now()
    if (compiled === 'interrupted') return { status: 'error', error: keyboardInterrupt }
    if (compiled instanceof Error) return { status: 'error', error: report('CompilerError', compiled.message) }
    if (!compiled.ok) return { status: 'error', error: typeErrorReport(compiled.diagnostics, label, source) }
    this.#warn(compiled, label, source, message.header)
    const request = this.#request(cell, compiled, source, label, message, silent)
    await Promise.race([debug.before(request), this.#interrupted()])
    const { ended, content } = await runner.run(request)
    debug.after()
    if (ended.status === 'died') this.forget()
    else for (const name of compiled.names) this.#declared.add(name)
    if (ended.status !== 'ok') {
      if (ended.status !== 'died') void compiler.ran(cell).catch(() => undefined)
      return { status: 'error', error: failureOf(ended) }
    }
    void compiler.ran(cell, ended.types).catch(() => undefined)
    return { status: 'ok', ...(content === undefined ? {} : { content }) }
  }

  #request(cell: number, compiled: Compiled & { ok: true }, source: string, label: string, message: Message, silent: boolean): RunRequest {
    const { code, map, names } = compiled
    return { cell, code, map, names, source, label, count: this.#count, stdin: message.content['allow_stdin'] === true, silent }
  }

  #warn(compiled: Compiled & { ok: true }, label: string, code: string, parent: Parent): void {
    const lines = compiled.warnings.flatMap((warning) => describeDiagnostic(warning, label, code))
    if (lines.length > 0) this.#context.publisher.stream('stderr', `${lines.join('\n')}\n`, parent)
  }

  async #userExpressions({ content, header, identities, ...rest }: Message): Promise<Content> {
    const wanted = content['user_expressions']
    const results: Record<string, unknown> = {}
    if (typeof wanted !== 'object' || wanted === null) return results
    const message = { content, header, identities, ...rest }
    for (const [name, code] of Object.entries(wanted)) {
      const result = await this.#compileAndRun(message, String(code), false)
      if (result.status === 'error') results[name] = { status: 'error', ...result.error }
      else results[name] = { status: 'ok', ...bundleIn(result.content) }
    }
    return results
  }

  #newCell(message: Message): number {
    const cell = ++this.#cell
    this.#parents.set(cell, message)
    const [oldest] = this.#parents.keys()
    if (this.#parents.size > remembered && oldest !== undefined) this.#parents.delete(oldest)
    return cell
  }

  #interrupted(): Promise<'interrupted'> {
    return this.#current?.interrupted.promise ?? new Promise(() => undefined)
  }
}

function bundleIn(content: Uint8Array | undefined): { data: Content; metadata: Content } {
  if (content === undefined) return { data: { 'text/plain': 'undefined' }, metadata: {} }
  const { data, metadata } = JSON.parse(Buffer.from(content).toString('utf8')) as { data: Content; metadata: Content }
  return { data, metadata }
}

const historyLimit = 100_000

function plainOf(content: Uint8Array): string {
  if (content.byteLength > historyLimit) return ''
  return String(bundleIn(content).data['text/plain'] ?? '')
}
