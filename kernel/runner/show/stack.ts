import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import type { RunRequest } from '../../link/index.ts'
import { pathOf, shortPath } from './short-path.ts'

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
/** The cells that last had a label. */
const labelled = new Map<string, CellFile>()
const kernelFolder = fileURLToPath(new URL('../..', import.meta.url))
const stackLimit = 30

/** Notes a cell's text and map, and returns the name its script runs under: a file of the notebook's folder, so that imports resolve there. */
export function registerCellFile({ cell, label, source, map }: RunRequest): string {
  const name = join(process.cwd(), `${label}~${cell}.ts`)
  const file = { label, lines: source.split('\n'), map, trace: undefined }
  files.set(name, file)
  labelled.set(label, file)
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
  const file = site.getFileName() ?? ''
  const place = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`
  if (cell !== undefined) return { text: text.replace(place, `${cell.label}:${cell.line}:${cell.column}`), cell }
  return { text: text.replace(file, shortPath(file)), cell }
}

function isKernels(file: string): boolean {
  return pathOf(file).startsWith(kernelFolder)
}

/** The frames a reader wants: not the kernel's, and Node's own only where no cell is involved. */
function wanted(sites: readonly NodeJS.CallSite[]): Frame[] {
  const named = sites.map((site) => ({ site, file: site.getFileName() ?? '' }))
  const fromCell = named.some(({ file }) => files.has(file))
  return named.filter(({ file }) => !isKernels(file) && !(fromCell && file.startsWith('node:'))).map(({ site }) => frameOf(site))
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** Makes stack traces name cells and their own lines, and other files without the folders of this machine. */
export function mapStackTraces(): void {
  Error.stackTraceLimit = stackLimit
  Error.prepareStackTrace = (error, sites) => {
    const frames = wanted(sites)
    framesOf.set(error, frames)
    return [headOf(error), ...frames.map((frame) => `    at ${frame.text}`)].join('\n')
  }
}

const cellPlace = /(In\[\d+\]):(\d+):(\d+)/
const filePlace = /((?:^|\()(?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?)(?=:\d+(?::\d+)?\)?$)/

/** A line of a stack made elsewhere: by another thread, or put together of several. */
function readFrame(text: string): Frame | undefined {
  const [, label = '', line, column] = cellPlace.exec(text) ?? []
  const file = labelled.get(label)
  if (file !== undefined) return { text, cell: { label, line: Number(line), column: Number(column), lines: file.lines } }
  const [, , path] = filePlace.exec(text) ?? []
  if (path === undefined) return { text, cell: undefined }
  return isKernels(path) ? undefined : { text: text.replace(path, shortPath(path)), cell: undefined }
}

/** The frames of an error, as its stack now names them. */
export function frames(error: Error): readonly Frame[] {
  const stack = String(error.stack ?? '')
  const known = new Map(framesOf.get(error)?.map((frame) => [frame.text, frame]))
  const head = headOf(error)
  const lines = (stack.startsWith(head) ? stack.slice(head.length) : stack).split('\n').filter((line) => /^\s+at /.test(line))
  const all = lines.flatMap((line) => {
    const text = line.trim().slice(3)
    return known.get(text) ?? readFrame(text) ?? []
  })
  const fromCell = all.some(({ cell }) => cell !== undefined)
  return all.filter(({ text }) => !(fromCell && /(^|\(|async )node:/.test(text)))
}
