import type { MessagePort } from 'node:worker_threads'
import type { FromRunner } from '../link/index.ts'
import { currentCell } from './cells/cell.ts'
import { pendingLimit, slot, type ToControl } from './shared.ts'

/** The main thread's way to its control worker. */
export class Bridge {
  readonly shared: Int32Array
  readonly #port: MessagePort

  constructor(port: MessagePort, shared: Int32Array) {
    this.#port = port
    this.shared = shared
  }

  post(message: ToControl, transfer: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer)
  }

  send(header: FromRunner, parts: readonly Uint8Array[] = []): void {
    this.post({ t: 'send', header, parts })
  }

  /** Sends an iopub message of the cell that runs. */
  publish(type: string, content: unknown, buffers: readonly Uint8Array[] = [], cell = currentCell()?.id ?? 0): void {
    const json = Buffer.from(jsonText(content))
    // A large text has memory of its own, which is handed over instead of copied.
    const own = json.byteLength === json.buffer.byteLength ? [json.buffer as ArrayBuffer] : []
    this.post({ t: 'send', header: { t: 'publish', cell, type }, parts: [json, ...buffers] }, own)
  }

  /** Sends a piece of a stream; waits when the host is far behind. */
  stream(name: 'stdout' | 'stderr', text: string, cell = currentCell()?.id ?? 0): void {
    if (text === '') return
    const { shared } = this
    for (let waiting = Atomics.load(shared, slot.pending); waiting > pendingLimit; waiting = Atomics.load(shared, slot.pending))
      Atomics.wait(shared, slot.pending, waiting, 100)
    Atomics.add(shared, slot.pending, text.length)
    this.post({ t: 'stream', cell, name, text })
  }
}

/** JSON of a message's content: big integers as text, bytes in base64. */
export function jsonText(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString()
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
    return value
  })
}
