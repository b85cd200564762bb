import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { messageOf } from './errors.ts'

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to disk, then renamed.
 *
 * @throws Error that names the file when the disk is full or the folder cannot be written; nothing is left behind then
 */
export async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const folder = dirname(path)
  const partial = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`)
  try {
    await mkdir(folder, { recursive: true })
    const file = await open(partial, 'wx')
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw new Error(`Cannot write ${JSON.stringify(path)}: ${reasonOf(error)}; no part of the file was left behind`, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'the folder may not be written'
  if (code === 'EISDIR') return 'a folder has that name'
  return messageOf(error)
}
