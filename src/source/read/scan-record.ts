import type { Dialect } from '../sniff/records.ts'

/** Why a record cannot be read, and in which of its values (from 0). */
export interface Broken {
  readonly value: number
  readonly reason: string
}

/** One record of a text: where the next one starts, and what is wrong with it. */
export interface Scanned {
  readonly end: number
  /** Where its own text ends, without the line end. */
  readonly textEnd: number
  readonly broken: Broken | undefined
}

/** A quoted value that has not ended after so many characters never will. */
const longest = 64_000_000

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) return i
  }
  return text.length
}

function skipLineEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) return at + 2
  return at < text.length ? at + 1 : at
}

/** The end of a quoted value that starts at `from` (behind its opening quote), or why it has none. */
function quotedEnd(text: string, from: number, { quote, escape: escapedBy, delimiter }: Dialect): number | 'open' | 'stray' {
  let at = from
  for (;;) {
    if (escapedBy !== quote) {
      while (at < text.length && text[at] !== quote) at += text[at] === escapedBy ? 2 : 1
      if (at >= text.length) return 'open'
    } else {
      at = text.indexOf(quote, at)
      if (at < 0) return 'open'
      if (text[at + 1] === quote) {
        at += 2
        continue
      }
    }
    const next = text[at + 1]
    return next === undefined || next === delimiter || next === '\n' || next === '\r' ? at + 1 : 'stray'
  }
}

/**
 * Finds the end of the record that starts at `start`. A record that is broken is its first line only, so that what follows is not lost.
 *
 * @param last whether the text ends with the file
 * @returns undefined when more text is needed to tell
 */
export function scanRecord(text: string, start: number, dialect: Dialect, width: number, last: boolean): Scanned | undefined {
  let at = start
  let value = 0
  const broken = (reason: string): Scanned | undefined => {
    const textEnd = lineEnd(text, start)
    if (textEnd === text.length && !last) return undefined
    return { textEnd, end: skipLineEnd(text, textEnd), broken: { value: Math.min(value, width - 1), reason } }
  }
  for (;;) {
    if (text[at] === dialect.quote) {
      const end = quotedEnd(text, at + 1, dialect)
      if (end === 'open') {
        if (!last && text.length - at < longest) return undefined
        return broken('a quote is opened and never closed')
      }
      if (end === 'stray') return broken('text follows a closing quote')
      if (end >= text.length && !last) return undefined
      at = end
    } else {
      while (at < text.length) {
        const c = text[at]
        if (c === dialect.delimiter || c === '\n' || c === '\r') break
        at++
      }
    }
    if (at >= text.length && !last) return undefined
    if (text[at] === dialect.delimiter && at < text.length) {
      value++
      at++
      continue
    }
    // a carriage return at the very end may be half of a line end
    if (text[at] === '\r' && at + 1 >= text.length && !last) return undefined
    if (value + 1 === width) return { textEnd: at, end: skipLineEnd(text, at), broken: undefined }
    const count = value + 1
    value = Math.min(count, width)
    return broken(`${count} ${count === 1 ? 'value' : 'values'} where ${width} ${width === 1 ? 'is' : 'are'} expected`)
  }
}
