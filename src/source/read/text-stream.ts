import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Encoding } from '../options.ts'

/** Bytes that are not of the encoding that a file was read as. */
export class NotInEncoding extends Error {
  readonly chunk: Uint8Array

  constructor(chunk: Uint8Array) {
    super('not in this encoding')
    this.chunk = chunk
  }
}

/**
 * The text of a file, piece by piece.
 *
 * @param strict whether malformed bytes throw {@link NotInEncoding}, or become U+FFFD
 * @param onBytes told how many bytes of the file were read so far
 */
export async function* textOf(
  path: string,
  gzip: boolean,
  encoding: Encoding,
  strict: boolean,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  let bytes = 0
  const raw = createReadStream(path, { highWaterMark: 1 << 20, signal })
  raw.on('data', (chunk) => {
    bytes += chunk.length
    onBytes(bytes)
  })
  let source: Readable = raw
  if (gzip) {
    const unzip = createGunzip()
    raw.on('error', (error) => unzip.destroy(error))
    source = raw.pipe(unzip)
  }
  const decoder = new TextDecoder(encoding, { fatal: strict })
  let previous: Uint8Array = new Uint8Array()
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      raw.destroy()
      throw new NotInEncoding(Buffer.concat([previous.subarray(-16), chunk]))
    }
    previous = chunk
    if (text !== '') yield text
  }
  let rest = ''
  try {
    rest = decoder.decode()
  } catch {
    throw new NotInEncoding(previous)
  }
  if (rest !== '') yield rest
}
