import type { Display, DisplayHandle } from './globals.ts'

type Content = string | Uint8Array

const types = {
  javascript: 'application/javascript',
  html: 'text/html',
  markdown: 'text/markdown',
  latex: 'text/latex',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  text: 'text/plain',
} as const

type Show = (mime: string, content: Content) => void
type TslabDisplay = { readonly [M in keyof typeof types]: (content: Content) => void } & { readonly raw: Show }

function displayBy(show: Show): TslabDisplay {
  const methods = Object.entries(types).map(([name, mime]) => [name, (content: Content) => show(mime, content)])
  return { ...Object.fromEntries(methods), raw: show }
}

/** What cells written for the tslab kernel import from `tslab`. */
export function createTslab(display: Display): Record<string, unknown> {
  const bundle = (mime: string, content: Content) => ({ [mime]: content })
  const newDisplay = () => {
    let handle: DisplayHandle | undefined
    return displayBy((mime, content) => {
      if (handle === undefined) handle = display.bundle(bundle(mime, content))
      else handle.update(bundle(mime, content), { raw: true })
    })
  }
  const all = {
    display: displayBy((mime, content) => void display.bundle(bundle(mime, content))),
    newDisplay,
    versions: { tslab: '1.0.22', typescript: '7.0.2', node: process.version },
  }
  return { ...all, default: all }
}
