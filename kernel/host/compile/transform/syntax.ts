import { type OxcError, parseSync } from 'oxc-parser'
import type { Diagnostic } from '../compiler.ts'
import { nestedBeyond } from './nesting.ts'
import { Lines } from './positions.ts'
import { children, type Node } from './tree.ts'

/** A parsed cell, or what is wrong with it. */
export interface Syntax {
  readonly program: Node
  readonly errors: readonly Diagnostic[]
  /** Offsets of the first error. */
  readonly at?: { readonly start: number; readonly end: number; readonly message: string }
}

/** How deep brackets may be nested: the parser and the type checker need a stack and a time that grow with it. */
const deepest = 1000

/** Parses a cell as a TypeScript module. */
export function parseCell(code: string, lang: 'ts' | 'js' = 'ts'): Syntax {
  const tooDeep = nestedBeyond(code, deepest)
  if (tooDeep !== undefined) return refuse(code, tooDeep)
  const parsed = parseSync(`cell.${lang}`, code, { lang, sourceType: 'module', showSemanticErrors: lang === 'ts' })
  const program = parsed.program as unknown as Node
  const errors = parsed.errors.filter((error) => error.severity === 'Error')
  const first = errors[0]
  if (!first) return { program, errors: [] }
  const lines = new Lines(code)
  return { program, errors: errors.map((error) => explain(error, lines)), at: place(first) }
}

/**
 * The text that is compiled for a cell. `{ a: 1, b: 2 }` alone is an object rather than a block: it gets parentheses.
 */
export function readCell(code: string): { readonly code: string; readonly shift: number } {
  if (!/^\s*\{/.test(code)) return { code, shift: 0 }
  const wrapped = `(${code}\n)`
  const { program, errors } = parseCell(wrapped)
  const [only, ...others] = children(program, 'body')
  const inner = only?.['expression'] as Node | undefined
  const object = inner?.type === 'ParenthesizedExpression' ? (inner['expression'] as Node) : inner
  const isObject =
    errors.length === 0 && others.length === 0 && object?.type === 'ObjectExpression' && children(object, 'properties').length > 0
  return isObject ? { code: wrapped, shift: 1 } : { code, shift: 0 }
}

function refuse(code: string, offset: number): Syntax {
  const message = `Cannot compile a cell whose brackets are nested more than ${deepest} deep`
  const program = { type: 'Program', start: 0, end: code.length, body: [] }
  return { program, errors: [new Lines(code).diagnostic(message, 0, offset, offset + 1)], at: { start: offset, end: offset + 1, message } }
}

function place(error: OxcError): { start: number; end: number; message: string } {
  // Of several labels, the one that names what is expected or redeclared comes at the error itself.
  const label = error.labels.find((candidate) => /expected|redeclared/i.test(candidate.message ?? '')) ?? error.labels[0]
  return { start: label?.start ?? 0, end: label?.end ?? 0, message: error.message }
}

function explain(error: OxcError, lines: Lines): Diagnostic {
  const { start, end } = place(error)
  const text = error.message.replace(/^TS\(\d+\): /, '').replace('`EOF`', 'the end of the cell')
  return lines.diagnostic(error.helpMessage ? `${text}. ${error.helpMessage}` : text, 0, start, end)
}
