/** One message of the private pipe: a JSON header, and binary parts that are passed on as they are. */
export interface Frame {
  readonly header: unknown
  readonly parts: readonly Uint8Array[]
}

const word = 4
const largeBytes = 2 ** 20

/**
 * A frame as bytes: the length of all that follows, the count of parts, then each part (the header first) with its length before it.
 *
 * The pieces are to be written in order; parts are not copied.
 */
export function encodeFrame(header: unknown, parts: readonly Uint8Array[] = []): Uint8Array[] {
  const all: Uint8Array[] = [Buffer.from(JSON.stringify(header)), ...parts]
  let total = word
  for (const part of all) total += word + part.byteLength
  const start = Buffer.allocUnsafe(2 * word)
  start.writeUInt32LE(total, 0)
  start.writeUInt32LE(all.length, word)
  const pieces: Uint8Array[] = [start]
  for (const part of all) {
    const length = Buffer.allocUnsafe(word)
    length.writeUInt32LE(part.byteLength, 0)
    pieces.push(length, part)
  }
  return pieces
}

function decodeFrame(body: Buffer): Frame {
  const count = body.readUInt32LE(0)
  const parts: Buffer[] = []
  let at = word
  for (let i = 0; i < count; i++) {
    const length = body.readUInt32LE(at)
    parts.push(body.subarray(at + word, at + word + length))
    at += word + length
  }
  const [header, ...rest] = parts
  return { header: JSON.parse(header?.toString('utf8') ?? 'null'), parts: rest }
}

/** Puts frames together again from chunks of any size. */
export class FrameReader {
  readonly #onFrame: (frame: Frame) => void
  #chunks: Buffer[] = []
  #have = 0
  #need: number | undefined
  /** A large frame, filled while its chunks come in: joining them at its end would take as long again. */
  #large: { readonly body: Buffer; at: number } | undefined

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame
  }

  push(chunk: Buffer): void {
    const rest = this.#large === undefined ? chunk : this.#fill(this.#large, chunk)
    if (rest.length === 0) return
    this.#chunks.push(rest)
    this.#have += rest.length
    for (;;) {
      if (this.#need === undefined) {
        if (this.#have < word) return
        this.#need = this.#take(word).readUInt32LE(0)
      }
      if (this.#have < this.#need) {
        if (this.#need >= largeBytes) this.#enlarge(this.#need)
        return
      }
      const body = this.#take(this.#need)
      this.#need = undefined
      this.#onFrame(decodeFrame(body))
    }
  }

  #enlarge(need: number): void {
    const body = Buffer.allocUnsafeSlow(need)
    let at = 0
    for (const chunk of this.#chunks) at += chunk.copy(body, at)
    this.#chunks = []
    this.#have = 0
    this.#large = { body, at }
  }

  /** Copies what belongs to the large frame. Returns the rest of the chunk. */
  #fill(large: { readonly body: Buffer; at: number }, chunk: Buffer): Buffer {
    const count = chunk.copy(large.body, large.at)
    large.at += count
    if (large.at < large.body.length) return chunk.subarray(count)
    this.#large = undefined
    this.#need = undefined
    this.#onFrame(decodeFrame(large.body))
    return chunk.subarray(count)
  }

  /** The next `count` bytes, without copying them when they lie in one chunk. */
  #take(count: number): Buffer {
    const first = this.#chunks[0] as Buffer
    this.#have -= count
    if (first.length >= count) {
      if (first.length === count) this.#chunks.shift()
      else this.#chunks[0] = first.subarray(count)
      return first.subarray(0, count)
    }
    const all = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    this.#chunks = all.length > count ? [all.subarray(count)] : []
    return all.subarray(0, count)
  }
}
