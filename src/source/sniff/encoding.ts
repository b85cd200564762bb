import { isUtf8 } from 'node:buffer'
import type { Encoding } from '../options.ts'

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte)
}

/** The length of a byte order mark at the start. */
export function markLength(bytes: Uint8Array): number {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 3
  return startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) ? 2 : 0
}

/** How many bytes the UTF-8 character takes that a byte begins; 0 when none begins with it. */
function characterLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2) return 0
  if (byte < 0xe0) return 2
  return byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
}

/** Whether bytes are UTF-8, save for a character cut off at their end, or a few broken ones among many of three bytes and more. */
function looksUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true
  let long = 0
  let broken = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes[at]!)
    let whole = length > 0
    for (let i = 1; i < length && whole; i++) {
      if (at + i >= bytes.length) return broken === 0 || long >= 2 * broken
      whole = (bytes[at + i]! & 0xc0) === 0x80
    }
    if (whole && length >= 3) long++
    if (!whole) broken++
    at += whole ? length : 1
  }
  return broken === 0 || long >= 2 * broken
}

/** Byte order of UTF-16 without a mark: NUL bytes stand at every other place of Latin text. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 4) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.1) return 'utf-16be'
  return undefined
}

/** How much of the bytes beyond ASCII reads as Chinese in GB18030: the share of them in well-formed pairs of its common rows. */
function chineseShare(bytes: Uint8Array): number {
  let high = 0
  let common = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) continue
    high++
    const trail = bytes[i + 1]
    if (trail === undefined) break
    const four = trail >= 0x30 && trail <= 0x39 && (bytes[i + 2] ?? 0) >= 0x81
    if (four) {
      common++
      i += 3
    } else if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) {
      common += 1
      i++
    } else if (trail >= 0x40 && trail !== 0x7f && trail !== 0xff && lead !== 0x80 && lead !== 0xff) {
      // a rarer character of GBK, or one Latin letter beyond ASCII before another letter
      if (trail >= 0x80) common += 0.5
      i++
    }
  }
  return high === 0 ? 0 : common / high
}

/**
 * The encoding of text from a sample of its bytes: by its mark, else by what the bytes form.
 *
 * Bytes that are ASCII only, or UTF-8, are `utf-8`; other bytes are `gb18030` when most form common Chinese characters, else `windows-1252`.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8'
  const wide = utf16(bytes)
  if (wide !== undefined) return wide
  if (looksUtf8(bytes)) return 'utf-8'
  return chineseShare(bytes) >= 0.7 ? 'gb18030' : 'windows-1252'
}

/** Bytes as text, without a byte order mark; what is malformed becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes.subarray(markLength(bytes)))
}
