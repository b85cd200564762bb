import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { constants, gunzipSync } from 'node:zlib'

/** Pieces of a file that stand for all of it. */
export interface Sample {
  /** The first bytes, decompressed. */
  readonly head: Uint8Array
  /** Some bytes of the middle; empty for small and for compressed files. */
  readonly middle: Uint8Array
  /** Whether `head` is the whole file. */
  readonly whole: boolean
  readonly size: number
}

const headBytes = 256 * 1024
const middleBytes = 64 * 1024

function readAt(file: number, at: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const read = readSync(file, buffer, filled, length - filled, at + filled)
    if (read === 0) break
    filled += read
  }
  return buffer.subarray(0, filled)
}

/** Reads the head and some of the middle of a file; a compressed one is decompressed as far as that goes. */
export function sampleFile(path: string, gzip: boolean, limit = headBytes): Sample {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const raw = readAt(file, 0, Math.min(size, limit))
    if (gzip && raw[0] === 0x1f && raw[1] === 0x8b) {
      const head = gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH })
      return { head, middle: new Uint8Array(), whole: raw.length === size, size }
    }
    const middle = size > 4 * limit ? readAt(file, Math.floor(size / 2), middleBytes) : new Uint8Array()
    return { head: raw, middle, whole: raw.length === size, size }
  } finally {
    closeSync(file)
  }
}
