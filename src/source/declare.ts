import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type CacheEntry, cacheFolders, entryFiles, entryName } from './cache.ts'
import { formatOf } from './format.ts'
import { typescriptType } from './native-type.ts'
import { partitionColumns } from './partitions.ts'
import { severalFiles } from './several-files.ts'
import { type LookedAt, sniff } from './sniff/sniff.ts'
import { freeName, unite } from './unite.ts'

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

const mostFiles = 300

/** The columns of several files as `open` unites them; none when there are too many to look at, or one has none. */
async function unitedColumns(files: readonly string[], cwd: string): Promise<readonly LookedAt[]> {
  if (files.length > mostFiles) return []
  const parts: { shown: string; columns: readonly LookedAt[] }[] = []
  for (const shown of files) {
    const columns = await columnsOfFile(shown, cwd)
    if (columns.length === 0) return []
    parts.push({ shown, columns })
  }
  const { columns } = unite(parts)
  const names = columns.map(({ name }) => name.toLowerCase())
  const paths = partitionColumns(files).filter(({ name }) => !names.includes(name.toLowerCase()))
  const all = [...columns, ...paths].map(({ name, native }) => ({ name, native }))
  const file = freeName(
    'file',
    all.map(({ name }) => name),
  )
  return [...all, { name: file, native: 'VARCHAR' }]
}

/**
 * The columns of a file, a pattern of names or a folder of partitions, with the engine's names of their types: as an earlier `open` settled them,
 * else from a look at the files. None when there is none, or it is remote or of no known format.
 *
 * @param cwd the folder that relative paths start from
 */
export async function columnsOf(path: string, cwd: string): Promise<readonly LookedAt[]> {
  try {
    const files = severalFiles(path, cwd)
    return files === undefined ? await columnsOfFile(path, cwd) : await unitedColumns(files, cwd)
  } catch {
    return []
  }
}

async function columnsOfFile(path: string, cwd: string): Promise<readonly LookedAt[]> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path) || path.includes('\0') || (formatOf(path)?.format ?? 'sqlite') === 'sqlite') return []
  const place = resolve(cwd, path)
  try {
    const info = statSync(place)
    if (!info.isFile()) return []
    const found = settled(place, info.size, info.mtimeMs, cwd)
    const key = JSON.stringify([place, info.size, info.mtimeMs])
    // an engine's text column may be one without values
    if (found !== undefined && !found.some(({ native }) => native === 'VARCHAR')) return found
    const columns = known.get(key) ?? (await sniff(place))
    known.set(key, columns)
    if (found === undefined) return columns
    const empty = new Set(columns.filter((column) => column.empty === true).map(({ name }) => name))
    return found.map((column) => (column.native === 'VARCHAR' && empty.has(column.name) ? { ...column, empty: true } : column))
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
