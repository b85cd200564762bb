import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { RunRequest } from '../../link/index.ts'

/** The text of a cell that ran, for its stack traces. */
interface CellFile {
  readonly label: string
  readonly lines: readonly string[]
  readonly map: string
  trace: TraceMap | undefined
}

/** A place in a cell: line and column from 1. */
export interface CellFrame {
  readonly label: string
  readonly line: number
  readonly column: number
  readonly lines: readonly string[]
}

/** A line of a stack trace. */
export interface Frame {
  readonly text: string
  readonly cell: CellFrame | undefined
}

const files = new Map<string, CellFile>()
const framesOf = new WeakMap<object, readonly Frame[]>()
const kernelFolder = fileURLToPath(new URL('..', import.meta.url))
const kernelUrl = new URL('..', import.meta.url).href

/** Notes a cell's text and map, and returns the name its script runs under: a file of the notebook's folder, so that imports resolve there. */
export function registerCellFile({ cell, label, source, map }: RunRequest): string {
  const name = join(process.cwd(), `${label}~${cell}.ts`)
  files.set(name, { label, lines: source.split('\n'), map, trace: undefined })
  return name
}

function mapped(site: NodeJS.CallSite): CellFrame | undefined {
  const file = files.get(site.getFileName() ?? '')
  if (file === undefined) return undefined
  const line = site.getLineNumber() ?? 1
  const column = site.getColumnNumber() ?? 1
  try {
    file.trace ??= new TraceMap(file.map)
    const original = originalPositionFor(file.trace, { line, column: column - 1 })
    if (original.line !== null) return { label: file.label, line: original.line, column: original.column + 1, lines: file.lines }
  } catch {
    // A cell without a usable map keeps the positions of the code that ran.
  }
  return { label: file.label, line, column, lines: file.lines }
}

function frameOf(site: NodeJS.CallSite): Frame {
  const cell = mapped(site)
  const text = String(site)
  if (cell === undefined) return { text, cell }
  const place = `${site.getFileName()}:${site.getLineNumber()}:${site.getColumnNumber()}`
  return { text: text.replace(place, `${cell.label}:${cell.line}:${cell.column}`), cell }
}

function isKernels(site: NodeJS.CallSite): boolean {
  const file = site.getFileName() ?? ''
  return file.startsWith(kernelFolder) || file.startsWith(kernelUrl)
}

function isNodes(site: NodeJS.CallSite): boolean {
  return (site.getFileName() ?? '').startsWith('node:')
}

/** The frames a reader wants: not the kernel's, and Node's own only where no cell is involved. */
function wanted(sites: readonly NodeJS.CallSite[]): Frame[] {
  const fromCell = sites.some((site) => files.has(site.getFileName() ?? ''))
  return sites.filter((site) => !isKernels(site) && !(fromCell && isNodes(site))).map(frameOf)
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** Makes stack traces name cells and their own lines. */
export function mapStackTraces(): void {
  Error.prepareStackTrace = (error, sites) => {
    const frames = wanted(sites)
    framesOf.set(error, frames)
    return [headOf(error), ...frames.map((frame) => `    at ${frame.text}`)].join('\n')
  }
}

/** The frames of an error; undefined when its stack was not made here. */
export function frames(error: Error): readonly Frame[] | undefined {
  void error.stack
  return framesOf.get(error)
}
