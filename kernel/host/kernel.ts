import { randomUUID } from 'node:crypto'
import { assayFolder, type CommMessage, type FromRunner } from '../link/index.ts'
import { Comms, isCommOperation } from './comms.ts'
import { type Compiler, startCompiler } from './compile/index.ts'
import type { Context } from './context.ts'
import { Debug } from './debug/index.ts'
import { directiveCompletions, inspectDirective, readCell } from './directives/index.ts'
import { Executions } from './executions.ts'
import { History } from './history.ts'
import { HistoryFile } from './history-file.ts'
import { kernelInfo } from './kernel-info.ts'
import { toCodePoints, toUtf16 } from './offsets.ts'
import { Publisher } from './publisher.ts'
import { Runner } from './runner.ts'
import { type Channel, type Connection, type Content, type Message, Sockets } from './wire/index.ts'

export interface KernelOptions {
  /** The notebook's folder. */
  readonly cwd: string
  /** Called when the kernel has been shut down. */
  readonly onShutdown: () => void
}

type Reply = (message: Message) => Content | Promise<Content>

/** A kernel: sockets on one side, compiler and runner on the other. */
export class Kernel {
  readonly #context: Context
  readonly #executions: Executions
  readonly #comms: Comms
  readonly #onShutdown: () => void
  readonly #replies: Readonly<Record<string, Reply>>
  /** The id of the question that the cell waits for. */
  #asking: string | undefined
  #closing = false
  #declared = 0

  constructor(connection: Connection, { cwd, onShutdown }: KernelOptions) {
    const runner = new Runner(cwd, {
      onMessage: (message, parts) => this.#fromRunner(message, parts),
      onPrint: (name, text) => this.#print(name, text, 0),
      onDeath: (reason) => this.#runnerDied(reason),
    })
    const compiler = startCompiler({ cwd, onNotice: (text) => this.#print('stderr', `${text}\n`, 0) })
    const sockets = new Sockets(connection)
    const history = new History(new HistoryFile(assayFolder()))
    const publisher = new Publisher(sockets)
    const debug = new Debug(runner, {
      publish: (event) => publisher.publish('debug_event', event, this.#executions.running?.header ?? {}),
      declare: (name) => this.#declare(name),
    })
    this.#context = { cwd, sockets, publisher, compiler, runner, debug, history }
    this.#executions = new Executions(this.#context)
    this.#comms = new Comms(this.#context)
    this.#onShutdown = onShutdown
    this.#replies = this.#createReplies(compiler)
  }

  async start(connection: Connection): Promise<void> {
    await this.#context.sockets.bind(connection, { onMessage: (channel, message) => this.#receive(channel, message) })
    this.#context.publisher.status('starting', {})
  }

  interrupt(): void {
    this.#asking = undefined
    this.#executions.interrupt()
  }

  /** Ends runner, compiler and sockets. */
  async close(): Promise<void> {
    if (this.#closing) return
    this.#closing = true
    const { runner, compiler, sockets, publisher, history } = this.#context
    publisher.flush()
    await Promise.all([
      runner.close(),
      Promise.race([Promise.all([compiler.close().catch(() => undefined), history.close()]), patience(300)]),
    ])
    await sockets.close()
    this.#onShutdown()
  }

  #createReplies(compiler: Compiler): Record<string, Reply> {
    return {
      kernel_info: () => kernelInfo,
      complete: ({ content }) => complete(compiler, content),
      inspect: ({ content }) => inspect(compiler, content),
      is_complete: async ({ content }) => ({ ...(await compiler.isComplete(readCell(String(content['code'] ?? '')).code)) }),
      history: async ({ content }) => ({ status: 'ok', history: await this.#context.history.answer(content) }),
      comm_info: ({ content }) => this.#comms.info(content['target_name']),
      debug: ({ content }) => this.#context.debug.request(content),
      interrupt: () => {
        this.interrupt()
        return { status: 'ok' }
      },
    }
  }

  #receive(channel: Channel, message: Message): void {
    const type = message.header.msg_type
    if (channel === 'stdin') this.#answered(message)
    else if (type === 'execute_request') this.#executions.submit(message)
    else if (isCommOperation(type)) this.#comms.receive(type, message)
    else if (type === 'shutdown_request') void this.#shutdown(channel, message)
    else void this.#answer(channel, message)
  }

  async #answer(channel: Channel, message: Message): Promise<void> {
    const { publisher, sockets } = this.#context
    const { header, identities } = message
    const name = header.msg_type.replace(/_request$/, '')
    const reply = this.#replies[name]
    publisher.status('busy', header)
    let content: Content
    try {
      if (reply === undefined) throw new RangeError(`Cannot answer "${header.msg_type}": this kernel does not know it`)
      content = await reply(message)
    } catch (error) {
      const { name: ename, message: evalue } = error as Error
      content = { status: 'error', ename, evalue, traceback: [] }
    }
    if (reply !== undefined || header.msg_type.endsWith('_request'))
      sockets.send(channel, { identities, type: `${name}_reply`, parent: header, content })
    publisher.status('idle', header)
    // Front ends show the last status they heard: a cell still runs.
    const running = this.#executions.running
    if (running !== undefined) publisher.status('busy', running.header)
  }

  async #shutdown(channel: Channel, { content, header, identities }: Message): Promise<void> {
    const { publisher, sockets } = this.#context
    publisher.status('busy', header)
    const reply = { status: 'ok', restart: content['restart'] === true }
    sockets.send(channel, { identities, type: 'shutdown_reply', parent: header, content: reply })
    publisher.publish('shutdown_reply', reply, header)
    publisher.status('idle', header)
    await this.close()
  }

  #fromRunner(message: FromRunner, parts: readonly Uint8Array[]): void {
    const { publisher, debug } = this.#context
    if (message.t === 'stream') this.#print(message.name, message.text, message.cell)
    else if (message.t === 'publish') {
      const [content = new Uint8Array(), ...buffers] = parts
      publisher.publish(message.type, content, this.#parent(message.cell), { buffers })
    } else if (message.t === 'vanish') publisher.vanish(message.display, this.#parent(message.cell), message.wait)
    else if (message.t === 'held') this.#comms.held(message.id, message.target, message.open)
    else if (message.t === 'target') this.#comms.offered(message.target, message.open)
    else if (message.t === 'input') this.#ask(message.cell, message.prompt, message.password)
    else if (message.t === 'inspected' || message.t === 'inspectorEvent' || message.t === 'shown') debug.receive(message, parts)
    else if (message.t === 'comm') this.#sendComm(message, message.cell, parts)
  }

  /** Makes a global that no cell has declared known to the type checker. */
  async #declare(name: string): Promise<void> {
    const { compiler } = this.#context
    const id = --this.#declared
    const compiled = await compiler.compile({ id, code: `let ${name}: any` })
    if (compiled.ok) await compiler.ran(id)
  }

  #parent(cell: number): Message['parent'] {
    return this.#executions.requestOf(cell)?.header ?? {}
  }

  #print(name: 'stdout' | 'stderr', text: string, cell: number): void {
    this.#context.publisher.stream(name, text, this.#parent(cell))
  }

  #sendComm({ op, id, target, data, metadata }: CommMessage, cell: number, buffers: readonly Uint8Array[]): void {
    const content = { comm_id: id, data, ...(op === 'comm_open' ? { target_name: target } : {}) }
    this.#comms.held(id, target, op !== 'comm_close')
    this.#context.publisher.publish(op, content, this.#parent(cell), { metadata, buffers })
  }

  #ask(cell: number, prompt: string, password: boolean): void {
    const request = this.#executions.requestOf(cell)
    if (request === undefined) {
      this.#context.runner.input(null)
      return
    }
    const { identities, header } = request
    this.#context.publisher.flush()
    this.#asking = randomUUID()
    this.#context.sockets.send('stdin', {
      id: this.#asking,
      identities,
      type: 'input_request',
      parent: header,
      content: { prompt, password },
    })
  }

  /** Some front ends do not say which question they answer. */
  #answered({ header, parent, content }: Message): void {
    const asked = this.#asking
    if (header.msg_type !== 'input_reply' || asked === undefined) return
    if (parent.msg_type === 'input_request' && parent.msg_id !== asked) return
    this.#asking = undefined
    const given = (content['status'] ?? 'ok') === 'ok' && typeof content['value'] === 'string'
    this.#context.runner.input(given ? String(content['value']) : null)
  }

  #runnerDied(reason: string): void {
    const { publisher, compiler, debug } = this.#context
    debug.runnerDied()
    this.#comms.clear()
    this.#executions.forget()
    this.#asking = undefined
    if (this.#executions.running === undefined)
      this.#print('stderr', `The process that runs cells has ended: ${reason}. All names are gone\n`, 0)
    void compiler.restart().catch(() => undefined)
    // After the cell's own answer: front ends forget what they wait for when they hear of a restart.
    setTimeout(() => {
      publisher.status('restarting', {})
      const running = this.#executions.running
      publisher.status(running === undefined ? 'idle' : 'busy', running?.header ?? {})
    }, 20)
  }
}

const patience = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function complete(compiler: Compiler, content: Content): Promise<Content> {
  const code = String(content['code'] ?? '')
  const cursor = typeof content['cursor_pos'] === 'number' ? toUtf16(code, content['cursor_pos']) : code.length
  const { matches, start, end } = directiveCompletions(code, cursor) ?? (await compiler.complete(readCell(code).code, cursor))
  const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) }
  const types = matches.map(({ text, type, signature = '' }) => ({ ...range, text, type, signature }))
  return {
    status: 'ok',
    matches: matches.map(({ text }) => text),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: { _jupyter_types_experimental: types },
  }
}

async function inspect(compiler: Compiler, content: Content): Promise<Content> {
  const code = String(content['code'] ?? '')
  const cursor = typeof content['cursor_pos'] === 'number' ? toUtf16(code, content['cursor_pos']) : code.length
  const found =
    inspectDirective(code, cursor) ?? (await compiler.inspect(readCell(code).code, cursor, content['detail_level'] === 1 ? 1 : 0))
  const data = found === null ? {} : { 'text/plain': found.plain, 'text/markdown': found.markdown }
  return { status: 'ok', found: found !== null, data, metadata: {} }
}
