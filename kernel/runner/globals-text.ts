import { widgetsText } from './widgets-text.ts'

/** Declarations, as TypeScript text, of what cells find in `globalThis` beside Node's own. The same as `KernelGlobals` in `globals.ts`. */
export const globalsText = `
interface AssayDisplayOptions {
  /** Name by which the output can be updated later; a fresh one by default. */
  readonly id?: string
  /** Whether to update the outputs with that id instead of adding one. */
  readonly update?: boolean
  readonly metadata?: Readonly<Record<string, unknown>>
  /** Whether the value is a mime bundle itself. */
  readonly raw?: boolean
}
/** An output that can be updated. */
interface AssayDisplayHandle {
  readonly id: string
  update(value: unknown, options?: AssayDisplayOptions): void
}
interface AssayDisplay {
  (value: unknown, options?: AssayDisplayOptions): AssayDisplayHandle
  bundle(data: { readonly [type: string]: unknown }): AssayDisplayHandle
  html(text: string): AssayDisplayHandle
  markdown(text: string): AssayDisplayHandle
  latex(text: string): AssayDisplayHandle
  svg(text: string): AssayDisplayHandle
  png(image: Uint8Array | string): AssayDisplayHandle
  jpeg(image: Uint8Array | string): AssayDisplayHandle
  json(value: unknown): AssayDisplayHandle
  text(text: string): AssayDisplayHandle
}
/**
 * Shows a value below the cell: what its \`[Symbol.for('Jupyter.display')]()\` gives, or else its text. The short forms show one mime type.
 *
 * \`const status = display('loading'); status.update('done')\`
 */
declare const display: AssayDisplay
/** Clears the cell's output; with \`wait\`, once the next output comes. */
declare function clearOutput(wait?: boolean): void
interface AssayPromptOptions {
  /** What an empty answer stands for. */
  readonly fallback?: string
  /** Whether the front end hides what is typed. */
  readonly password?: boolean
}
/**
 * Asks the reader for a line of text and waits for it; null when there is no answer.
 *
 * \`const key = prompt('Key?', { password: true })\`
 */
declare function prompt(message?: string, options?: string | AssayPromptOptions): string | null
/** Asks the reader a question and waits for the answer: true for y or yes, false for anything else. */
declare function confirm(message?: string): boolean
type AssayBytes = ArrayBuffer | SharedArrayBuffer | ArrayBufferView
interface AssayCommSend {
  readonly metadata?: { readonly [key: string]: unknown }
  readonly buffers?: readonly AssayBytes[]
}
/** A message of a front end. */
interface AssayCommEvent {
  readonly data: any
  readonly metadata: { readonly [key: string]: unknown }
  readonly buffers: readonly Uint8Array[]
}
/** A channel to code of the front end, both ways. Its handlers run also while a cell awaits, and when none runs. */
interface AssayComm {
  readonly id: string
  readonly target: string
  readonly closed: boolean
  onMessage: ((event: AssayCommEvent) => void) | undefined
  /** Called when the front end closes it. */
  onClose: ((event: AssayCommEvent) => void) | undefined
  send(data: unknown, options?: AssayCommSend): void
  close(data?: unknown): void
}
/**
 * Comms: channels between cells and code of the front end.
 *
 * \`const map = comms.open('shop.map', { data: { zoom: 3 } }); map.onMessage = ({ data }) => console.log(data)\`
 */
declare const comms: {
  /** Opens a comm to a target of the front end. */
  open(target: string, options?: AssayCommSend & { readonly data?: unknown; readonly id?: string }): AssayComm
  /** Lets front ends open comms to a target. The function it returns takes that back. */
  register(target: string, onOpen: (comm: AssayComm, event: AssayCommEvent) => void): () => void
}
declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView | ArrayBuffer)
  }
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, any>
  }
  class Memory {
    constructor(size: { initial: number; maximum?: number; shared?: boolean })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Table {
    constructor(size: { element: 'anyfunc' | 'externref'; initial: number; maximum?: number })
    readonly length: number
    get(index: number): any
    set(index: number, value?: any): void
    grow(count: number): number
  }
  class Global {
    constructor(type: { value: string; mutable?: boolean }, value?: any)
    value: any
  }
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>
  function validate(bytes: ArrayBufferView | ArrayBuffer): boolean
  function instantiate(
    bytes: ArrayBufferView | ArrayBuffer,
    imports?: Record<string, Record<string, unknown>>,
  ): Promise<{ module: Module; instance: Instance }>
}
${widgetsText}`
