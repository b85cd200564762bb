import { CompilerThread } from './client.ts'
import type { StartCompiler } from './compiler.ts'

export type {
  CellRuntime,
  Compiled,
  Compiler,
  CompilerOptions,
  Completeness,
  Completion,
  CompletionResult,
  Diagnostic,
  Inspection,
  Position,
  StartCompiler,
} from './compiler.ts'

/** Starts the compiler in a worker of its own. */
export const startCompiler: StartCompiler = (options) => new CompilerThread(options)
