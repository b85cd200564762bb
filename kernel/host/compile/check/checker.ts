import type { Completion, CompletionResult, Inspection } from '../compiler.ts'

/** The text of one cell's file: what it takes from earlier cells, the cell, and what it gives to later ones. */
export interface FileText {
  readonly before: string
  readonly code: string
  readonly after: string
}

/** A finding of the type checker, with offsets in the `code` of its file. */
export interface Finding {
  readonly message: string
  readonly code: number
  readonly severity: 'error' | 'warning'
  readonly start: number
  readonly end: number
}

/** Completions with offsets in the `code` of the file. */
export type Completions = CompletionResult

/**
 * A type checker of cells. Cells live in numbered files ("slots") of one project; a file's text may be put again at any time.
 * Every call may block for milliseconds.
 */
export interface Checker {
  /** How many slots there are; `grow` adds more. */
  readonly slots: number
  grow(): void
  /** Puts a cell's text into a slot and tells what is wrong with it. */
  check(slot: number, text: FileText): readonly Finding[]
  complete(slot: number, text: FileText, offset: number): Completions
  /** Gives names that are offered at an offset their kinds and types, as far as they have any. */
  typed(slot: number, text: FileText, offset: number, names: readonly Completion[]): readonly Completion[]
  inspect(slot: number, text: FileText, offset: number): Inspection | null
  /** Sets the text of a file that all cells see: `sources` holds what type providers declare, `values` types that values named. */
  share(file: 'sources' | 'values', text: string): void
  /** Forgets what the slots hold. */
  restart(): void
  close(): void
}

/** The namespace in which other cells find what the cell of a slot declares. */
export function slotName(slot: number): string {
  return `__cell_${slot}`
}

/** The same for types that values named. */
export const valuesName = '__cell_values'

/**
 * The end of a cell's file: makes it a module, and its names known to other files. An `export` inside an ambient namespace keeps every
 * meaning of a name (value, type, namespace), generics included, and needs no import between files.
 */
export function exportText(slot: number, names: readonly string[]): string {
  return `\nexport {}\ndeclare global { namespace ${slotName(slot)} { export { ${names.join(', ')} } } }\n`
}
