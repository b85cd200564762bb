const factor = 0x5bd1e995

/** MurmurHash2 of a text's UTF-8 bytes, by which front ends name the source of a cell. 32 bits, unsigned. */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text)
  let hash = seed ^ bytes.length
  let at = 0
  for (; at + 4 <= bytes.length; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), factor)
    word ^= word >>> 24
    hash = Math.imul(hash, factor) ^ Math.imul(word, factor)
  }
  const rest = bytes.length - at
  if (rest > 0) hash = Math.imul(hash ^ bytes.readUIntLE(at, rest), factor)
  hash = Math.imul(hash ^ (hash >>> 13), factor)
  return (hash ^ (hash >>> 15)) >>> 0
}
