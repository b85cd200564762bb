import { parseCell } from './syntax.ts'
import { children, type Node } from './tree.ts'

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The syntax tree of a cell that is being written: of the whole text if it parses, else of the most of it that can be made to. */
export function recoverProgram(code: string, offset: number): Node | undefined {
  const head = code.slice(0, offset)
  const line = head.lastIndexOf('\n')
  const candidates = [
    () => code,
    () => `${head}_${code.slice(offset)}`,
    () => closed(head),
    () => closed(`${head}_`),
    () => `${head.slice(0, line + 1)}${code.slice(offset).replace(/^[^\n]*/, '')}`,
    () => closed(head.slice(0, line + 1)),
    () => head.slice(0, line + 1),
  ]
  for (const candidate of candidates) {
    const { program, errors } = parseCell(candidate())
    if (errors.length === 0 || children(program, 'body').length > 0) return program
  }
  return undefined
}

/** A text with its open brackets, texts and templates closed. */
function closed(text: string): string {
  const open: string[] = []
  const tokens = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*('|$)|"(?:\\.|[^"\\\n])*("|$)|[`(){}[\]]|\\./gu
  let tail = ''
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const [token] = found
    if (/^['"]/.test(token)) {
      if (found.index + token.length === text.length && (token.length === 1 || !token.endsWith(token[0] as string)))
        tail = token[0] as string
    } else if (token === '`') tokens.lastIndex = template(text, found.index + 1, open)
    else if (closing[token] !== undefined) open.push(closing[token] as string)
    else if (token === open.at(-1)) {
      open.pop()
      // The end of a template's expression: its text goes on.
      if (token === '}' && open.at(-1) === '`') {
        open.pop()
        tokens.lastIndex = template(text, found.index + 1, open)
      }
    }
  }
  return `${text}${tail}${open.reverse().join('')}`
}

/** Goes on after a piece of template text: past its end, or into its next expression. */
function template(text: string, from: number, open: string[]): number {
  const end = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(`|\$\{)?/y
  end.lastIndex = from
  const found = end.exec(text)
  if (found?.[1] === '`') return end.lastIndex
  open.push('`')
  if (found?.[1] === '${') open.push('}')
  return end.lastIndex
}
