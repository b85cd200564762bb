import { existsSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { constants, Script } from 'node:vm'

type Namespace = Record<string, unknown>
type Import = (specifier: string, options?: ImportCallOptions) => Promise<Namespace>

const kernelRequire = createRequire(import.meta.url)
/** Packages that cells find in the kernel's own copy where the notebook's folder has none. */
const own = /^assay(\/|$)/

function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = error as { code?: string; message?: string }
  const name = specifier.split('/')[0] as string
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && own.test(specifier) && (message ?? '').includes(`'${name}`)
}

/** The file that a local specifier means: as written, or with the extension that TypeScript lets one leave out. */
function localFile(specifier: string, folder: string): string {
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(folder, specifier)
  const candidates = [
    path,
    path.replace(/\.js$/, '.ts'),
    path.replace(/\.mjs$/, '.mts'),
    `${path}.ts`,
    `${path}.mts`,
    `${path}.js`,
    `${path}.mjs`,
    join(path, 'index.ts'),
  ]
  return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? path
}

/**
 * `import` and `require` of cells: resolved from the notebook's folder, then from the kernel for its own library.
 *
 * @param provided modules that the kernel itself stands in for, by name
 */
export function createModules(
  folder: string,
  provided: Readonly<Record<string, Namespace>> = {},
): { import: Import; require: NodeJS.Require; forgetHalfLoaded: () => void } {
  const importer = new Script('(specifier, options) => import(specifier, options)', {
    filename: join(folder, 'cell.ts'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const fromNotebook = importer.runInThisContext() as Import
  const firstSeen = new Map<string, number>()

  /** The address of a local file; another one after each edit, so that the edited file is loaded. */
  const localUrl = (specifier: string): string => {
    const file = localFile(specifier, folder)
    const url = pathToFileURL(file).href
    const edited = existsSync(file) ? statSync(file).mtimeMs : 0
    const first = firstSeen.get(file) ?? edited
    firstSeen.set(file, first)
    return edited === first ? url : `${url}?edited=${edited}`
  }

  const load: Import = async (specifier, options) => {
    const own = provided[specifier]
    if (own !== undefined) return own
    if (/^\.{0,2}\//.test(specifier) || specifier.startsWith('file:') || isAbsolute(specifier)) {
      const json = /\.json$/.test(specifier) && options?.with === undefined
      return fromNotebook(localUrl(specifier), json ? { ...options, with: { type: 'json' } } : options)
    }
    try {
      return await fromNotebook(specifier, options)
    } catch (error) {
      if (!isMissing(error, specifier)) throw error
      return import(specifier)
    }
  }

  const base = createRequire(join(folder, 'cell.ts'))
  const require = Object.assign((specifier: string): unknown => {
    const own = provided[specifier]
    if (own !== undefined) return own
    try {
      return base(specifier)
    } catch (error) {
      if (!isMissing(error, specifier)) throw error
      return kernelRequire(specifier)
    }
  }, base)

  const forgetHalfLoaded = () => {
    const { cache } = base
    for (const key in cache) if (cache[key]?.loaded === false) delete cache[key]
  }
  return { import: load, require, forgetHalfLoaded }
}
