import { randomUUID } from 'node:crypto'
import type { CommMessage } from '../link/index.ts'
import type { Bridge } from './bridge.ts'

export type CommHandler = (data: unknown, buffers: readonly Uint8Array[]) => void

/** A comm that the kernel offers: a front end that knows its id may attach and send. */
export interface OfferedComm {
  readonly id: string
  readonly target: string
  release(): void
}

/** The comms of the runner. */
export class Comms {
  readonly #bridge: Bridge
  readonly #handlers = new Map<string, CommHandler>()

  constructor(bridge: Bridge) {
    this.#bridge = bridge
  }

  offer(target: string, handler: CommHandler): OfferedComm {
    const id = randomUUID()
    this.#handlers.set(id, handler)
    this.#bridge.send({ t: 'held', id, target, open: true })
    const release = () => {
      if (this.#handlers.delete(id)) this.#bridge.send({ t: 'held', id, target, open: false })
    }
    return { id, target, release }
  }

  receive({ op, id, data }: CommMessage, buffers: readonly Uint8Array[]): void {
    if (op === 'comm_msg') this.#handlers.get(id)?.(data, buffers)
  }
}
