import type { Header, Outgoing, Sockets } from './wire/index.ts'

type Parent = Partial<Header>
type Stream = 'stdout' | 'stderr'

const streamMs = 10
const streamLimit = 2 ** 20

/** Everything that goes to all front ends, in order. Pieces of one stream are joined for a few milliseconds. */
export class Publisher {
  readonly #sockets: Sockets
  #stream: { parent: Parent; name: Stream; texts: string[]; length: number } | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(sockets: Sockets) {
    this.#sockets = sockets
  }

  publish(type: string, content: Outgoing['content'], parent: Parent, more: Pick<Outgoing, 'metadata' | 'buffers'> = {}): void {
    this.flush()
    this.#sockets.publish({ type, content, parent, ...more })
  }

  status(state: 'starting' | 'busy' | 'idle' | 'restarting', parent: Parent): void {
    this.publish('status', { execution_state: state }, parent)
  }

  stream(name: Stream, text: string, parent: Parent): void {
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

  flush(): void {
    const last = this.#stream
    if (last === undefined) return
    this.#stream = undefined
    clearTimeout(this.#timer)
    this.#sockets.publish({ type: 'stream', content: { name: last.name, text: last.texts.join('') }, parent: last.parent })
  }
}
