// The protocol counts cursor positions in code points, JavaScript in UTF-16 units.

/** The UTF-16 offset of a position in code points. */
export function toUtf16(text: string, position: number): number {
  let offset = 0
  for (let count = 0; count < position && offset < text.length; count++) offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1
  return offset
}

/** The position in code points of a UTF-16 offset. */
export function toCodePoints(text: string, offset: number): number {
  let count = 0
  for (let at = 0; at < Math.min(offset, text.length); count++) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1
  return count
}
