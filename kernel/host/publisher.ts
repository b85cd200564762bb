import type { Header, Outgoing, Sockets } from './wire/index.ts'

type Parent = Partial<Header>
type Stream = 'stdout' | 'stderr'

const streamMs = 10
const streamLimit = 2 ** 20
const remembered = 1000
const outputs: ReadonlySet<string> = new Set(['display_data', 'execute_result', 'error'])

/** Everything that goes to all front ends, in order. Pieces of one stream are joined for a few milliseconds. */
export class Publisher {
  readonly #sockets: Sockets
  #stream: { parent: Parent; name: Stream; texts: string[]; length: number } | undefined
  #timer: NodeJS.Timeout | undefined
  /** How many outputs cells have; infinitely many where one has cleared its own. */
  readonly #outputs = new Map<string, number>()

  constructor(sockets: Sockets) {
    this.#sockets = sockets
  }

  publish(type: string, content: Outgoing['content'], parent: Parent, more: Pick<Outgoing, 'metadata' | 'buffers'> = {}): void {
    this.flush()
    if (outputs.has(type)) this.#count(parent, 1)
    if (type === 'clear_output') this.#count(parent, Number.POSITIVE_INFINITY)
    this.#sockets.publish({ type, content, parent, ...more })
  }

  status(state: 'starting' | 'busy' | 'idle' | 'restarting', parent: Parent): void {
    this.publish('status', { execution_state: state }, parent)
  }

  /** Takes a display away, at once or with the next output. Where its cell shows more than that, it is left empty. */
  vanish(display: string, parent: Parent, wait: boolean): void {
    this.flush()
    const id = parent.msg_id ?? ''
    const only = this.#outputs.get(id) === 1
    const empty = { data: { 'text/plain': '' }, metadata: {}, transient: { display_id: display } }
    if (!only) this.#sockets.publish({ type: 'update_display_data', content: empty, parent })
    else {
      this.#outputs.delete(id)
      this.#sockets.publish({ type: 'clear_output', content: { wait }, parent })
    }
  }

  stream(name: Stream, text: string, parent: Parent): void {
    this.#count(parent, 1)
    const last = this.#stream
    if (last !== undefined && last.name === name && last.parent === parent && last.length < streamLimit) {
      last.texts.push(text)
      last.length += text.length
      return
    }
    this.flush()
    this.#stream = { parent, name, texts: [text], length: text.length }
    this.#timer = setTimeout(() => this.flush(), streamMs)
  }

  #count({ msg_id = '' }: Parent, more: number): void {
    const count = this.#outputs.get(msg_id) ?? 0
    this.#outputs.delete(msg_id)
    this.#outputs.set(msg_id, count + more)
    if (this.#outputs.size > remembered) for (const oldest of this.#outputs.keys()) return void this.#outputs.delete(oldest)
  }

  flush(): void {
    const last = this.#stream
    if (last === undefined) return
    this.#stream = undefined
    clearTimeout(this.#timer)
    this.#sockets.publish({ type: 'stream', content: { name: last.name, text: last.texts.join('') }, parent: last.parent })
  }
}
