import type { Debugger, Runtime } from 'node:inspector'
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping'
import type { Inspector } from './inspector.ts'
import { originOf } from './origin.ts'

/** A place in the code that runs: line and column from 0. */
export interface Place {
  readonly lineNumber: number
  readonly columnNumber: number
}

/** Where the lines of a cell (from 1) can be stopped at. */
export type Places = ReadonlyMap<number, Place>

const remembered = 100
const compileMs = 1000

/** Finds the places of cells, and remembers them. */
export class PlaceFinder {
  readonly #inspector: Inspector
  readonly #known = new Map<string, Promise<Places>>()

  constructor(inspector: Inspector) {
    this.#inspector = inspector
  }

  /** Where code can be stopped at, as the engine says; when it cannot be asked, where the lines begin. */
  find(code: string, map: string, attached: boolean): Promise<Places> {
    const trace = new TraceMap(map)
    if (!attached) return Promise.resolve(beginnings(trace))
    const known = this.#known.get(code)
    if (known !== undefined) return known
    const found = this.#ask(code, trace).catch(() => {
      this.#known.delete(code)
      return beginnings(trace)
    })
    this.#known.set(code, found)
    const [oldest] = this.#known.keys()
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest)
    return found
  }

  async #ask(code: string, trace: TraceMap): Promise<Places> {
    const inspector = this.#inspector
    const expression = { expression: code, sourceURL: 'assay:places', persistScript: true }
    // Compiling needs the domain, which would keep all that is printed while it is on.
    await inspector.post('Runtime.enable', {}, compileMs)
    const script = await inspector.post<Runtime.CompileScriptReturnType>('Runtime.compileScript', expression, compileMs)
    await inspector.post('Runtime.disable', {}, compileMs)
    const start = { scriptId: script.scriptId ?? '', lineNumber: 0, columnNumber: 0 }
    const { locations } = await inspector.post<Debugger.GetPossibleBreakpointsReturnType>(
      'Debugger.getPossibleBreakpoints',
      { start },
      compileMs,
    )
    const places = locations.map(({ lineNumber, columnNumber = 0 }) => ({ lineNumber, columnNumber }))
    return firstOfLines(places, trace)
  }
}

/** The place to stop at for a line: its own, or that of the next line that has one. */
export function placeFor(places: Places, line: number): { readonly line: number; readonly place: Place } | undefined {
  const lines = [...places.keys()].filter((each) => each >= line)
  const nearest = lines.length === 0 ? undefined : Math.min(...lines)
  const place = nearest === undefined ? undefined : places.get(nearest)
  return nearest === undefined || place === undefined ? undefined : { line: nearest, place }
}

function firstOfLines(all: readonly Place[], trace: TraceMap): Places {
  const places = new Map<number, Place>()
  const columns = new Map<number, number>()
  for (const place of all) {
    const origin = originOf(trace, place.lineNumber, place.columnNumber)
    if (origin === undefined || origin.column >= (columns.get(origin.line) ?? Number.POSITIVE_INFINITY)) continue
    const { line, column } = origin
    columns.set(line, column)
    places.set(line, place)
  }
  return places
}

function beginnings(trace: TraceMap): Places {
  const all: Place[] = []
  eachMapping(trace, ({ generatedLine, generatedColumn }) => all.push({ lineNumber: generatedLine - 1, columnNumber: generatedColumn }))
  return firstOfLines(all, trace)
}
