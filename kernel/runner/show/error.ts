import { inspect } from 'node:util'
import { excerpt, paint } from '../../link/excerpt.ts'
import type { ErrorReport } from '../../link/index.ts'
import { type Frame, frames } from './stack.ts'

const maximumCauses = 8
const maximumFrames = 30

function frameLines(list: readonly Frame[]): string[] {
  const lines: string[] = []
  let shown = false
  for (const { text, cell } of list.slice(0, maximumFrames)) {
    lines.push(`    at ${cell === undefined ? text : paint.place(text)}`)
    if (cell === undefined || shown) continue
    shown = true
    lines.push(...excerpt(cell.lines, cell.line, cell.column))
  }
  if (list.length > maximumFrames) lines.push(`    ... ${list.length - maximumFrames} more`)
  return lines
}

/** What an error carries beside its message, such as a system call's code. */
function details(error: Error): string[] {
  const own = Object.fromEntries(Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause', 'errors'].includes(key)))
  return Object.keys(own).length === 0 ? [] : inspect(own, { depth: 2, maxArrayLength: 20 }).split('\n')
}

function stackLines(error: Error): string[] {
  const own = frames(error)
  if (own !== undefined) return frameLines(own)
  return String(error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
}

function nameOf(error: Error): string {
  return error.name || error.constructor?.name || 'Error'
}

function describe(error: unknown, depth: number): string[] {
  if (!(error instanceof Error)) return [`${paint.error('Thrown')}: ${inspect(error)}`]
  const lines = [`${paint.error(nameOf(error))}: ${error.message}`, ...stackLines(error), ...details(error)]
  if (depth >= maximumCauses) return lines
  if (error.cause !== undefined) lines.push('', 'Caused by:', ...describe(error.cause, depth + 1))
  if (error instanceof AggregateError)
    for (const each of error.errors.slice(0, maximumCauses)) lines.push('', 'One of:', ...describe(each, depth + 1))
  return lines
}

/** An error as a front end shows it: its cell's own lines, no line of the kernel's, and its causes. */
export function reportError(error: unknown): ErrorReport {
  try {
    const isError = error instanceof Error
    return {
      ename: isError ? nameOf(error) : 'Thrown',
      evalue: isError ? String(error.message) : inspect(error),
      traceback: describe(error, 0),
    }
  } catch {
    return { ename: 'Error', evalue: 'An error that cannot be shown', traceback: ['An error that cannot be shown'] }
  }
}
