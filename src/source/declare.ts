import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type CacheEntry, cacheFolders, entryFiles, entryName } from './cache.ts'
import { formatOf } from './format.ts'
import { typescriptType } from './native-type.ts'
import { type LookedAt, sniff } from './sniff/sniff.ts'

/** What was found of files, by path, size and time. */
const known = new Map<string, readonly LookedAt[]>()

/** The columns as an earlier `open` settled them on all values, when it did. */
function settled(path: string, size: number, modified: number, cwd: string): readonly LookedAt[] | undefined {
  const { content, name } = entryName(path, size, modified, {})
  for (const folder of cacheFolders(cwd)) {
    let names: string[]
    try {
      names = readdirSync(folder).filter((entry) => entry.startsWith(content) && !entry.endsWith('.tmp'))
    } catch {
      continue
    }
    for (const entry of names.includes(name) ? [name] : names) {
      try {
        return (JSON.parse(readFileSync(entryFiles(join(folder, entry)).info, 'utf8')) as CacheEntry).columns
      } catch {
        // not whole
      }
    }
  }
  return undefined
}

/**
 * The columns of a file, with the engine's names of their types: as an earlier `open` settled them, else from a look at the file.
 * None when the file is missing, remote or of no known format.
 *
 * @param cwd the folder that relative paths start from
 */
export async function columnsOf(path: string, cwd: string): Promise<readonly LookedAt[]> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) || path.includes('\0') || formatOf(path) === undefined) return []
  const place = resolve(cwd, path)
  try {
    const info = statSync(place)
    if (!info.isFile()) return []
    const found = settled(place, info.size, info.mtimeMs, cwd)
    if (found !== undefined) return found
    const key = JSON.stringify([place, info.size, info.mtimeMs])
    const columns = known.get(key) ?? (await sniff(place))
    known.set(key, columns)
    return columns
  } catch {
    return []
  }
}

/** One entry of `Sources`: names are quoted as JSON, for they come from files that nobody vouches for. */
function declaration(path: string, columns: readonly LookedAt[]): string {
  const fields = columns.map(({ name, native }) => `      ${JSON.stringify(name)}: ${typescriptType(native)} | null`)
  return `    ${JSON.stringify(path)}: {\n${fields.join('\n')}\n    }`
}

/**
 * Declarations that make the columns of files known to TypeScript: each path as it stands in `open()`. Files without columns are left out.
 *
 * @example
 * await declareSources(['orders.csv'], process.cwd())
 * // import 'assay/sources'
 * // declare module 'assay/sources' { interface Sources { "orders.csv": { "id": number | null ... } } }
 */
export async function declareSources(paths: readonly string[], cwd: string): Promise<string> {
  const entries: string[] = []
  for (const path of new Set(paths)) {
    const columns = await columnsOf(path, cwd)
    if (columns.length > 0) entries.push(declaration(path, columns))
  }
  if (entries.length === 0) return ''
  return `import 'assay/sources'\ndeclare module 'assay/sources' {\n  interface Sources {\n${entries.join('\n')}\n  }\n}\n`
}
