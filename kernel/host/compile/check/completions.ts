import { type Checker, type CompletionEntry, CompletionItemKind, type Symbol as Name, SymbolFlags } from 'typescript/unstable/sync'
import type { Completion } from '../compiler.ts'
import { textStart } from '../text-start.ts'
import type { Completions, FileText } from './checker.ts'

const words: Readonly<Record<number, string>> = {
  [CompletionItemKind.Method]: 'method',
  [CompletionItemKind.Function]: 'function',
  [CompletionItemKind.Constructor]: 'class',
  [CompletionItemKind.Field]: 'property',
  [CompletionItemKind.Variable]: 'variable',
  [CompletionItemKind.Class]: 'class',
  [CompletionItemKind.Interface]: 'interface',
  [CompletionItemKind.Module]: 'module',
  [CompletionItemKind.Property]: 'property',
  [CompletionItemKind.Value]: 'constant',
  [CompletionItemKind.Enum]: 'enum',
  [CompletionItemKind.Keyword]: 'keyword',
  [CompletionItemKind.File]: 'file',
  [CompletionItemKind.Folder]: 'folder',
  [CompletionItemKind.EnumMember]: 'enum',
  [CompletionItemKind.Constant]: 'constant',
  [CompletionItemKind.TypeParameter]: 'type',
}

/** How many completions get the text of their type. */
const signatures = 40

/** What may stand at an offset of a cell, best first. */
export function completions(checker: Checker, file: string, { before, code }: FileText, offset: number): Completions {
  const specifier = importedModule(code, offset)
  const found =
    specifier === undefined ? entries(checker, file, before.length + offset) : exported(checker, file, before.length + specifier)
  const { start, end } = replaced(code, offset, found)
  const exact = code.slice(start, offset)
  const typed = exact.toLowerCase()
  const fitting = found
    .filter(({ name }) => name.toLowerCase().startsWith(typed) && !/^__cell_|^Assay[A-Z]/.test(name))
    .sort(
      (a, b) =>
        Number(b.name.startsWith(exact)) - Number(a.name.startsWith(exact)) ||
        compare(a.sortText ?? a.name, b.sortText ?? b.name) ||
        compare(a.name, b.name),
    )
  const types = fitting.slice(0, signatures).map(({ symbol }) => {
    const type = symbol && checker.getTypeOfSymbol(symbol)
    return type ? checker.typeToString(type) : undefined
  })
  const matches = fitting.map(({ name, insertText, kind }, index): Completion => {
    const signature = types[index]
    const text = insertText?.startsWith(name) ? insertText : name
    return { text, type: words[kind ?? 0] ?? 'text', ...(signature === undefined ? {} : { signature }) }
  })
  return { matches, start, end }
}

/** The text that a completion takes the place of: a name, what a pair of quotes holds, or the last part of a path in it. */
function replaced(code: string, offset: number, found: readonly CompletionEntry[]): { start: number; end: number } {
  const text = textStart(code, offset)
  if (text === undefined) {
    const start = offset - (/[\p{ID_Continue}$\u200c\u200d]*$/u.exec(code.slice(0, offset))?.[0].length ?? 0)
    return { start, end: offset + (/^[\p{ID_Continue}$\u200c\u200d]*/u.exec(code.slice(offset))?.[0].length ?? 0) }
  }
  const end = offset + (/^[^"'`\n]*/.exec(code.slice(offset))?.[0].length ?? 0)
  const slash = code.lastIndexOf('/', offset - 1) + 1
  const isPath = found.every(({ kind }) => kind !== undefined && paths.has(kind))
  return { start: isPath && slash > text ? slash : text, end }
}

const paths: ReadonlySet<number> = new Set([CompletionItemKind.File, CompletionItemKind.Folder, CompletionItemKind.Module])

/** Where the module's name is, when the offset is between the brackets of an import from it. */
function importedModule(code: string, offset: number): number | undefined {
  if (!/\bimport\s+(?:type\s+)?(?:[\p{ID_Continue}$]+\s*,\s*)?\{[^}]*$/u.test(code.slice(0, offset))) return undefined
  const found = /^[^{}'"`]*\}\s*from\s*['"]/.exec(code.slice(offset))
  return found ? offset + found[0].length : undefined
}

function exported(checker: Checker, file: string, position: number): readonly CompletionEntry[] {
  const module = checker.getSymbolAtPosition(file, position)
  if (!module || checker.isUnknownSymbol(module)) return []
  return checker.getExportsOfModule(module).map((found) => {
    const symbol = found.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
    return { name: found.name, symbol, kind: kinds[kindOf(symbol) ?? ''] ?? CompletionItemKind.Property }
  })
}

const kinds: Readonly<Record<string, CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  function: CompletionItemKind.Function,
  enum: CompletionItemKind.Enum,
  variable: CompletionItemKind.Variable,
  module: CompletionItemKind.Module,
  interface: CompletionItemKind.Interface,
}

/** TypeScript 7's API refuses to list names in scope, as it would have to add names to import: there are none then. */
function entries(checker: Checker, file: string, position: number): readonly CompletionEntry[] {
  try {
    return checker.getCompletionsAtPosition(file, position, { includeSymbol: true })?.entries ?? []
  } catch (error) {
    if (error instanceof Error && /auto imports/.test(error.message)) return []
    throw error
  }
}

/** Names with the kind and type that they have at a position; of many, only the first ones. */
export function typedNames(checker: Checker, file: string, position: number, names: readonly Completion[]): Completion[] {
  return names.map((name, index) => {
    if (index >= signatures || name.type === 'keyword') return name
    const found = checker.resolveName(name.text, SymbolFlags.Value | SymbolFlags.Type | SymbolFlags.Namespace, { document: file, position })
    const symbol = found && found.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
    const type = symbol && symbol.flags & SymbolFlags.Value ? checker.getTypeOfSymbol(symbol) : undefined
    return { ...name, type: kindOf(symbol) ?? name.type, ...(type ? { signature: checker.typeToString(type) } : {}) }
  })
}

function kindOf(symbol: Name | undefined): string | undefined {
  const flags = symbol?.flags ?? 0
  if (flags & SymbolFlags.Class) return 'class'
  if (flags & SymbolFlags.Function) return 'function'
  if (flags & SymbolFlags.Enum) return 'enum'
  if (flags & SymbolFlags.Variable) return 'variable'
  if (flags & SymbolFlags.Module) return 'module'
  return flags & (SymbolFlags.Interface | SymbolFlags.TypeAlias) ? 'interface' : undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
