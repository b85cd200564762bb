import { type Checker, exportText, type FileText, type Finding } from './check/checker.ts'
import type { Compiled, Completeness, Completion, CompletionResult, Diagnostic, Inspection } from './compiler.ts'
import { completeness } from './completeness.ts'
import { Names } from './names.ts'
import { pathCompletions } from './paths.ts'
import { literalCalls } from './provider/calls.ts'
import { TypeProviders } from './provider/providers.ts'
import { namesInScope } from './scope.ts'
import { Slots } from './slots.ts'
import { textStart } from './text-start.ts'
import { type Declaration, readDeclarations } from './transform/declarations.ts'
import { Lines } from './transform/positions.ts'
import { recoverProgram } from './transform/recover.ts'
import { type CellText, readCellText, transformCell } from './transform/transform.ts'
import type { Node } from './transform/tree.ts'

/** What a session needs of the world. */
export interface SessionOptions {
  readonly cwd: string
  /** Starts the type checker; throws when there is none for this machine. */
  readonly startChecker: (cwd: string) => Promise<Checker>
  readonly onNotice: (message: string) => void
}

/** How many cells the checker may fail on. */
const patience = 3

/** How many compiled cells may wait for `ran`; older ones are forgotten. */
const waiting = 16

/** Compiles the cells of one notebook, one call at a time. */
export class Session {
  readonly #options: SessionOptions
  readonly #providers: TypeProviders
  #checker: Checker | undefined
  #starting: Promise<void> | undefined
  #names = new Names()
  #failures = 0
  #slots = new Slots(0)
  /** Slots of compiled cells by cell, the newest last. */
  readonly #cells = new Map<number, number>()

  constructor(options: SessionOptions) {
    this.#options = options
    this.#providers = new TypeProviders(options.cwd)
  }

  /** Starts the type checker ahead of the first cell. */
  start(): Promise<void> {
    this.#starting ??= this.#options
      .startChecker(this.#options.cwd)
      .then((checker) => {
        this.#checker = checker
        this.#slots = new Slots(checker.slots)
      })
      .catch((error: unknown) => this.#unchecked(error))
    return this.#starting
  }

  async compile({ id, code }: { readonly id: number; readonly code: string }): Promise<Compiled> {
    const text = readCellText(code)
    if (!('code' in text)) return { ok: false, diagnostics: text }
    await this.start()
    await this.#provide(text.program, text.declarations)
    const findings = this.#check(id, text)
    const lines = new Lines(code)
    const diagnostics = findings.map((found) =>
      lines.diagnostic(found.message, found.code, found.start - text.shift, found.end - text.shift, found.severity),
    )
    if (diagnostics.some(({ severity }) => severity === 'error')) {
      this.#forget(id)
      return { ok: false, diagnostics: inOrder(diagnostics.filter(({ severity }) => severity === 'error')) }
    }
    const made = transformCell(text, { name: `cell-${id}.ts`, cwd: this.#options.cwd })
    if (!('code' in made)) {
      this.#forget(id)
      return { ok: false, diagnostics: made }
    }
    return { ok: true, code: made.code, map: made.map, names: made.names, warnings: inOrder(diagnostics) }
  }

  ran(cell: number, types: Readonly<Record<string, string>> = {}): void {
    const slot = this.#cells.get(cell)
    if (slot === undefined) return
    this.#cells.delete(cell)
    this.#names.publish(slot, types)
    this.#checker?.share('values', this.#names.values)
    if (!this.#names.live(this.#cells.values()).has(slot)) this.#slots.give(slot)
  }

  async complete(code: string, offset: number): Promise<CompletionResult> {
    const none = { matches: [], start: offset, end: offset }
    const paths = pathCompletions(code, offset, this.#options.cwd)
    return this.#ask(code, offset, paths ?? none, (checker, slot, text, program) => {
      const result = checker.complete(slot, text, offset)
      if (paths && result.matches.some(({ type }) => type === 'constant')) return together(code, result, paths)
      if (result.matches.length > 0 || isMember(code, result.start)) return result
      if (paths || textStart(code, offset) !== undefined) return paths ?? none
      const typed = code.slice(result.start, offset).toLowerCase()
      const names = [...this.#names.all.map(knownCompletion), ...namesInScope(program, offset)]
      const fitting = names.filter(({ text: name }) => name.toLowerCase().startsWith(typed))
      return { ...result, matches: checker.typed(slot, text, result.start, unique(fitting)) }
    })
  }

  async inspect(code: string, offset: number): Promise<Inspection | null> {
    return this.#ask(code, offset, null, (checker, slot, text) => checker.inspect(slot, text, offset))
  }

  isComplete(code: string): Completeness {
    return completeness(code)
  }

  restart(): void {
    this.#names = new Names()
    this.#cells.clear()
    this.#checker?.restart()
    this.#providers.restart()
    this.#slots = new Slots(this.#checker?.slots ?? 0)
  }

  close(): void {
    this.#checker?.close()
    this.#providers.close()
  }

  #check(id: number, text: CellText): readonly Finding[] {
    const checker = this.#checker
    if (!checker) return []
    this.#forget(id)
    const slot = this.#takeSlot(checker)
    const names = text.declarations.map(({ name }) => name)
    const { lines, uses } = this.#names.take(text.code, new Set(names))
    this.#names.put(slot, { declarations: text.declarations, uses })
    this.#cells.set(id, slot)
    for (const [cell] of this.#cells) if (this.#cells.size > waiting) this.#forget(cell)
    const [before, after] = text.shift > 0 ? [`${lines}(`, '\n)'] : [lines, '']
    const code = text.shift > 0 ? text.cell : text.code
    try {
      const found = checker.check(slot, { before, code, after: `${after}${exportText(slot, names)}` })
      return found.map((item) => ({ ...item, start: item.start + text.shift, end: item.end + text.shift }))
    } catch (error) {
      this.#failed(checker, slot, names, error)
      return []
    }
  }

  /** A cell that the checker cannot stand runs unchecked, and its names are of any type; after a few such cells there are no more checks. */
  #failed(checker: Checker, slot: number, names: readonly string[], error: unknown): void {
    if (++this.#failures >= patience) {
      this.#unchecked(error)
      return
    }
    this.#options.onNotice('This cell ran without a type check: the compiler failed on it.')
    try {
      const code = names.map((name) => `declare let ${name}: any`).join('\n')
      checker.check(slot, { before: '', code, after: exportText(slot, names) })
    } catch (again) {
      this.#unchecked(again)
    }
  }

  #takeSlot(checker: Checker): number {
    const free = this.#slots.take()
    if (free !== undefined) return free
    this.#slots.sweep(this.#names.live(this.#cells.values()))
    if (this.#slots.next === undefined) {
      checker.grow()
      this.#slots.grow(checker.slots)
    }
    return this.#slots.take() as number
  }

  #forget(cell: number): void {
    const slot = this.#cells.get(cell)
    if (slot === undefined) return
    this.#cells.delete(cell)
    this.#slots.give(slot)
  }

  /** Asks about a cell that is being written, in the slot that it will take when it runs. */
  async #ask<T>(
    code: string,
    offset: number,
    none: T,
    use: (checker: Checker, slot: number, text: FileText, program: Node | undefined) => T,
  ): Promise<T> {
    await this.start()
    if (!this.#checker) return none
    const program = recoverProgram(code, offset)
    const declarations = program ? readDeclarations(program) : []
    if (program) await this.#provide(program, declarations)
    const slot = this.#takeSlot(this.#checker)
    this.#slots.give(slot)
    const { lines } = this.#names.take(code, new Set(declarations.map(({ name }) => name)))
    try {
      return use(this.#checker, slot, { before: lines, code, after: exportText(slot, []) }, program)
    } catch {
      return none
    }
  }

  /** Lets type providers declare what the cell's calls read, before it is checked. */
  async #provide(program: Node, declarations: readonly Declaration[]): Promise<void> {
    const own = new Map(declarations.map((declaration) => [declaration.name, declaration]))
    const calls = literalCalls(program, (name) => (own.get(name) ?? this.#names.find(name))?.from)
    if (calls.size > 0) this.#checker?.share('sources', `export {}\n${await this.#providers.declare(calls)}`)
  }

  #unchecked(error: unknown): void {
    this.#checker = undefined
    const why = error instanceof Error ? error.message : String(error)
    this.#options.onNotice(`Cells run without type checks, completion and inspection: no compiler works here (${why}).`)
  }
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.start.line - b.start.line || a.start.column - b.start.column)
}

/** Texts that a type allows, then files: both as what takes the place of the whole text. */
function together(code: string, known: CompletionResult, paths: CompletionResult): CompletionResult {
  const folder = code.slice(known.start, paths.start)
  const files = paths.matches.map((match) => ({ ...match, text: `${folder}${match.text}` }))
  return { ...known, matches: unique([...known.matches, ...files]) }
}

function isMember(code: string, start: number): boolean {
  return /[.?]\s*$/.test(code.slice(0, start))
}

function knownCompletion({ name, kind }: Declaration): Completion {
  return { text: name, type: kind === 'alias' ? 'function' : 'variable' }
}

function unique(completions: readonly Completion[]): Completion[] {
  const seen = new Set<string>()
  return completions.filter(({ text }) => !seen.has(text) && seen.add(text))
}
