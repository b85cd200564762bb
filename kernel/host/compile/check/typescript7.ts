import { API, type Diagnostic, DiagnosticCategory, type Project as Program, type Snapshot } from 'typescript/unstable/sync'
import type { Completion, Inspection } from '../compiler.ts'
import type { Checker, Completions, FileText, Finding } from './checker.ts'
import { completions, typedNames } from './completions.ts'
import { inspection } from './inspection.ts'
import { LocalFiles } from './local-files.ts'
import { cleanText, isRemark } from './messages.ts'
import { Project } from './project.ts'

/** TypeScript's numbers for modules that are not there. */
const missing = new Set([2307, 2882])

/** The checker on TypeScript 7, whose compiler is a child process. A killed one is started again; texts are kept here. */
export class TypeScript7Checker implements Checker {
  readonly #cwd: string
  readonly #project: Project
  readonly #changed = new Set<string>()
  readonly #local = new LocalFiles()
  /** Whether a module was missing: it may have come since. */
  #missing = false
  #api: API | undefined
  #snapshot: Snapshot | undefined

  /** @throws Error when no compiler can be started */
  constructor(cwd: string) {
    this.#cwd = cwd
    this.#project = new Project(cwd)
    this.#open()
  }

  get slots(): number {
    return this.#project.slots
  }

  grow(): void {
    this.#project.grow()
    this.#open()
  }

  check(slot: number, text: FileText): readonly Finding[] {
    this.#look()
    return this.#with(slot, text, ({ program }, file) => {
      // Paths that start with a dot, or that tsconfig maps, may lead to files of the user.
      if (/\bimport\b/.test(text.code)) this.#local.watch(program.getSourceFileNames(), (name) => this.#project.read(name) !== undefined)
      const found = [...program.getSyntacticDiagnostics(file), ...program.getBindDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      this.#missing = found.some(({ code }) => missing.has(code))
      return found.flatMap((item) => finding(item, text))
    })
  }

  complete(slot: number, text: FileText, offset: number): Completions {
    return this.#with(slot, text, ({ checker }, file) => completions(checker, file, text, offset))
  }

  typed(slot: number, text: FileText, offset: number, names: readonly Completion[]): readonly Completion[] {
    return this.#with(slot, text, ({ checker }, file) => typedNames(checker, file, text.before.length + offset, names))
  }

  inspect(slot: number, text: FileText, offset: number): Inspection | null {
    return this.#with(slot, text, ({ checker }, file) => inspection(checker, file, text, offset))
  }

  share(file: 'sources' | 'values', text: string): void {
    const path = this.#project.shared(file)
    if (this.#project.put(path, text)) this.#changed.add(path)
  }

  restart(): void {
    if (this.#project.clear().length > 0) this.#open()
  }

  close(): void {
    this.#api?.close()
    this.#api = undefined
    this.#snapshot = undefined
  }

  #with<T>(slot: number, { before, code, after }: FileText, use: (program: Program, file: string) => T): T {
    const file = this.#project.slot(slot)
    if (this.#project.put(file, `${before}${code}${after}`)) this.#changed.add(file)
    try {
      return use(this.#update(), file)
    } catch (error) {
      if (!isLost(error)) throw error
      // A new compiler reads all texts again.
      this.#open()
      return use(this.#update(), file)
    }
  }

  /** Sees what became of the user's files since the last cell. */
  #look(): void {
    const edited = this.#local.edited()
    if (this.#missing || edited.length > 1) this.#renew()
    else for (const file of edited) this.#changed.add(file)
  }

  /** Reads all files again. */
  #renew(): void {
    this.#missing = false
    try {
      const old = this.#snapshot as Snapshot
      this.#snapshot = (this.#api as API).updateSnapshot({ fileChanges: { invalidateAll: true } })
      this.#changed.clear()
      old.dispose()
    } catch {
      this.#open()
    }
  }

  #open(): void {
    try {
      this.#api?.close()
    } catch {
      // A dead compiler cannot be closed.
    }
    const project = this.#project
    this.#api = new API({
      cwd: this.#cwd,
      // Asked for reading only: to be asked which files exist would cost two thousand calls each time that imports change.
      fs: { readFile: (file) => project.read(file) },
    })
    this.#changed.clear()
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [project.config] })
  }

  #update(): Program {
    if (!this.#api || !this.#snapshot) this.#open()
    // One file at a time: a change of two at once rebuilds the program.
    for (const file of this.#changed) {
      const old = this.#snapshot as Snapshot
      this.#snapshot = (this.#api as API).updateSnapshot({ fileChanges: { changed: [file] } })
      this.#changed.delete(file)
      old.dispose()
    }
    const program = (this.#snapshot as Snapshot).getProjects()[0]
    if (!program) throw new Error('The compiler lost its project')
    return program
  }
}

/** Whether the compiler was killed, or lost what it was asked about. */
function isLost(error: unknown): boolean {
  return /EOF|EPIPE|closed|exited|not found|lost its project/i.test(error instanceof Error ? error.message : '')
}

function finding(item: Diagnostic, { before, code }: FileText): Finding[] {
  const start = item.pos - before.length
  const isError = item.category === DiagnosticCategory.Error
  // What is wrong in the lines around the cell is not the cell's.
  if (start < 0 || start > code.length || !(isError || item.category === DiagnosticCategory.Warning)) return []
  const severity = isError && !isRemark(item.code) ? 'error' : 'warning'
  return [{ message: cleanText(flatten(item)), code: item.code, severity, start, end: Math.min(item.end - before.length, code.length) }]
}

function flatten(item: Diagnostic, depth = 0): string {
  const inner = (item.messageChain ?? []).map((next) => `\n${flatten(next, depth + 1)}`)
  return `${'  '.repeat(depth)}${item.text}${inner.join('')}`
}
