import { type Checker, CompletionItemKind } from 'typescript/unstable/sync'
import type { Completion } from '../compiler.ts'
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
  const start = offset - (/[\p{ID_Continue}$\u200c\u200d]*$/u.exec(code.slice(0, offset))?.[0].length ?? 0)
  const end = offset + (/^[\p{ID_Continue}$\u200c\u200d]*/u.exec(code.slice(offset))?.[0].length ?? 0)
  const typed = code.slice(start, offset).toLowerCase()
  const found = checker.getCompletionsAtPosition(file, before.length + offset, { includeSymbol: true })?.entries ?? []
  const fitting = found
    .filter(({ name }) => name.toLowerCase().startsWith(typed) && !/^__cell_|^Assay[A-Z]/.test(name))
    .sort((a, b) => compare(a.sortText ?? a.name, b.sortText ?? b.name) || compare(a.name, b.name))
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
