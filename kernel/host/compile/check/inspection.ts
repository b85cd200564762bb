import { NodeFlags, SyntaxKind } from 'typescript/unstable/ast'
import { type Checker, type Symbol as Name, SignatureKind, SymbolFlags } from 'typescript/unstable/sync'
import type { Inspection } from '../compiler.ts'
import type { FileText } from './checker.ts'
import { cleanText } from './messages.ts'

/** Signature and documentation of the name at an offset, or just before it. */
export function inspection(checker: Checker, file: string, { before, code }: FileText, offset: number): Inspection | null {
  const name = nameAt(code, offset)
  if (name === undefined) return null
  const found = checker.getSymbolAtPosition(file, before.length + name.start)
  if (!found) return null
  const symbol = found.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  if (checker.isUnknownSymbol(symbol)) return null
  const signature = cleanText(describe(checker, symbol, file, before.length + name.start, name.text))
  const docs = symbol.getDocumentationComment(checker).trim()
  const tags = symbol.getJsDocTags(checker).map(({ name: tag, text }) => ({ tag, text: (text ?? '').trim() }))
  const markdown = [`\`\`\`ts\n${signature}\n\`\`\``, docs, ...tags.map(({ tag, text }) => tagMarkdown(tag, text))]
  const plain = [signature, docs, ...tags.map(({ tag, text }) => `@${tag} ${text}`)]
  return { markdown: join(markdown), plain: join(plain) }
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

function tagMarkdown(tag: string, text: string): string {
  if (tag === 'example' && !text.includes('```')) return `*@example*\n\`\`\`ts\n${text}\n\`\`\``
  return `*@${tag}* ${text}`.trimEnd()
}

function nameAt(code: string, offset: number): { text: string; start: number } | undefined {
  const word = /[\p{ID_Continue}$\u200c\u200d]+/gu
  let best: { text: string; start: number } | undefined
  for (const found of code.matchAll(word)) {
    if (found.index > offset) break
    if (found.index + found[0].length >= offset) best = { text: found[0], start: found.index }
  }
  if (best) return best
  // A cursor behind the bracket of a call asks about what is called.
  const before = /([\p{ID_Continue}$]+)\s*\(\s*$/u.exec(code.slice(0, offset))
  return before?.[1] === undefined ? undefined : { text: before[1], start: before.index }
}

function describe(checker: Checker, symbol: Name, file: string, position: number, name: string): string {
  const { flags } = symbol
  if (flags & SymbolFlags.Interface) return `interface ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol))}`
  if (flags & SymbolFlags.TypeAlias)
    return `type ${name} = ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol), undefined, inAlias)}`
  if (flags & SymbolFlags.Class) return `class ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol))}`
  if (flags & SymbolFlags.Enum) return `enum ${name}`
  const type = checker.getTypeAtPosition(file, position) ?? checker.getTypeOfSymbol(symbol)
  if (!type) return name
  const kind = flags & (SymbolFlags.Function | SymbolFlags.Method) ? 'function ' : flags & SymbolFlags.Property ? '(property) ' : ''
  const calls = kind === 'function ' ? checker.getSignaturesOfType(type, SignatureKind.Call).length : 0
  const word = kind || (flags & SymbolFlags.Module ? 'module ' : flags & SymbolFlags.Variable ? variableWord(symbol) : '')
  return `${calls === 1 ? word : word === 'function ' ? '' : word}${name}: ${checker.typeToString(type)}`
}

/** How a variable is declared, if a cell declares it; all others are `var`. */
function variableWord({ valueDeclaration }: Name): string {
  if (!valueDeclaration || !/__cell_\d+\.ts$/.test(valueDeclaration.path)) return 'var '
  let node = valueDeclaration.resolve()
  while (node && node.kind !== SyntaxKind.VariableDeclarationList) {
    if (node.kind === SyntaxKind.Parameter) return '(parameter) '
    node = node.parent
  }
  const flags = node?.flags ?? 0
  return flags & NodeFlags.Const ? 'const ' : flags & NodeFlags.Let ? 'let ' : 'var '
}

/** TypeFormatFlags.InTypeAlias: says what an alias stands for. */
const inAlias = 1 << 23
