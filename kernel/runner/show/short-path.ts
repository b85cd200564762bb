import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Package {
  readonly name: string
  readonly folder: string
}

const packages = new Map<string, Package | undefined>()

/** The package that a folder belongs to. */
function packageOf(folder: string): Package | undefined {
  if (packages.has(folder)) return packages.get(folder)
  const above = dirname(folder)
  const found = packageIn(folder) ?? (above === folder ? undefined : packageOf(above))
  packages.set(folder, found)
  return found
}

function packageIn(folder: string): Package | undefined {
  try {
    const { name } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { name?: unknown }
    return typeof name === 'string' && name !== '' ? { name, folder } : undefined
  } catch {
    return undefined
  }
}

const slashes = (path: string) => path.replaceAll('\\', '/')
const farthest = /^(\.\.\/){3}/

/** Where `file` lies below `folder`, with forward slashes; undefined when it lies elsewhere. */
function below(folder: string, file: string): string | undefined {
  const path = relative(folder, file)
  return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : slashes(path)
}

/** The path of a file or file address. */
export function pathOf(file: string): string {
  if (!file.startsWith('file:')) return file
  try {
    return fileURLToPath(file)
  } catch {
    return file
  }
}

/**
 * How stack traces name a file: without what only this machine knows.
 *
 * A file of a package by the package (`arquero/dist/arquero.js`; our library's build folder is left out), a file of the notebook's folder from
 * there, another one near it likewise, else from the home folder or by its name alone. Modules that are no files keep their name.
 */
export function shortPath(file: string, folder = process.cwd()): string {
  const path = pathOf(file)
  if (!isAbsolute(path)) return file
  const installed = slashes(path).split('/node_modules/')
  if (installed.length > 1) return withoutBuild(installed.at(-1) as string)
  const own = packageOf(dirname(path))
  const inside = own !== undefined && below(own.folder, folder) === undefined && own.folder !== folder ? below(own.folder, path) : undefined
  if (inside !== undefined) return withoutBuild(`${own?.name}/${inside}`)
  const near = slashes(relative(folder, path))
  if (!isAbsolute(near) && !farthest.test(near)) return near
  const fromHome = below(homedir(), path)
  return fromHome === undefined ? (slashes(path).split('/').at(-1) as string) : `~/${fromHome}`
}

function withoutBuild(path: string): string {
  return path.replace(/^assay\/dist\//, 'assay/')
}
