import { globalsText as runnerGlobals } from '../../../runner/globals-text.ts'

/** Declarations of what the kernel gives to every cell besides Node's own globals. */
export const globalsText = `
${runnerGlobals}declare module 'tslab' {
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
