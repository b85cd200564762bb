import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fromSources } from '../entry.ts'

/** Conditions under which types of packages are found. */
const conditions = new Set([...(fromSources ? ['assay-source'] : []), 'types', 'import', 'node', 'default'])

/** The folder of a package that modules in `folder` see, if it is installed. */
export function packageFolder(name: string, folder: string): string | undefined {
  const paths = createRequire(join(folder, 'module.js')).resolve.paths(`${name}/package.json`) ?? []
  const found = paths.find((path) => existsSync(join(path, name, 'package.json')))
  return found === undefined ? undefined : join(found, name)
}

/** The folder of a package that comes with the kernel. */
export function ownPackageFolder(name: string): string | undefined {
  return packageFolder(name, dirname(fileURLToPath(import.meta.url)))
}

/** A package's `package.json`; an unreadable one is empty. */
export function readManifest(folder: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** TypeScript `paths` for a package that is not installed in the notebook's folder but comes with the kernel. */
export function ownPaths(name: string): Record<string, string[]> {
  const folder = ownPackageFolder(name)
  const exports = folder === undefined ? undefined : readManifest(folder)['exports']
  if (folder === undefined || typeof exports !== 'object' || exports === null) return {}
  const paths: Record<string, string[]> = {}
  for (const [key, target] of Object.entries(exports)) {
    const file = pick(target)
    if (file?.match(/\.[cm]?tsx?$/)) paths[key === '.' ? name : `${name}${key.slice(1)}`] = [join(folder, file)]
  }
  return paths
}

function pick(target: unknown): string | undefined {
  if (typeof target === 'string') return target
  if (typeof target !== 'object' || target === null) return undefined
  for (const [condition, inner] of Object.entries(target)) {
    const found = conditions.has(condition) ? pick(inner) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
