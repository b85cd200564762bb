import { Router, XPublisher } from 'zeromq'
import { address, type Connection, type Port } from './connection.ts'
import { type Message, type Outgoing, Wire } from './message.ts'
import { SendQueue } from './send-queue.ts'

export type Channel = 'shell' | 'control' | 'stdin'

export interface Handlers {
  /** A message of a request channel. */
  readonly onMessage: (channel: Channel, message: Message) => void
}

/** The five sockets of a kernel. */
export class Sockets {
  readonly wire: Wire
  readonly #routers: Record<Channel, Router>
  readonly #iopub = new XPublisher({ sendHighWaterMark: 0, linger: 1000 })
  readonly #heartbeat = new Router({ linger: 0 })
  readonly #queues: Record<Channel | 'iopub', SendQueue>

  constructor(connection: Connection) {
    this.wire = new Wire(connection.key, connection.signature_scheme)
    const router = () => new Router({ sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000, handover: true })
    this.#routers = { shell: router(), control: router(), stdin: router() }
    this.#iopub.verbosity = 'allSubs'
    const queue = (socket: Router | XPublisher) => new SendQueue((frames) => socket.send(frames as Buffer[]))
    this.#queues = {
      shell: queue(this.#routers.shell),
      control: queue(this.#routers.control),
      stdin: queue(this.#routers.stdin),
      iopub: queue(this.#iopub),
    }
  }

  async bind(connection: Connection, { onMessage }: Handlers): Promise<void> {
    const at = (port: Port) => address(connection, port)
    await Promise.all([
      this.#routers.shell.bind(at('shell_port')),
      this.#routers.control.bind(at('control_port')),
      this.#routers.stdin.bind(at('stdin_port')),
      this.#iopub.bind(at('iopub_port')),
      this.#heartbeat.bind(at('hb_port')),
    ])
    void this.#welcome()
    void this.#beat()
    for (const channel of ['shell', 'control', 'stdin'] as const) void this.#receive(channel, onMessage)
  }

  /** Sends on a request channel. */
  send(channel: Channel, message: Outgoing): void {
    this.#queues[channel].push(this.wire.build(message))
  }

  /** Tells every front end. The topic is what subscribers may filter by. */
  publish(message: Outgoing): void {
    this.#queues.iopub.push(this.wire.build({ ...message, identities: [message.type] }))
  }

  /** Closes all sockets once everything has been sent. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#queues).map((queue) => queue.drained()))
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close()
  }

  async #receive(channel: Channel, onMessage: Handlers['onMessage']): Promise<void> {
    const router = this.#routers[channel]
    while (!router.closed) {
      const frames = await router.receive().catch(() => undefined)
      const message = frames === undefined ? undefined : this.wire.parse(frames)
      if (message !== undefined) onMessage(channel, message)
    }
  }

  /** Greets each subscription, so that a front end knows from when on it misses nothing. */
  async #welcome(): Promise<void> {
    while (!this.#iopub.closed) {
      const [frame] = await this.#iopub.receive().catch(() => [])
      if (frame?.[0] !== 1) continue
      const subscription = frame.subarray(1).toString('utf8')
      this.#queues.iopub.push(this.wire.build({ identities: [subscription], type: 'iopub_welcome', content: { subscription } }))
    }
  }

  async #beat(): Promise<void> {
    while (!this.#heartbeat.closed) {
      const frames = await this.#heartbeat.receive().catch(() => undefined)
      if (frames !== undefined) await this.#heartbeat.send(frames).catch(() => undefined)
    }
  }
}
