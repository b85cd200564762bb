import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** The SHA-256 of a whole file. */
export async function contentHash(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

const piece = 256 * 1024

/** A SHA-256 of a file's size, first and last bytes: enough for formats that keep their index at an end. */
export async function endsHash(path: string, size: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const hash = createHash('sha256').update(`${size}\n`)
    for (const at of [0, Math.max(0, size - piece)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(piece, size)), 0, Math.min(piece, size), at)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return hash.digest('hex')
  } finally {
    await file.close()
  }
}
