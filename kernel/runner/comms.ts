import { randomUUID } from 'node:crypto'
import type { CommMessage, CommOperation } from '../link/index.ts'
import { type Bridge, jsonText } from './bridge.ts'
import { type Cell, currentCell, inCell } from './cells/cell.ts'
import type { Bytes, Comm, CommEvent, CommOptions, CommSend, UserComms } from './globals.ts'
import { reportError } from './show/error.ts'

export type CommHandler = (data: unknown, buffers: readonly Uint8Array[]) => void

/** A comm that the kernel offers: a front end that knows its id may attach and send. */
export interface OfferedComm {
  readonly id: string
  readonly target: string
  release(): void
}

type Send = (op: CommOperation, comm: OpenComm, data: unknown, options: CommSend) => void

/** A comm that a cell holds. What its handlers print goes to the cell that set them last. */
class OpenComm implements Comm {
  readonly id: string
  readonly target: string
  cell: Cell | undefined
  closed = false
  #onMessage: Comm['onMessage']
  #onClose: Comm['onClose']
  readonly #send: Send

  constructor(id: string, target: string, cell: Cell | undefined, send: Send) {
    this.id = id
    this.target = target
    this.cell = cell
    this.#send = send
  }

  get onMessage(): Comm['onMessage'] {
    return this.#onMessage
  }

  set onMessage(handler: Comm['onMessage']) {
    this.cell = currentCell() ?? this.cell
    this.#onMessage = handler
  }

  get onClose(): Comm['onClose'] {
    return this.#onClose
  }

  set onClose(handler: Comm['onClose']) {
    this.cell = currentCell() ?? this.cell
    this.#onClose = handler
  }

  send(data: unknown, options: CommSend = {}): void {
    if (this.closed) throw new Error(`Cannot send on comm "${this.target}": it is closed`)
    this.#send('comm_msg', this, data, options)
  }

  close(data?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.#send('comm_close', this, data, {})
  }
}

interface Target {
  readonly cell: Cell | undefined
  readonly onOpen: (comm: Comm, event: CommEvent) => void
}

/** The comms of the runner: the kernel's own, and those of cells. */
export class Comms implements UserComms {
  readonly #bridge: Bridge
  readonly #handlers = new Map<string, CommHandler>()
  readonly #open = new Map<string, OpenComm>()
  readonly #targets = new Map<string, Target>()

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

  open(target: string, { data, id = randomUUID(), ...options }: CommOptions = {}): Comm {
    if (this.#open.has(id) || this.#handlers.has(id)) throw new RangeError(`Cannot open comm "${id}": there is one of that id`)
    const comm = new OpenComm(id, target, currentCell(), this.#send)
    this.#open.set(id, comm)
    this.#send('comm_open', comm, data, options)
    return comm
  }

  register(target: string, onOpen: Target['onOpen']): () => void {
    const entry = { cell: currentCell(), onOpen }
    this.#targets.set(target, entry)
    this.#bridge.send({ t: 'target', target, open: true })
    return () => {
      if (this.#targets.get(target) !== entry) return
      this.#targets.delete(target)
      this.#bridge.send({ t: 'target', target, open: false })
    }
  }

  receive({ op, id, target, data, metadata }: CommMessage, buffers: readonly Uint8Array[]): void {
    const offered = this.#handlers.get(id)
    if (offered !== undefined) {
      if (op === 'comm_msg') offered(data, buffers)
      return
    }
    const event: CommEvent = { data: data as CommEvent['data'], metadata, buffers }
    const comm = this.#open.get(id)
    if (op === 'comm_open' && comm === undefined) this.#accept(id, target, event)
    else if (op === 'comm_msg' && comm !== undefined) this.#call(comm.cell, () => comm.onMessage?.(event))
    else if (op === 'comm_close' && comm !== undefined) {
      comm.closed = true
      this.#open.delete(id)
      this.#bridge.send({ t: 'held', id, target, open: false })
      this.#call(comm.cell, () => comm.onClose?.(event))
    }
  }

  /** A front end opens a comm; a handler that throws has not taken it. */
  #accept(id: string, target: string, event: CommEvent): void {
    const entry = this.#targets.get(target)
    const comm = new OpenComm(id, target, entry?.cell, this.#send)
    this.#open.set(id, comm)
    if (entry === undefined || !this.#call(entry.cell, () => entry.onOpen(comm, event))) comm.close()
  }

  readonly #send: Send = (op, { id, target, cell }, data, { metadata = {}, buffers = [] }) => {
    if (op === 'comm_close') this.#open.delete(id)
    const content: unknown = JSON.parse(jsonText(data ?? {}) ?? '{}')
    const message = { t: 'comm', op, id, target, data: content, metadata } as const
    this.#bridge.send({ ...message, cell: currentCell()?.id ?? cell?.id ?? 0 }, buffers.map(bytesOf))
  }

  /** Calls a handler as part of its cell, unless that was interrupted. Returns whether it went well. */
  #call(cell: Cell | undefined, handler: () => void): boolean {
    const guarded = () => {
      try {
        handler()
        return true
      } catch (error) {
        this.#bridge.stream('stderr', `Uncaught ${reportError(error).traceback.join('\n')}\n`)
        return false
      }
    }
    return cell === undefined || cell.cancelled ? guarded() : inCell(cell, guarded)
  }
}

/** `comms`, as cells see it. */
export function userComms(comms: Comms): UserComms {
  return { open: (target, options) => comms.open(target, options), register: (target, onOpen) => comms.register(target, onOpen) }
}

/** A copy that takes no more than its own bytes along. */
function bytesOf(bytes: Bytes): Uint8Array {
  return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice() : new Uint8Array(bytes)
}
