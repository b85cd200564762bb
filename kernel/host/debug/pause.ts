import type { Debugger, Runtime } from 'node:inspector'
import type { Cells, DebugCell } from './cells.ts'
import type { Inspector } from './inspector.ts'
import { type Variable, Variables } from './variables.ts'

/** A frame of a cell on the stack. */
export interface Frame {
  readonly id: number
  readonly name: string
  readonly line: number
  readonly column: number
  readonly cell: DebugCell
  readonly call: Debugger.CallFrame
  /** Whether it is the cell itself rather than a function in it. */
  readonly top: boolean
}

/** A named set of variables. */
export interface Scope {
  readonly name: string
  readonly presentationHint?: 'locals'
  readonly variablesReference: number
  readonly expensive: boolean
}

const inner: readonly string[] = ['block', 'catch', 'with', 'eval']
const outer: readonly string[] = ['global', 'script']
let nextFrame = 1

/** The main thread standing still: the frames of cells, and what is in their scopes. Frames of the kernel and of libraries are left out. */
export class Pause {
  readonly params: Debugger.PausedEventDataType
  readonly frames: readonly Frame[]
  readonly variables: Variables
  readonly #names: readonly string[]

  constructor(params: Debugger.PausedEventDataType, cells: Cells, inspector: Inspector) {
    this.params = params
    this.frames = params.callFrames.flatMap((call) => frameOf(call, cells) ?? [])
    this.variables = new Variables(inspector, 'paused')
    this.#names = cells.names
  }

  frame(id: unknown): Frame {
    const found = this.frames.find((frame) => frame.id === id)
    if (found === undefined) throw new RangeError(`Cannot find frame ${String(id)}: the cell has gone on since`)
    return found
  }

  /** The variables of a frame, as scopes: what is local (for a cell itself, what it declares as well), what surrounds it, and the globals. */
  scopes(id: unknown): Scope[] {
    const { call, cell, top } = this.frame(id)
    const objects = (chain: readonly Debugger.Scope[]) => chain.flatMap(({ object }) => object.objectId ?? [])
    const chain = call.scopeChain.filter(({ type }) => !outer.includes(type))
    const border = chain.findIndex(({ type }) => !inner.includes(type)) + 1
    const surrounding = chain.slice(border)
    const scope = (name: string, chain: readonly Debugger.Scope[], globals: readonly string[]): Scope => ({
      name,
      ...(name === 'Locals' ? { presentationHint: 'locals' as const } : {}),
      variablesReference: this.variables.scope(objects(chain), globals),
      expensive: false,
    })
    const own = top ? cell.request.names : []
    const closure = !top && surrounding.length > 0 ? [scope('Closure', surrounding, [])] : []
    return [scope('Locals', chain.slice(0, border), own), ...closure, scope('Globals', [], this.#names)]
  }

  /** The thrown value, when the pause is for one. */
  get thrown(): Runtime.RemoteObject | undefined {
    const { reason, data } = this.params
    return reason === 'exception' || reason === 'promiseRejection' ? (data as Runtime.RemoteObject | undefined) : undefined
  }

  variable(name: string, remote: Runtime.RemoteObject): Variable {
    return this.variables.variable(name, remote)
  }
}

function frameOf(call: Debugger.CallFrame, cells: Cells): Frame | undefined {
  const cell = cells.byScript(call.location.scriptId)
  if (cell === undefined) return undefined
  const { lineNumber, columnNumber = 0 } = call.location
  const position = cell.at(lineNumber, columnNumber)
  if (position === undefined) return undefined
  const start = call.functionLocation
  const top = start === undefined || cell.at(start.lineNumber, start.columnNumber ?? 0) === undefined
  const name = top ? cell.request.label : call.functionName || '(anonymous)'
  return { id: nextFrame++, name, ...position, cell, call, top }
}
