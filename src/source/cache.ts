import { createHash, randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import type { ColumnType, Note } from '../protocol/index.ts'
import { isHeld } from './cache-use.ts'
import { stemOf } from './format.ts'

/** What is kept beside the typed copy of a file. */
export interface CacheEntry {
  readonly version: 1
  readonly path: string
  readonly format: string
  readonly encoding?: string
  readonly delimiter?: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly native: string }[]
  readonly rejected: number
  readonly notes: readonly Note[]
  readonly fingerprint: string
}

/** Changes when the same file would be read differently by a newer release. */
const generation = 3
const dataFile = 'data.parquet'
const rejectsFile = 'rejects.parquet'
const infoFile = 'source.json'

/** The folder of state on disk: `ASSAY_HOME`, else `.assay` in the working folder. */
export function stateFolder(cwd = process.cwd()): string {
  return resolve(cwd, process.env['ASSAY_HOME'] ?? '.assay')
}

function personalFolder(): string {
  let user = 'user'
  try {
    user = String(userInfo().uid)
  } catch {
    // no user database: one folder for all
  }
  return join(tmpdir(), `assay-${user}`)
}

/** The folders that typed copies may be in, the wanted one first. */
export function cacheFolders(cwd?: string): readonly string[] {
  return [join(stateFolder(cwd), 'cache'), join(personalFolder(), 'cache')]
}

/** The folder of typed copies; where the state folder cannot be written, one below the system's temporary folder. */
export function cacheFolder(): string {
  for (const folder of cacheFolders()) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch {
      // the next one
    }
  }
  return tmpdir()
}

function digest(value: unknown, length: number): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length)
}

/** The name of an entry, part by part: the path, then its content by size and time, then how it was read. */
export function entryName(
  path: string,
  size: number,
  modified: number,
  options: object,
): { readonly path: string; readonly content: string; readonly name: string } {
  const stem = stemOf(path)
    .replace(/[^\w.-]+/g, '_')
    .slice(0, 40)
  const place = `${stem}-${digest(path, 10)}-`
  const content = `${place}${digest([generation, size, Math.round(modified)], 10)}-`
  return { path: place, content, name: content + digest(options, 10) }
}

/** The files of one entry. */
export function entryFiles(folder: string): { readonly data: string; readonly rejects: string; readonly info: string } {
  return { data: join(folder, dataFile), rejects: join(folder, rejectsFile), info: join(folder, infoFile) }
}

/** The entry in a folder, or undefined when there is none that is whole. */
export async function readEntry(folder: string): Promise<CacheEntry | undefined> {
  try {
    const entry = JSON.parse(await readFile(entryFiles(folder).info, 'utf8')) as CacheEntry
    await stat(entryFiles(folder).data)
    const now = new Date()
    await utimes(folder, now, now).catch(() => {})
    return entry.version === 1 ? entry : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes an entry: `fill` writes its files into a folder of its own, which then takes its place at once.
 * A fill that fails leaves nothing behind.
 */
export async function makeEntry(folder: string, fill: (staging: string) => Promise<CacheEntry>): Promise<CacheEntry> {
  const staging = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  await mkdir(staging, { recursive: true })
  try {
    const entry = await fill(staging)
    await writeFile(entryFiles(staging).info, JSON.stringify(entry))
    try {
      await rename(staging, folder)
    } catch (error) {
      // another process was quicker, or a broken entry is in the way
      if ((await readEntry(folder)) === undefined) {
        await rm(folder, { recursive: true, force: true })
        await rename(staging, folder).catch(() => Promise.reject(error))
      }
    }
    return entry
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

const dayMs = 86_400_000

/** Removes what earlier contents of a file left, once it is a day old. */
export async function removeStale(cache: string, prefix: string, keep: string): Promise<void> {
  const names = await readdir(cache).catch(() => [] as string[])
  for (const name of names) {
    if (!name.startsWith(prefix) || name === keep) continue
    const folder = join(cache, name)
    const info = await stat(folder).catch(() => undefined)
    if (info !== undefined && Date.now() - info.mtimeMs > dayMs && !isHeld(folder)) await rm(folder, { recursive: true, force: true })
  }
}
