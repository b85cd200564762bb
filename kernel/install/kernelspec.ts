import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jupyterFolder, sibling, sourceFlags } from '../link/index.ts'
import { logo } from './logo.ts'

export interface InstallOptions {
  /** Environment to install into: the kernelspec goes to `share/jupyter/kernels` below it. */
  readonly prefix?: string
  /** Whether to install for the user instead. */
  readonly user?: boolean
  /** The Node that runs the kernel, 22 or newer; the one that runs the installer by default. */
  readonly node?: string
  /** Folder of the kernelspec; `assay` by default. */
  readonly name?: string
  readonly displayName?: string
}

const oldest = 22
const host = fileURLToPath(sibling(import.meta.url, '../host/main'))

/**
 * The version of a Node binary.
 *
 * @throws RangeError when the kernel cannot run on it, in one line that says what would do
 */
export function checkNode(node: string): string {
  let version: string
  try {
    version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  } catch (error) {
    throw new RangeError(`Cannot use "${node}" for the kernel: it does not run as Node`, { cause: error })
  }
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0)
  if (major < oldest) throw new RangeError(`Cannot use Node ${version} for the kernel: it needs Node 24, or 22 (give one with --node PATH)`)
  return version
}

/** What `kernel.json` holds. */
export function kernelspec(node: string, displayName = 'TypeScript (Assay)') {
  return {
    argv: [node, ...sourceFlags(import.meta.url), host, '{connection_file}'],
    display_name: displayName,
    language: 'typescript',
    interrupt_mode: 'message',
    kernel_protocol_version: '5.4',
    metadata: { debugger: true },
  }
}

/**
 * Writes the kernelspec, so that Jupyter finds the kernel.
 *
 * @returns the folder it was written to
 * @example
 * installKernelspec({ prefix: '.venv', node: '/opt/node24/bin/node' })
 */
export function installKernelspec(options: InstallOptions = {}): string {
  const { prefix, user = prefix === undefined, node = process.execPath, name = 'assay', displayName } = options
  if (!/^[\w.-]+$/.test(name)) throw new RangeError(`Cannot install the kernel as "${name}": use letters, digits, ".", "-" and "_"`)
  checkNode(node)
  const data = user ? jupyterFolder() : join(prefix ?? '', 'share', 'jupyter')
  const folder = join(data, 'kernels', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelspec(node, displayName), null, 2)}\n`)
  writeFileSync(join(folder, 'logo-svg.svg'), logo)
  return folder
}

/** Removes the kernelspec again. */
export function uninstallKernelspec({ prefix, user = prefix === undefined, name = 'assay' }: InstallOptions = {}): void {
  rmSync(join(user ? jupyterFolder() : join(prefix ?? '', 'share', 'jupyter'), 'kernels', name), { recursive: true, force: true })
}
