import { readdirSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { nearest } from '../util/index.ts'
import { formatOf, knownEndings } from './format.ts'
import type { Format, OpenOptions } from './options.ts'

/** A file that is there, and what its name says. */
export interface Located {
  readonly path: string
  readonly size: number
  readonly modified: number
  readonly format: Format
  readonly gzip: boolean
  readonly tabs: boolean
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function notThere(shown: string, path: string): Error {
  const name = basename(path)
  const names = namesIn(dirname(path))
  const near = nearest(name, names) ?? names.find((other) => other.toLowerCase() === name.toLowerCase())
  const where = dirname(shown) === '.' ? 'the working folder' : `the folder ${JSON.stringify(dirname(shown))}`
  const hint =
    near !== undefined
      ? `did you mean ${JSON.stringify(near)}?`
      : names.length === 0
        ? `${where} is empty or not there`
        : `${where} has no file of that name`
  return new RangeError(`Cannot open ${JSON.stringify(shown)}: ${hint}`)
}

function folderGiven(shown: string, path: string): Error {
  const inside = (name: string) => JSON.stringify(`${shown.replace(/[\\/]+$/, '')}/${name}`)
  const known = namesIn(path).filter((name) => formatOf(name) !== undefined)
  const hint =
    known.length === 0
      ? 'name a file'
      : `name a file in it, such as ${inside(known.sort()[0]!)}, or all by a pattern, such as ${inside(`*${extname(known[0]!)}`)}`
  return new RangeError(`Cannot open ${JSON.stringify(shown)}: it is a folder; ${hint}`)
}

/**
 * Finds a file and its format.
 *
 * @throws RangeError when it is not there (the nearest name in its folder is named), is a folder or remote, or its format is unknown
 */
export function locate(shown: string, options: OpenOptions): Located {
  if (typeof shown !== 'string' || shown === '')
    throw new TypeError('Cannot open a file without its path: give it as text, open("orders.csv")')
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(shown))
    throw new RangeError(`Cannot open ${JSON.stringify(shown)}: remote files are not read; download it and open the copy`)
  const path = resolve(shown)
  let info: Stats
  try {
    info = statSync(path)
  } catch {
    throw notThere(shown, path)
  }
  if (info.isDirectory()) throw folderGiven(shown, path)
  const named = formatOf(path)
  const format = options.pattern !== undefined ? 'log' : (options.format ?? named?.format)
  if (format === undefined)
    throw new RangeError(
      `Cannot tell the format of ${JSON.stringify(shown)} from its name: files end in ${knownEndings}; or give { format: 'csv' }, or for a log { pattern: /(?<ip>\\S+) .../ }`,
    )
  if (options.table !== undefined && format !== 'sqlite')
    throw new TypeError(`Cannot open a table of ${JSON.stringify(shown)}: only databases have tables; leave out { table }`)
  // what was written lately may still be in a file beside it
  const beside = format === 'sqlite' ? statSync(`${path}-wal`, { throwIfNoEntry: false }) : undefined
  const modified = Math.max(info.mtimeMs, beside?.mtimeMs ?? 0)
  return { path, size: info.size, modified, format, gzip: /\.gz$/i.test(path), tabs: named?.tabs ?? false }
}
