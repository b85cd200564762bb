const colour = (code: number, reset: number) => (text: string) => `\u001b[${code}m${text}\u001b[${reset}m`

/** Colours of tracebacks. */
export const paint = {
  error: colour(31, 39),
  place: colour(36, 39),
  mark: colour(31, 39),
  faint: colour(2, 22),
}

const longest = 200
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/gu

/** Blanks as wide as a text. */
function blank(text: string): string {
  return text.replace(wide, '  ').replace(/[^\t ]/gu, ' ')
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text
}

/** The line of a cell with its neighbours, and a caret below the column. Lines and columns from 1. */
export function excerpt(lines: readonly string[], line: number, column: number, end = column + 1): string[] {
  const width = String(Math.min(line + 1, lines.length)).length
  const shown: string[] = []
  for (let number = Math.max(1, line - 1); number <= Math.min(line + 1, lines.length); number++) {
    const text = cut(lines[number - 1] ?? '')
    const margin = `${String(number).padStart(width)} | `
    if (number !== line) {
      shown.push(paint.faint(`      ${margin}${text}`))
      continue
    }
    shown.push(`    ${paint.mark('>')} ${margin}${text}`)
    if (column > text.length + 1) continue
    shown.push(
      `      ${' '.repeat(width)} | ${blank(text.slice(0, column - 1))}${paint.mark('^'.repeat(Math.max(1, Math.min(end, text.length + 1) - column)))}`,
    )
  }
  return shown
}
