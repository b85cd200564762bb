import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Whether a path is a pattern of names: it has `*`, `?`, `[...]` or `{a,b}`, and no file of that very name is there. */
export function isPattern(shown: string, cwd = process.cwd()): boolean {
  return /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/.test(shown) && !existsSync(resolve(cwd, shown))
}

/** The patterns that the braces of a pattern stand for. */
function braces(pattern: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(pattern)
  if (found === null) return [pattern]
  const [whole, list] = found as unknown as [string, string]
  return list.split(',').flatMap((one) => braces(pattern.slice(0, found.index) + one + pattern.slice(found.index + whole.length)))
}

/** A pattern of one name as an expression. */
function nameTest(segment: string): RegExp {
  const source = segment.replace(/\*+|\?|\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part.startsWith('*')) return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.length > 1) return `[${part[1] === '!' ? '^' : ''}${part.slice(part[1] === '!' ? 2 : 1, -1).replace(/[\\^]/g, '\\$&')}]`
    return part.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
  })
  return new RegExp(`^${source}$`, 's')
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Paths below `base`, as shown so far, that fit the segments. */
function walk(base: string, shown: string, segments: readonly string[], out: Set<string>): void {
  const [segment, ...rest] = segments
  if (segment === undefined) return
  if (segment === '**') {
    walk(base, shown, rest, out)
    for (const entry of entries(base))
      if (entry.isDirectory() && !entry.name.startsWith('.')) walk(join(base, entry.name), `${shown}${entry.name}/`, segments, out)
    return
  }
  if (!/[*?[]/.test(segment)) {
    const path = join(base, segment)
    if (rest.length > 0) walk(path, `${shown}${segment}/`, rest, out)
    else if (existsSync(path)) out.add(shown + segment)
    return
  }
  const test = nameTest(segment)
  for (const entry of entries(base)) {
    if (!test.test(entry.name) || (entry.name.startsWith('.') && !segment.startsWith('.'))) continue
    const folder = entry.isDirectory() || (entry.isSymbolicLink() && entries(join(base, entry.name)).length > 0)
    if (rest.length > 0) walk(join(base, entry.name), `${shown}${entry.name}/`, rest, out)
    else if (!folder) out.add(shown + entry.name)
  }
}

/**
 * The files that a pattern stands for, sorted by name: `*` and `?` within a name, `**` for folders of any depth, `[a-c]`, `{a,b}`.
 * Names that begin with a dot are left out unless the pattern has the dot; links to folders are not followed by `**`.
 *
 * @param cwd the folder that the pattern starts from
 */
export function matching(pattern: string, cwd = process.cwd()): string[] {
  const found = new Set<string>()
  for (const one of braces(pattern.replaceAll('\\', '/'))) {
    const absolute = /^(?:\/|[a-z]:\/)/i.exec(one)?.[0] ?? ''
    const segments = one
      .slice(absolute.length)
      .split('/')
      .filter((segment, i, all) => segment !== '' && !(segment === '**' && all[i - 1] === '**'))
    walk(absolute === '' ? cwd : absolute, absolute, segments, found)
  }
  return [...found].sort(inOrder)
}
