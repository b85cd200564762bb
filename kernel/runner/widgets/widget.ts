import { inspect } from 'node:util'
import { displaySymbol, type MimeBundle } from 'assay/protocol'
import { ofThisCell } from '../cells/cell.ts'
import type { Bytes, Comm, CommEvent, UserComms } from '../globals.ts'
import { putBuffers, withoutBuffers } from './buffers.ts'

type State = Record<string, unknown>
type OnChange = (value: unknown, before: unknown) => void
type OnMessage = (content: unknown, buffers: readonly Uint8Array[]) => void

/** A kind of widget: what the front end calls it, and the state it starts with. */
export interface Kind {
  readonly name: string
  /** What every widget of the kind has in its state, by the front end's names. */
  readonly fixed: State
  /** What cells may set, by their names. */
  readonly state: State
  /** The front end's name of a property. */
  readonly wire: (name: string) => string
}

/** The widgets that are open, by id. */
export interface Manager {
  readonly comms: UserComms
  readonly widgets: Map<string, Widget>
}

/** The version of the Jupyter widget messages. */
const protocol = { version: '2.1.0' }
const viewType = 'application/vnd.jupyter.widget-view+json'

/**
 * The kernel's side of a widget: its state, kept equal to the front end's.
 *
 * Properties are read and set as such; a change by the reader calls the handlers of `on`.
 */
export class Widget {
  readonly id: string
  readonly #kind: Kind
  readonly #comm: Comm
  readonly #manager: Manager
  readonly #state: State
  readonly #changes = new Map<string, Set<OnChange>>()
  readonly #messages = new Set<OnMessage>()

  constructor(manager: Manager, kind: Kind, given: State = {}) {
    this.#manager = manager
    this.#kind = kind
    this.#state = { ...kind.state, ...given }
    for (const name of Object.keys(this.#state))
      Object.defineProperty(this, name, { enumerable: true, get: () => this.#state[name], set: (value) => this.set({ [name]: value }) })
    const { state, paths, buffers } = withoutBuffers(this.#wired(this.#state))
    const data = { state: { ...kind.fixed, ...(state as State) }, buffer_paths: paths }
    this.#comm = manager.comms.open('jupyter.widget', { data, metadata: protocol, buffers })
    this.id = this.#comm.id
    this.#comm.onMessage = (event) => this.#receive(event)
    this.#comm.onClose = () => manager.widgets.delete(this.id)
    manager.widgets.set(this.id, this)
  }

  /** What the front end needs to make this widget anew. */
  get full(): { model_name: unknown; model_module: unknown; model_module_version: unknown; state: State } {
    const state = { ...this.#kind.fixed, ...this.#wired(this.#state) }
    const { _model_name: model_name, _model_module: model_module, _model_module_version: model_module_version } = state as State
    return { model_name, model_module, model_module_version, state }
  }

  /** Sets several properties with one message. */
  set(changes: State): void {
    const changed = Object.entries(changes).filter(([name, value]) => !Object.is(this.#state[name], value))
    if (changed.length === 0) return
    this.#update('update', Object.fromEntries(changed))
    this.#change(changed)
  }

  /** Calls a handler when a property changes, by the reader or by a cell. The function it returns takes that back. */
  on(name: string, handler: OnChange): () => void {
    const handlers = this.#changes.get(name) ?? new Set()
    const own = ofThisCell(handler)
    this.#changes.set(name, handlers.add(own))
    return () => void handlers.delete(own)
  }

  /** Calls a handler with what the front end's code sends beside the state. */
  onMessage(handler: OnMessage): () => void {
    const own = ofThisCell(handler)
    this.#messages.add(own)
    return () => void this.#messages.delete(own)
  }

  /** Sends the front end's code something beside the state. */
  send(content: unknown, buffers: readonly Bytes[] = []): void {
    this.#comm.send({ method: 'custom', content }, { buffers })
  }

  /** Takes the widget away, wherever it is shown. */
  close(): void {
    this.#manager.widgets.delete(this.id)
    this.#comm.close()
  }

  /** How other widgets refer to it. */
  toJSON(): string {
    return `IPY_MODEL_${this.id}`
  }

  [displaySymbol](): MimeBundle {
    const view = { version_major: 2, version_minor: 0, model_id: this.id }
    return { [viewType]: view as never, 'text/plain': inspect(this) }
  }

  [inspect.custom](): string {
    const { name, state } = this.#kind
    const own = Object.entries(this.#state).filter(([key, value]) => !key.startsWith('_') && value !== state[key])
    return `${name}(${own.map(([key, value]) => `${key}: ${inspect(value, { depth: 0, breakLength: 80 })}`).join(', ')})`
  }

  #wired(state: State): State {
    return Object.fromEntries(Object.entries(state).map(([name, value]) => [this.#kind.wire(name), value]))
  }

  #update(method: 'update' | 'echo_update', changes: State): void {
    const { state, paths, buffers } = withoutBuffers(this.#wired(changes))
    if (!this.#comm.closed) this.#comm.send({ method, state, buffer_paths: paths }, { buffers })
  }

  #receive({ data, buffers }: CommEvent): void {
    if (data?.method === 'update') this.#accept(data, buffers)
    else if (data?.method === 'request_state') this.#update('update', this.#state)
    else if (data?.method === 'custom') for (const handler of [...this.#messages]) handler(data.content, buffers)
  }

  /** The front ends that did not make the change hear of it by the echo. */
  #accept({ state = {}, buffer_paths = [] }: { state?: State; buffer_paths?: string[][] }, buffers: readonly Uint8Array[]): void {
    putBuffers(state, buffer_paths, buffers)
    const known = Object.keys(this.#state).filter((name) => Object.hasOwn(state, this.#kind.wire(name)))
    const changes = known.map((name) => [name, state[this.#kind.wire(name)]] as [string, unknown])
    if (changes.length === 0) return
    this.#update('echo_update', Object.fromEntries(changes))
    this.#change(changes)
  }

  #change(changes: readonly [string, unknown][]): void {
    const before = changes.map(([name]) => this.#state[name])
    for (const [name, value] of changes) this.#state[name] = value
    for (const [at, [name, value]] of changes.entries())
      for (const handler of [...(this.#changes.get(name) ?? [])]) handler(value, before[at])
  }
}
