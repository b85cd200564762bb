/** Declarations of what the kernel gives to every cell besides Node's own globals. */
export const globalsText = `
/** A value or a mime bundle shown as output of the running cell. */
interface AssayDisplayOptions {
  /** Names the output, so that a later call with \`update\` replaces it. */
  id?: string
  display_id?: string
  /** Whether the output named by \`id\` is replaced. */
  update?: boolean
  /** Whether the value is a mime bundle already. */
  raw?: boolean
}
/** Shows a value as an output of the running cell. */
declare function display(value: unknown, options?: AssayDisplayOptions): Promise<void> & { update(value: unknown): Promise<void> }
/** Clears the outputs of the running cell; with \`wait\`, only when the next output comes. */
declare function clearOutput(wait?: boolean): void
/** Asks the user for a line of text. */
declare function prompt(message?: string, options?: { password?: boolean } | string): Promise<string>
/** Asks the user a question that is answered by yes or no. */
declare function confirm(message?: string): Promise<boolean>
declare module 'tslab' {
  export const display: {
    javascript(text: string): void
    html(text: string): void
    markdown(text: string): void
    latex(text: string): void
    svg(text: string): void
    png(bytes: Uint8Array): void
    jpeg(bytes: Uint8Array): void
    gif(bytes: Uint8Array): void
    pdf(bytes: Uint8Array): void
    text(text: string): void
    raw(mime: string, content: string | Uint8Array): void
  }
  export function newDisplay(): typeof display
  export const versions: { tslab: string; typescript: string; node: string }
}
`
