import type { MimeBundle } from 'assay/protocol'

/** What `display` may be told. */
export interface DisplayOptions {
  /** Name by which the output can be updated later; a fresh one by default. */
  readonly id?: string
  /** Whether to update the outputs with that id instead of adding one. */
  readonly update?: boolean
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Whether the value is a mime bundle itself. */
  readonly raw?: boolean
}

/** An output that can be updated. */
export interface DisplayHandle {
  readonly id: string
  update(value: unknown, options?: DisplayOptions): void
}

/**
 * Shows a value below the cell: what its `[Symbol.for('Jupyter.display')]()` gives, or else its text. The short forms show one mime type.
 *
 * @example
 * const status = display('loading')
 * status.update('done')
 * display.html('<b>bold</b>')
 */
export interface Display {
  (value: unknown, options?: DisplayOptions): DisplayHandle
  bundle(data: MimeBundle): DisplayHandle
  html(text: string): DisplayHandle
  markdown(text: string): DisplayHandle
  latex(text: string): DisplayHandle
  svg(text: string): DisplayHandle
  /** @param image bytes, or base64 */
  png(image: Uint8Array | string): DisplayHandle
  /** @param image bytes, or base64 */
  jpeg(image: Uint8Array | string): DisplayHandle
  json(value: unknown): DisplayHandle
  text(text: string): DisplayHandle
}

/** Clears the cell's output; with `wait`, once the next output comes. */
export type Clear = (wait?: boolean) => void

/** How `prompt` asks. */
export interface PromptOptions {
  /** What an empty answer stands for. */
  readonly fallback?: string
  /** Whether the front end hides what is typed. */
  readonly password?: boolean
}

/**
 * Asks the reader for a line of text and waits for it; null when there is no answer.
 *
 * @throws Error when the front end does not allow input
 */
export type Prompt = (message?: string, options?: string | PromptOptions) => string | null

/**
 * Asks the reader a question and waits for the answer: true for y or yes, false for anything else.
 *
 * @throws Error when the front end does not allow input
 */
export type Confirm = (message?: string) => boolean

/** Binary data, any way it is held. */
export type Bytes = ArrayBuffer | SharedArrayBuffer | ArrayBufferView

/** What goes along with a comm message. */
export interface CommSend {
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly buffers?: readonly Bytes[]
}

/** How a comm is opened. */
export interface CommOptions extends CommSend {
  /** What the front end is told. */
  readonly data?: unknown
  /** A fresh one by default. */
  readonly id?: string
}

/** A message of a front end. */
export interface CommEvent {
  // biome-ignore lint/suspicious/noExplicitAny: front ends send what they like
  readonly data: any
  readonly metadata: Readonly<Record<string, unknown>>
  readonly buffers: readonly Uint8Array[]
}

/** A channel to code of the front end, both ways. Its handlers run also while a cell awaits, and when none runs. */
export interface Comm {
  readonly id: string
  readonly target: string
  readonly closed: boolean
  onMessage: ((event: CommEvent) => void) | undefined
  /** Called when the front end closes it. */
  onClose: ((event: CommEvent) => void) | undefined
  /** @throws Error when the comm is closed */
  send(data: unknown, options?: CommSend): void
  close(data?: unknown): void
}

/**
 * Comms: channels between cells and code of the front end.
 *
 * @example
 * const map = comms.open('shop.map', { data: { zoom: 3 } })
 * map.onMessage = ({ data }) => console.log(data.clicked)
 * map.send({ zoom: 4 }, { buffers: [new Float32Array([1, 2])] })
 */
export interface UserComms {
  /** Opens a comm to a target of the front end. */
  open(target: string, options?: CommOptions): Comm
  /** Lets front ends open comms to a target. The function it returns takes that back. */
  register(target: string, onOpen: (comm: Comm, event: CommEvent) => void): () => void
}

/** What cells find in `globalThis` beside Node's own. `globals-text.ts` declares the same for the type checker. */
export interface KernelGlobals {
  readonly display: Display
  readonly clearOutput: Clear
  readonly prompt: Prompt
  readonly confirm: Confirm
  readonly comms: UserComms
}
