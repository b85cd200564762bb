import { type Dirent, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { formatOf } from './format.ts'
import { isPattern, matching } from './glob.ts'

function isPartitioned(folder: string): boolean {
  try {
    return readdirSync(folder, { withFileTypes: true }).some((entry: Dirent) => entry.isDirectory() && /^[^=]+=/.test(entry.name))
  } catch {
    return false
  }
}

/**
 * The files that several paths, a pattern or a folder of partitions stand for; undefined for the path of one file.
 *
 * @throws RangeError when there are none
 */
export function severalFiles(path: string | readonly string[], cwd = process.cwd()): readonly string[] | undefined {
  if (Array.isArray(path)) {
    if (path.length === 0) throw new RangeError('Cannot open an empty list: name at least one file')
    return [...new Set((path as readonly string[]).flatMap((one) => severalFiles(one, cwd) ?? [one]))]
  }
  if (typeof path !== 'string' || /^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return undefined
  if (isPattern(path, cwd)) {
    const found = matching(path, cwd)
    if (found.length === 0) throw new RangeError(`Cannot open ${JSON.stringify(path)}: no file is called so`)
    return found
  }
  if (!isPartitioned(resolve(cwd, path))) return undefined
  const found = matching(`${path.replace(/[\\/]+$/, '')}/**/*=*/**/*`, cwd).filter((file) => formatOf(file) !== undefined)
  return found.length === 0 ? undefined : found
}
