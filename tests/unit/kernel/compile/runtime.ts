import assert from 'node:assert/strict'
import { createContext, Script } from 'node:vm'
import type { CellRuntime } from '../../../../kernel/host/compile/compiler.ts'
import { readCellText, type Transformed, transformCell } from '../../../../kernel/host/compile/transform/transform.ts'

/** What a cell did besides giving a value. */
export interface Trace {
  readonly tasks: unknown[]
  readonly awaited: unknown[]
  guards: number
  readonly imports: [string, unknown][]
}

/** A small notebook: runs cells as the runner does, in a global object of its own. */
export class Notebook {
  readonly trace: Trace = { tasks: [], awaited: [], guards: 0, imports: [] }
  readonly modules: Record<string, Record<string, unknown>> = {}
  /** Thrown by the guards, as after an interrupt. */
  interrupt: Error | undefined
  readonly globals = createContext({ console, Symbol, setTimeout, queueMicrotask })
  #cell = 0

  async run(cell: string): Promise<unknown> {
    return this.execute(compile(cell, ++this.#cell).code)
  }

  execute(code: string, filename = 'cell.js'): Promise<unknown> {
    const start = new Script(code, { filename }).runInContext(this.globals) as (runtime: CellRuntime) => Promise<unknown>
    return start(this.#runtime())
  }

  #runtime(): CellRuntime {
    const guard = (): void => {
      this.trace.guards++
      if (this.interrupt) throw this.interrupt
    }
    return {
      task: (value) => {
        this.trace.tasks.push(value)
        return value
      },
      awaited: (value) => {
        this.trace.awaited.push(value)
        if (this.interrupt) throw this.interrupt
        return value
      },
      guard,
      import: async (specifier, options) => {
        this.trace.imports.push([specifier, options])
        return this.modules[specifier] ?? ((await import(specifier)) as Record<string, unknown>)
      },
    }
  }
}

/** Transforms a cell that is known to be right. */
export function compile(cell: string, id = 1): Transformed {
  const text = readCellText(cell)
  assert.ok('code' in text, JSON.stringify(text))
  const made = transformCell(text, { name: `cell-${id}.ts`, cwd: '/notebooks' })
  assert.ok('code' in made, JSON.stringify(made))
  return made
}
