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

/** What cells find in `globalThis` beside Node's own. `globals-text.ts` declares the same for the type checker. */
export interface KernelGlobals {
  readonly display: Display
  readonly clearOutput: Clear
  readonly prompt: Prompt
  readonly confirm: Confirm
}
