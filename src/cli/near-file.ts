import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nearest } from '../util/index.ts'
import { UsageError } from './usage.ts'

/**
 * Refuses a file that is not there, and names the nearest in its folder.
 *
 * @throws {UsageError} when there is no such file
 */
export function requireFile(command: string, what: string, path: string): void {
  const info = statSync(path, { throwIfNoEntry: false })
  if (info?.isFile()) return
  const why = info === undefined ? 'it is not there' : 'it is no file'
  throw new UsageError(`assay ${command}: cannot read the ${what} ${JSON.stringify(path)}: ${why}${hint(path)}`)
}

function hint(path: string): string {
  let names: string[] = []
  try {
    names = readdirSync(dirname(path))
  } catch {
    return ''
  }
  const near = nearest(basename(path), names)
  return near === undefined || near === basename(path) ? '' : `; did you mean ${JSON.stringify(join(dirname(path), near))}?`
}
