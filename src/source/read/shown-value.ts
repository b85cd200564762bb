import { detectPersonal } from '../../semantic/index.ts'

const longest = 40

/** A value of a file as a note may show it: in quotes and cut; left out where it, or its column, looks personal. */
export function shownValue(column: string, value: string): string {
  if (detectPersonal(column, [value]) !== null) return '(personal value, not shown)'
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
}
