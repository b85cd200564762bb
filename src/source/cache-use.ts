import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

const mark = 'in-use.'
const host = hostname().replace(/[^\w.-]/g, '_')
const own = `${mark}${host}~${process.pid}`
const dayMs = 86_400_000
const held = new Set<string>()

/** Marks an entry as one that this process has a table of, until the process ends. */
export function hold(folder: string): void {
  if (held.size === 0)
    process.once('exit', () => {
      for (const one of held) rmSync(join(one, own), { force: true })
    })
  held.add(folder)
  try {
    writeFileSync(join(folder, own), '')
    const now = new Date()
    utimesSync(folder, now, now)
  } catch {
    // a folder that cannot be written is not pruned either
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether a process that still runs has a table of an entry; marks of other machines count for a week. */
export function isHeld(folder: string): boolean {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return false
  }
  return names.some((name) => {
    if (!name.startsWith(mark)) return false
    const [from, pid] = name.slice(mark.length).split('~')
    if (from === host) return alive(Number(pid))
    try {
      return Date.now() - statSync(join(folder, name)).mtimeMs < 7 * dayMs
    } catch {
      return false
    }
  })
}

const units: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

/**
 * How many bytes typed copies may take: `ASSAY_CACHE_LIMIT` (such as `500MB`), else 5 GB.
 *
 * @throws RangeError when the variable is no size
 */
export function cacheLimit(given = process.env['ASSAY_CACHE_LIMIT']): number {
  if (given === undefined || given.trim() === '') return 5e9
  const found = /^\s*(\d+(?:\.\d+)?)\s*(KB|MB|GB|TB|)\s*$/i.exec(given)
  if (found === null) throw new RangeError(`Cannot use ASSAY_CACHE_LIMIT ${JSON.stringify(given)}: it is a size such as "500MB" or "20GB"`)
  return Number(found[1]) * units[found[2]!.toUpperCase()]!
}

interface Copy {
  readonly folder: string
  readonly size: number
  readonly used: number
}

async function copyOf(folder: string): Promise<Copy | undefined> {
  try {
    const { mtimeMs } = await stat(folder)
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
    return { folder, size: sizes.reduce((sum, size) => sum + size, 0), used: mtimeMs }
  } catch {
    return undefined
  }
}

/** Removes the copies that were used the longest time ago until the rest takes no more than `limit` bytes; none that a running process has a table of. */
export async function prune(cache: string, limit: number): Promise<void> {
  const names = await readdir(cache).catch(() => [] as string[])
  const found = await Promise.all(names.map((name) => copyOf(join(cache, name))))
  const copies = found.filter((copy) => copy !== undefined).sort((a, b) => a.used - b.used)
  let total = copies.reduce((sum, { size }) => sum + size, 0)
  for (const { folder, size, used } of copies) {
    if (total <= limit) return
    // what is being made may stand still for long, but not for a day
    if (isHeld(folder) || (folder.endsWith('.tmp') && Date.now() - used < dayMs)) continue
    await rm(folder, { recursive: true, force: true })
    total -= size
  }
}
