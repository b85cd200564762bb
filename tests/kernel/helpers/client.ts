import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Dealer, Request, Subscriber } from 'zeromq'
import { type Content, type Message, type Outgoing, Wire } from '../../../kernel/host/wire/message.ts'
import { kernelNode, root } from './paths.ts'

export type Reply = Message & { readonly content: Readonly<Record<string, never>> & Content }

/** What a cell did: its reply, and what was published for it. */
export interface Run {
  readonly reply: Message
  readonly outputs: readonly Message[]
  readonly milliseconds: number
}

const patienceMs = 20_000

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Waits for a promise, but not for ever. */
export async function within<T>(promise: Promise<T>, what: string, ms = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No ${what} within ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Messages of one socket, each read once by the first that wants it. */
class Inbox {
  readonly all: Message[] = []
  readonly #waiting = new Set<() => void>()

  push(message: Message): void {
    this.all.push(message)
    for (const wake of [...this.#waiting]) wake()
  }

  async take(wanted: (message: Message) => boolean, what: string, ms = patienceMs): Promise<Message> {
    const search = new Promise<Message>((resolve) => {
      const look = () => {
        const at = this.all.findIndex(wanted)
        if (at < 0) return
        this.#waiting.delete(look)
        resolve(this.all.splice(at, 1)[0] as Message)
      }
      this.#waiting.add(look)
      look()
    })
    return within(search, what, ms)
  }
}

/** A front end of a kernel process of its own, over real sockets. */
export class Client {
  readonly process: ChildProcess
  readonly key = randomUUID()
  readonly wire = new Wire(this.key)
  readonly folder: string
  readonly ports: readonly number[]
  readonly shell = new Dealer({ routingId: this.wire.session, linger: 0 })
  readonly control = new Dealer({ routingId: this.wire.session, linger: 0 })
  readonly stdin = new Dealer({ routingId: this.wire.session, linger: 0 })
  readonly iopub = new Subscriber({ receiveHighWaterMark: 0, linger: 0 })
  readonly heartbeat = new Request({ linger: 0 })
  readonly replies = new Inbox()
  readonly published = new Inbox()
  readonly asked = new Inbox()

  private constructor(ports: readonly number[], cwd: string | undefined, env: NodeJS.ProcessEnv) {
    this.ports = ports
    this.folder = mkdtempSync(join(tmpdir(), 'assay-kernel-'))
    const file = join(this.folder, 'connection.json')
    const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports
    const connection = { transport: 'tcp', ip: '127.0.0.1', key: this.key, signature_scheme: 'hmac-sha256' }
    writeFileSync(file, JSON.stringify({ ...connection, shell_port, control_port, stdin_port, iopub_port, hb_port }))
    const argv = ['--conditions=assay-source', join(root, 'kernel/host/main.ts'), file]
    this.process = spawn(kernelNode(), argv, {
      cwd: cwd ?? this.folder,
      env: { ...process.env, ASSAY_HOME: join(this.folder, 'home'), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  }

  /** Starts a kernel and waits until it answers. */
  static async start({ cwd, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Client> {
    const client = new Client(await freePorts(5), cwd, env)
    const { shell, control, stdin, iopub, heartbeat } = client
    const sockets = [shell, control, stdin, iopub, heartbeat]
    for (const [at, socket] of sockets.entries()) socket.connect(`tcp://127.0.0.1:${client.ports[at]}`)
    iopub.subscribe('')
    void client.#receive(iopub, client.published)
    for (const socket of [shell, control]) void client.#receive(socket, client.replies)
    void client.#receive(stdin, client.asked)
    await client.published.take(({ header }) => header.msg_type === 'iopub_welcome', 'iopub_welcome')
    await client.request('kernel_info_request', {})
    return client
  }

  async #receive(socket: Dealer | Subscriber, inbox: Inbox): Promise<void> {
    while (!socket.closed) {
      const frames = await socket.receive().catch(() => undefined)
      const message = frames === undefined ? undefined : this.wire.parse(frames)
      if (message !== undefined) inbox.push(message)
    }
  }

  /** Sends a message and gives its id. */
  async send(
    type: string,
    content: Content,
    channel: 'shell' | 'control' | 'stdin' = 'shell',
    wire: Wire = this.wire,
    more: Pick<Outgoing, 'parent' | 'metadata' | 'buffers'> = {},
  ): Promise<string> {
    const frames = wire.build({ type, content, ...more })
    const header = JSON.parse(Buffer.from(frames[2] as Uint8Array).toString()) as { msg_id: string }
    await this[channel].send(frames as Buffer[])
    return header.msg_id
  }

  async request(type: string, content: Content, channel: 'shell' | 'control' = 'shell'): Promise<Message> {
    return this.reply(await this.send(type, content, channel))
  }

  reply(id: string, ms?: number): Promise<Message> {
    return this.replies.take(({ parent }) => parent.msg_id === id, 'reply', ms)
  }

  /** The next published message of a kind that belongs to a request. */
  next(id: string, type: string, ms?: number): Promise<Message> {
    return this.published.take(({ header, parent }) => parent.msg_id === id && header.msg_type === type, type, ms)
  }

  send_execute(code: string, more: Content = {}): Promise<string> {
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true, ...more }
    return this.send('execute_request', content)
  }

  /** Runs a cell until the kernel is idle again. */
  async run(code: string, more: Content = {}): Promise<Run> {
    const begin = performance.now()
    return this.finish(await this.send_execute(code, more), begin)
  }

  async finish(id: string, begin = performance.now()): Promise<Run> {
    const reply = await this.reply(id)
    const milliseconds = performance.now() - begin
    const ends = ({ header, parent, content }: Message) =>
      parent.msg_id === id && header.msg_type === 'status' && content['execution_state'] === 'idle'
    await this.published.take(ends, 'idle')
    const outputs: Message[] = []
    for (const message of [...this.published.all]) {
      if (message.parent.msg_id !== id) continue
      this.published.all.splice(this.published.all.indexOf(message), 1)
      if (!['status', 'execute_input'].includes(message.header.msg_type)) outputs.push(message)
    }
    return { reply, outputs, milliseconds }
  }

  interrupt(): Promise<Message> {
    return this.request('interrupt_request', {}, 'control')
  }

  /** Ends the kernel, by force if need be. */
  async close(): Promise<void> {
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heartbeat]) socket.close()
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit')
      this.process.kill('SIGTERM')
      const force = setTimeout(() => this.process.kill('SIGKILL'), 3000)
      await exited
      clearTimeout(force)
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The text of all pieces of a stream. */
export function streamed({ outputs }: Run, name: 'stdout' | 'stderr' = 'stdout'): string {
  const pieces = outputs.filter(({ header, content }) => header.msg_type === 'stream' && content['name'] === name)
  return pieces.map(({ content }) => content['text']).join('')
}

/** The plain text of a cell's result; undefined when it has none. */
export function resultOf({ outputs }: Run): string | undefined {
  const result = outputs.find(({ header }) => header.msg_type === 'execute_result')
  return (result?.content['data'] as Record<string, string> | undefined)?.['text/plain']
}
