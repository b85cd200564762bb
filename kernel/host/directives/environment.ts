import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { implementationVersion } from '../kernel-info.ts'

type Manifest = { version?: string; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }

function manifest(path: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

/** The folder's package.json, or the nearest one above. */
function project(folder: string): { path: string; found: Manifest } | undefined {
  const path = join(folder, 'package.json')
  const found = manifest(path)
  if (found !== undefined) return { path, found }
  return dirname(folder) === folder ? undefined : project(dirname(folder))
}

function installed(name: string, folder: string): string {
  const paths = createRequire(join(folder, 'cell.ts')).resolve.paths(name) ?? []
  const versions = paths.map((path) => manifest(join(path, name, 'package.json'))?.version)
  return versions.find((version) => version !== undefined) ?? 'not installed'
}

/** What cells run on, as names and values: versions, the folder, and the packages it asks for. Environment variables may be secret and are left out. */
export function environment(folder: string): [string, string][] {
  const typescript = manifest(createRequire(import.meta.url).resolve('typescript/package.json'))?.version ?? 'none'
  const home = homedir()
  const own = project(folder)
  const packages = Object.keys({ ...own?.found.dependencies, ...own?.found.devDependencies }).sort()
  return [
    ['Assay', implementationVersion],
    ['Node.js', process.versions.node],
    ['TypeScript', typescript],
    ['System', `${process.platform} ${process.arch}`],
    ['Folder', folder.startsWith(home) ? `~${folder.slice(home.length)}` : folder],
    ...packages.map((name): [string, string] => [name, installed(name, folder)]),
  ]
}
