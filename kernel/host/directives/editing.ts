import type { Completion, CompletionResult, Inspection } from '../compile/compiler.ts'
import { type DirectiveHelp, directiveList } from './list.ts'
import { type DirectedCell, readDirectives } from './read.ts'

/** The directive being written at an offset: only directives and blank lines stand above it. */
function typed(code: string, offset: number): { start: number; sign: string; name: string } | undefined {
  const start = code.lastIndexOf('\n', offset - 1) + 1
  const [, indent = '', sign, name = ''] = /^([ \t]*)(%%?)([A-Za-z]*)$/.exec(code.slice(start, offset)) ?? []
  if (sign === undefined || leadingCode(code.slice(0, start)) !== '') return undefined
  return { start: start + indent.length, sign, name }
}

function leadingCode(code: string): string {
  return readCell(code).code.trim()
}

/** A cell that is being written: with a directive that there is not, all of it counts as code. */
export function readCell(code: string): DirectedCell {
  try {
    return readDirectives(code)
  } catch {
    return { directives: [], timed: false, code }
  }
}

const fits = (kind: DirectiveHelp['kind'], sign: string) => kind === 'both' || kind === (sign === '%' ? 'line' : 'cell') || sign === '%'

/** Whether an offset is behind the name of a directive, in what that takes. */
function inArgument(code: string, offset: number): boolean {
  const start = code.lastIndexOf('\n', offset - 1) + 1
  const { directives, code: rest } = readCell(code)
  if (directives.some(({ body }) => body !== undefined) && rest.trim() === '') return true
  return directives.length > 0 && code.slice(start, offset).trim() !== '' && rest.slice(start, offset).trim() === ''
}

/** Directives that fit what is written before an offset, nothing in what a directive takes; undefined where code stands. */
export function directiveCompletions(code: string, offset: number): CompletionResult | undefined {
  const found = typed(code, offset)
  if (found === undefined) return inArgument(code, offset) ? { matches: [], start: offset, end: offset } : undefined
  const matches = directiveList
    .filter(({ name, kind }) => name.startsWith(found.name) && fits(kind, found.sign))
    .map(({ name, kind, text }): Completion => ({ text: `${kind === 'cell' ? '%%' : found.sign}${name}`, type: 'magic', signature: text }))
  return { matches, start: found.start, end: offset }
}

/** What a directive at an offset does; undefined where there is none. */
export function inspectDirective(code: string, offset: number): Inspection | undefined {
  const end = offset + (/^[A-Za-z]*/.exec(code.slice(offset))?.[0].length ?? 0)
  const name = typed(code, end)?.name
  const help = directiveList.find((each) => each.name === name)
  if (help === undefined) return undefined
  return { plain: `${help.usage}\n\n${help.text}`, markdown: `\`${help.usage}\`\n\n${help.text}` }
}
