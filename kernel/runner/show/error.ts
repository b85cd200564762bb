import { inspect } from 'node:util'
import { excerpt, paint } from '../../link/excerpt.ts'
import type { ErrorReport } from '../../link/index.ts'
import { type CellFrame, frames } from './stack.ts'

const maximumCauses = 8
const maximumFrames = 20

const place = ({ label, line, column }: CellFrame) => paint.place(`${label}:${line}:${column}`)
const lineOf = ({ lines, line, column }: CellFrame) => excerpt(lines, line, column)

/** The frames, with the lines of the cell nearest to the error and of the one that ran. What was thrown below a cell begins with the cell's line. */
function stackLines(error: Error): string[] {
  const list = frames(error)
  const inCells = list.flatMap(({ cell }) => cell ?? [])
  const [near, ran] = [inCells[0], inCells.at(-1)]
  const below = near !== undefined && list[0]?.cell === undefined
  const lines = below ? [`    at ${place(near)}`, ...lineOf(near)] : []
  for (const { text, cell } of list.slice(0, maximumFrames)) {
    lines.push(`    at ${cell === undefined ? text : paint.place(text)}`)
    if (cell !== undefined && ((cell === near && !below) || (cell === ran && cell.label !== near?.label))) lines.push(...lineOf(cell))
  }
  if (list.length > maximumFrames) lines.push(`    ... ${list.length - maximumFrames} more`)
  return lines
}

/** What an error carries beside its message, such as a system call's code. */
function details(error: Error): string[] {
  const own = Object.fromEntries(Object.entries(error).filter(([key]) => !['name', 'message', 'stack', 'cause'].includes(key)))
  return Object.keys(own).length === 0 ? [] : inspect(own, { depth: 2, maxArrayLength: 20 }).split('\n')
}

function nameOf(error: Error): string {
  return error.name || error.constructor?.name || 'Error'
}

/** Modules that are not found are said to be imported from a file that stands for the cell: no reader knows it. */
function messageOf({ message }: Error): string {
  return String(message).replace(/ imported from \S.*[\\/](?:cell|In\[[\d ]+\]~\d+)\.ts$/m, '')
}

function describe(error: unknown, depth: number): string[] {
  if (!(error instanceof Error)) return [`${paint.error('Thrown')}: ${inspect(error)}`]
  const lines = [`${paint.error(nameOf(error))}: ${messageOf(error)}`, ...stackLines(error), ...details(error)]
  if (depth >= maximumCauses) return lines
  if (error.cause !== undefined) lines.push('', 'Caused by:', ...describe(error.cause, depth + 1))
  if (isSuppressed(error))
    lines.push('', 'Caused by:', ...describe(error.error, depth + 1), '', 'Suppressed:', ...describe(error.suppressed, depth + 1))
  if (error instanceof AggregateError) lines.push(...aggregated(error.errors, depth + 1))
  return lines
}

/** What leaving a block with `using` throws when the block has thrown already. */
function isSuppressed(error: Error): error is SuppressedError {
  return error.name === 'SuppressedError' && 'suppressed' in error
}

function aggregated(errors: readonly unknown[], depth: number): string[] {
  const lines = errors.slice(0, maximumCauses).flatMap((each, at) => ['', `${at + 1} of ${errors.length}:`, ...describe(each, depth)])
  return errors.length > maximumCauses ? [...lines, '', `... ${errors.length - maximumCauses} more`] : lines
}

/** An error as a front end shows it: its cell's own lines, no line of the kernel's, and its causes. */
export function reportError(error: unknown): ErrorReport {
  try {
    const isError = error instanceof Error
    return {
      ename: isError ? nameOf(error) : 'Thrown',
      evalue: isError ? messageOf(error) : inspect(error),
      traceback: describe(error, 0),
    }
  } catch {
    return { ename: 'Error', evalue: 'An error that cannot be shown', traceback: ['An error that cannot be shown'] }
  }
}
