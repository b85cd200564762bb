/** A place in a cell: line from 1, column from 1 in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Diagnostic {
  readonly message: string
  /** TypeScript's number, such as 2551; 0 for a syntax error found before the check. */
  readonly code: number
  readonly severity: 'error' | 'warning'
  readonly start: Position
  readonly end: Position
  /** The line of the cell that it points at. */
  readonly source: string
}

/** A cell ready to run, or why it cannot. */
export type Compiled =
  | {
      readonly ok: true
      /**
       * A script whose value is `async (__assay) => value of the last expression`. Names declared at the top level are globals.
       * `__assay` is the runner's `CellRuntime`. The last expression's value goes through it too (`return __assay.task(value)`), since an async
       * function would hide a task. What cells find in `globalThis` beside Node's own (`display`, `clearOutput`, ...) is declared in
       * `kernel/runner/globals-text.ts`.
       */
      readonly code: string
      /** Source map (JSON, version 3) from `code` back to the cell's text. */
      readonly map: string
      /** Names the cell declares at its top level and imports, values only. */
      readonly names: readonly string[]
      /** Remarks that do not stop the cell. */
      readonly warnings: readonly Diagnostic[]
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** What compiled code calls while it runs; the runner gives one to each cell. */
export interface CellRuntime {
  /** Around the operand of each `await`: shows the progress of a task, and gives the operand back. */
  task<T>(value: T): T
  /** Around each awaited value: throws when the cell has been interrupted, and gives the value back. */
  awaited<T>(value: T): T
  /** First in `catch` blocks and `for await` bodies: throws when the cell has been interrupted. */
  guard(): void
  /** Dynamic and static imports, resolved from the notebook's folder. */
  import(specifier: string, options?: ImportCallOptions): Promise<Record<string, unknown>>
}

export interface Completion {
  readonly text: string
  /** Jupyter's kind words: `function`, `property`, `class`, `keyword`, `module`, ... */
  readonly type: string
  readonly signature?: string
}

export interface CompletionResult {
  readonly matches: readonly Completion[]
  /** Where the completed text starts and ends, UTF-16 offsets. */
  readonly start: number
  readonly end: number
}

export interface Inspection {
  /** Signature first, then documentation. */
  readonly markdown: string
  readonly plain: string
}

export interface Completeness {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown'
  readonly indent?: string
}

export interface CompilerOptions {
  /** The notebook's folder: imports and paths resolve from here. */
  readonly cwd: string
  /** Said once when cells run unchecked, or when something else is worth a notice. */
  readonly onNotice?: (message: string) => void
}

/** The compiler as the host sees it. Every call is answered from a thread of its own; calls are served in order, completion before queued checks. */
export interface Compiler {
  /** Checks and transforms a cell. Earlier cells' names are known as they stood after the cells marked `ran`. */
  compile(cell: { readonly id: number; readonly code: string }): Promise<Compiled>
  /** Makes what a compiled cell declares known to later cells. `types` are the texts of values that named their type (`assay.type`), by name. */
  ran(cell: number, types?: Readonly<Record<string, string>>): Promise<void>
  complete(code: string, offset: number): Promise<CompletionResult>
  inspect(code: string, offset: number, detail: 0 | 1): Promise<Inspection | null>
  isComplete(code: string): Promise<Completeness>
  /** Forgets all cells, as after a restart of the runner. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Starts the compiler in a worker of its own. */
export type StartCompiler = (options: CompilerOptions) => Compiler
