import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'

/** Writes a file piece by piece, as fast as the disk takes it; closes it whatever happens. */
export async function writeFileBy(path: string, fill: (write: (text: string) => Promise<void>) => Promise<void>): Promise<void> {
  const file: WriteStream = createWriteStream(path)
  const failed = once(file, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})
  const write = async (text: string): Promise<void> => {
    if (!file.write(text)) await Promise.race([once(file, 'drain'), failed])
  }
  try {
    await fill(write)
  } finally {
    file.end()
    await Promise.race([once(file, 'close'), failed])
  }
}
