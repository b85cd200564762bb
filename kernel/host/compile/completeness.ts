import type { Completeness } from './compiler.ts'
import { parseCell, readCell } from './transform/syntax.ts'

/** Whether a cell's text could run as it stands, wants more lines, or cannot become right by adding to it. */
export function completeness(code: string): Completeness {
  const read = readCell(code)
  const { errors, at } = parseCell(read.code)
  if (errors.length === 0 || !at) return { status: 'complete' }
  const unterminated = /^Unterminated (multiline comment|string)/.test(at.message) && /[`/]/.test(read.code[at.start] ?? '')
  const end = trimmedEnd(read.code)
  const atEnd = at.start >= end || (at.end === end && /\?\.$/.test(read.code.slice(0, end)))
  if (!unterminated && !(atEnd && !/^Unterminated/.test(at.message))) return { status: 'invalid' }
  return { status: 'incomplete', indent: indent(code, unterminated) }
}

/** Where the text ends when blanks and comments after it are left out. */
function trimmedEnd(code: string): number {
  return code.replace(/(\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+$/, '').length
}

function indent(code: string, inText: boolean): string {
  if (inText) return ''
  const line = code.slice(0, trimmedEnd(code)).split('\n').at(-1) ?? ''
  const now = /^\s*/.exec(line)?.[0] ?? ''
  return /[{([]$|=>$/.test(line) ? `${now}  ` : now
}
