import { Socket } from 'node:net'
import { encodeFrame, FrameReader, type FromRunner, type ToRunner } from '../../link/index.ts'
import { slot } from '../shared.ts'

/** The runner's end of the private pipe. Successive pieces of one stream are joined. */
export class Pipe {
  readonly #socket: Socket
  readonly #shared: Int32Array
  #stream: { cell: number; name: 'stdout' | 'stderr'; texts: string[] } | undefined

  constructor(fd: number, onMessage: (message: ToRunner, parts: readonly Uint8Array[]) => void, shared: Int32Array) {
    this.#shared = shared
    this.#socket = new Socket({ fd, readable: true, writable: true })
    const reader = new FrameReader(({ header, parts }) => onMessage(header as ToRunner, parts))
    this.#socket.on('data', (chunk: Buffer) => reader.push(chunk))
    // Without a host there is nothing to run for, and the main thread may be busy for ever.
    const gone = () => process.kill(process.pid, 'SIGKILL')
    this.#socket.on('end', gone).on('error', gone)
  }

  send(header: FromRunner, parts: readonly Uint8Array[] = []): void {
    this.#writeStream()
    this.#write(header, parts, 0)
  }

  stream(cell: number, name: 'stdout' | 'stderr', text: string): void {
    const last = this.#stream
    if (last !== undefined && last.cell === cell && last.name === name) {
      last.texts.push(text)
      return
    }
    if (last === undefined) setImmediate(() => this.#writeStream())
    else this.#writeStream()
    this.#stream = { cell, name, texts: [text] }
  }

  /** Calls back when everything has been handed to the system. */
  flush(done: () => void): void {
    this.#writeStream()
    this.#socket.write('', () => done())
  }

  #writeStream(): void {
    const last = this.#stream
    if (last === undefined) return
    this.#stream = undefined
    const text = last.texts.join('')
    this.#write({ t: 'stream', cell: last.cell, name: last.name, text }, [], text.length)
  }

  #write(header: FromRunner, parts: readonly Uint8Array[], streamed: number): void {
    this.#socket.cork()
    const pieces = encodeFrame(header, parts)
    const last = pieces.pop() as Uint8Array
    for (const piece of pieces) this.#socket.write(piece)
    this.#socket.write(last, () => {
      if (streamed === 0) return
      Atomics.sub(this.#shared, slot.pending, streamed)
      Atomics.notify(this.#shared, slot.pending)
    })
    this.#socket.uncork()
  }
}
