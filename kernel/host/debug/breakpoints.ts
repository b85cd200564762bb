import type { Debugger } from 'node:inspector'
import { readCell } from '../directives/index.ts'
import type { Cells, DebugCell } from './cells.ts'
import type { Inspector } from './inspector.ts'
import { type PlaceFinder, placeFor } from './places.ts'

/** A breakpoint as front ends ask for it. */
export interface WantedBreakpoint {
  readonly line: number
  readonly condition?: string
}

/** A breakpoint as it is. */
export interface Breakpoint extends WantedBreakpoint {
  readonly id: number
  readonly verified: boolean
  readonly source: { readonly path: string }
  readonly message?: string
}

/** The breakpoints, kept by the source they are in. They are set in each run of that source, before it starts. */
export class Breakpoints {
  readonly #inspector: Inspector
  readonly #cells: Cells
  readonly #places: PlaceFinder
  readonly #wanted = new Map<string, readonly Breakpoint[]>()
  /** What the inspector calls them, and which of ours they are. */
  readonly #set = new Map<string, { readonly path: string; readonly id: number }>()
  #id = 0

  constructor(inspector: Inspector, cells: Cells, places: PlaceFinder) {
    this.#inspector = inspector
    this.#cells = cells
    this.#places = places
  }

  get all(): { source: string; breakpoints: readonly Breakpoint[] }[] {
    return [...this.#wanted].map(([source, breakpoints]) => ({ source, breakpoints }))
  }

  /** Replaces the breakpoints of a source. */
  async replace(path: string, wanted: readonly WantedBreakpoint[], attached: boolean): Promise<readonly Breakpoint[]> {
    const breakpoints = await this.#locate(path, wanted, attached)
    if (breakpoints.length > 0) this.#wanted.set(path, breakpoints)
    else this.#wanted.delete(path)
    if (attached) {
      await this.#unset(path)
      for (const cell of this.#cells.ranAs(path)) await this.arm(cell)
    }
    return breakpoints
  }

  /** Sets a cell's breakpoints. */
  async arm(cell: DebugCell): Promise<void> {
    const { request, path } = cell
    const wanted = this.#wanted.get(path) ?? []
    if (wanted.length === 0) return
    const places = await this.#places.find(request.code, request.map, true)
    const urlRegex = `[\\\\/]${`${request.label}~${request.cell}.ts`.replace(/[.[\]]/g, '\\$&')}$`
    const set = async ({ id, line, condition = '' }: Breakpoint) => {
      const found = placeFor(places, line)
      if (found === undefined) return
      const answer = await this.#inspector
        .post<Debugger.SetBreakpointByUrlReturnType>('Debugger.setBreakpointByUrl', { urlRegex, ...found.place, condition })
        // Two breakpoints can come to lie on one place.
        .catch(() => undefined)
      if (answer !== undefined) this.#set.set(answer.breakpointId, { path, id })
    }
    await Promise.all(wanted.map(set))
  }

  /** Sets the breakpoints of all that ran. */
  async armAll(): Promise<void> {
    this.#set.clear()
    for (const path of this.#wanted.keys()) for (const cell of this.#cells.ranAs(path)) await this.arm(cell)
  }

  /** Our numbers of what was hit. */
  hit(ids: readonly string[] = []): number[] {
    return ids.flatMap((id) => this.#set.get(id)?.id ?? [])
  }

  clear(): void {
    this.#wanted.clear()
    this.#set.clear()
  }

  async #unset(path: string): Promise<void> {
    const ids = [...this.#set].filter(([, set]) => set.path === path).map(([id]) => id)
    for (const id of ids) this.#set.delete(id)
    await Promise.all(ids.map((breakpointId) => this.#inspector.post('Debugger.removeBreakpoint', { breakpointId }).catch(() => undefined)))
  }

  async #locate(path: string, wanted: readonly WantedBreakpoint[], attached: boolean): Promise<readonly Breakpoint[]> {
    const source = { path }
    const text = this.#cells.textOf(path)
    const code = text === undefined ? undefined : await transformed(text)
    const places = code === undefined ? undefined : await this.#places.find(code.code, code.map, attached)
    return wanted.map((each) => {
      const id = ++this.#id
      if (places === undefined) {
        const message = text === undefined ? 'No cell has this source' : 'The cell has a syntax error'
        return { ...each, id, source, verified: false, message }
      }
      const found = placeFor(places, each.line)
      if (found === undefined) return { ...each, id, source, verified: false, message: 'Nothing runs here' }
      return { ...each, id, source, verified: true, line: found.line }
    })
  }
}

/** The code that a cell would run as; undefined when its syntax is wrong. */
async function transformed(text: string): Promise<{ readonly code: string; readonly map: string } | undefined> {
  // Loaded when first needed: it holds a parser, and most kernels are never debugged.
  const { readCellText, transformCell } = await import('../compile/transform/transform.ts')
  const cell = readCellText(readCell(text).code)
  if (!('program' in cell)) return undefined
  const made = transformCell(cell, { name: 'cell.ts', cwd: process.cwd() })
  return 'code' in made ? made : undefined
}
