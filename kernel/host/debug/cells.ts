import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { TraceMap } from '@jridgewell/trace-mapping'
import type { RunRequest } from '../../link/index.ts'
import { murmur2 } from './hash.ts'
import { type CellPosition, originOf } from './origin.ts'

/** A cell that ran or is about to. */
export interface DebugCell {
  readonly request: RunRequest
  readonly path: string
  /** The cell's place for one of the code that runs (line and column from 0); undefined for code that the kernel has put around it. */
  at(line: number, column: number): CellPosition | undefined
}

const remembered = 5000
const armed = 10

/** The cells that the debugger knows: by the name of their script, and by that of their source, which is made of the text. */
export class Cells {
  readonly hashSeed = 0xc70f6907
  readonly prefix = join(tmpdir(), `assay_${process.pid}${sep}`)
  readonly suffix = '.ts'
  readonly #texts = new Map<string, string>()
  readonly #cells = new Map<number, DebugCell>()
  readonly #scripts = new Map<string, DebugCell>()
  readonly #names = new Set<string>()

  /** Names that cells have declared, in order. */
  get names(): string[] {
    return [...this.#names]
  }

  pathOf(text: string): string {
    return `${this.prefix}${murmur2(text, this.hashSeed)}${this.suffix}`
  }

  /** Notes the text of a cell, which may never have run, and names its source. */
  dump(text: string): string {
    const path = this.pathOf(text)
    this.#texts.set(path, text)
    return path
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path) ?? this.ranAs(path)[0]?.request.source
  }

  note(request: RunRequest): DebugCell {
    const cell = createCell(request, () => this.pathOf(request.source))
    this.#cells.set(request.cell, cell)
    const [oldest] = this.#cells.keys()
    if (this.#cells.size > remembered && oldest !== undefined) this.#cells.delete(oldest)
    for (const name of request.names) {
      this.#names.delete(name)
      this.#names.add(name)
    }
    return cell
  }

  addName(name: string): void {
    this.#names.add(name)
  }

  /** Notes the script of a cell. */
  parsed({ scriptId, url }: { readonly scriptId: string; readonly url: string }): void {
    const cell = this.#cells.get(Number(/~(\d+)\.ts$/.exec(url)?.[1]))
    if (cell !== undefined) this.#scripts.set(scriptId, cell)
  }

  /** The cell that a script is of. */
  byScript(scriptId: string): DebugCell | undefined {
    return this.#scripts.get(scriptId)
  }

  /** The last runs of a text. */
  ranAs(path: string): DebugCell[] {
    return [...this.#cells.values()].filter((cell) => cell.path === path).slice(-armed)
  }

  /** Numbers of scripts are no longer valid. */
  forgetScripts(): void {
    this.#scripts.clear()
  }

  /** All that ran is gone; texts stay. */
  forgetRuns(): void {
    this.#cells.clear()
    this.forgetScripts()
    this.#names.clear()
  }
}

function createCell(request: RunRequest, path: () => string): DebugCell {
  let trace: TraceMap | undefined
  let name: string | undefined
  return {
    request,
    get path() {
      name ??= path()
      return name
    },
    at(line, column) {
      trace ??= new TraceMap(request.map)
      return originOf(trace, line, column)
    },
  }
}
