const colour = (code: number, reset: number) => (text: string) => `\u001b[${code}m${text}\u001b[${reset}m`

/** Colours of tracebacks. */
export const paint = {
  error: colour(31, 39),
  place: colour(36, 39),
  mark: colour(31, 39),
  faint: colour(2, 22),
}

/** The line of a cell with its neighbours, and a caret below the column. Lines and columns from 1. */
export function excerpt(lines: readonly string[], line: number, column: number, end = column + 1): string[] {
  const width = String(Math.min(line + 1, lines.length)).length
  const shown: string[] = []
  for (let number = Math.max(1, line - 1); number <= Math.min(line + 1, lines.length); number++) {
    const text = lines[number - 1] ?? ''
    const margin = `${String(number).padStart(width)} | `
    if (number !== line) {
      shown.push(paint.faint(`      ${margin}${text}`))
      continue
    }
    shown.push(`    ${paint.mark('>')} ${margin}${text}`)
    const before = text.slice(0, column - 1).replace(/[^\t]/g, ' ')
    shown.push(`      ${' '.repeat(width)} | ${before}${paint.mark('^'.repeat(Math.max(1, end - column)))}`)
  }
  return shown
}
