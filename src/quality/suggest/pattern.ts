import type { ValueCount } from './learn.ts'

const classes: Readonly<Record<string, string>> = { '9': '\\d', A: '[A-Z]', a: '[a-z]' }
/** At least this share of values must have one of the shapes. */
const covered = 0.95
/** Most shapes of a pattern. */
const mostShapes = 4

/** A pattern that nearly all values match, made of their shapes (`AA-999`), or null when they have no common shape. */
export function patternOf(shapes: readonly ValueCount[]): string | null {
  return regexOf(shapes, true) ?? regexOf(merged(shapes), false)
}

function regexOf(shapes: readonly ValueCount[], exact: boolean): string | null {
  const total = shapes.reduce((sum, { count }) => sum + count, 0)
  const chosen: string[] = []
  let seen = 0
  for (const { value, count } of [...shapes].sort((a, b) => b.count - a.count)) {
    if (chosen.length === mostShapes || count < 0.002 * total || count < 3) break
    chosen.push(value)
    seen += count
  }
  if (
    chosen.length === 0 ||
    seen < covered * total ||
    !chosen.some((shape) => /9/.test(shape)) ||
    chosen.some((shape) => shape.length > 40)
  )
    return null
  const parts = chosen.map((shape) => runs(shape, exact)).sort()
  return parts.length === 1 ? `^${parts[0]}$` : `^(${parts.join('|')})$`
}

/** Shapes whose runs have lost their lengths: `AA-999` and `A-99` are both `A-9`. */
function merged(shapes: readonly ValueCount[]): ValueCount[] {
  const counts = new Map<string, number>()
  for (const { value, count } of shapes) {
    const short = value.replace(/([9Aa])\1+/g, '$1')
    counts.set(short, (counts.get(short) ?? 0) + count)
  }
  return [...counts].map(([value, count]) => ({ value, count }))
}

function runs(shape: string, exact: boolean): string {
  return shape.replace(/([9Aa])\1*|[^9Aa]/gu, (run) => {
    const first = run[0]!
    const known = classes[first]
    if (known === undefined) return run.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    return exact ? (run.length === 1 ? known : `${known}{${run.length}}`) : `${known}+`
  })
}
