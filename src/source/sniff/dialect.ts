import { type Dialect, records } from './records.ts'

const candidates = [',', '\t', ';', '|', '\u0001', '^', '~']
const limit = 200

/** How evenly a delimiter cuts a text into records: 0 when it never stands there. */
function score(text: string, dialect: Dialect, whole: boolean): number {
  const widths = new Map<number, number>()
  const parsed = records(text, dialect, limit, whole)
  for (const { values } of parsed) widths.set(values.length, (widths.get(values.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of widths) {
    if (width === 1) continue
    const even = count / parsed.length
    best = Math.max(best, even * even * (1 + Math.log2(width) / 10))
  }
  return best
}

/** The dialect of delimited text from its first part: the delimiter that cuts most lines into equally many values. */
export function detectDialect(
  text: string,
  whole: boolean,
  given: { readonly delimiter?: string | undefined; readonly tabs?: boolean },
): Dialect {
  const quote = '"'
  const escapedBy = /\\"/.test(text) && !/""/.test(text) ? '\\' : quote
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, quote, escape: escapedBy }
  const order = given.tabs === true ? ['\t', ...candidates.filter((c) => c !== '\t')] : candidates
  let best: Dialect = { delimiter: given.tabs === true ? '\t' : ',', quote, escape: escapedBy }
  let highest = 0
  for (const delimiter of order) {
    const dialect = { delimiter, quote, escape: escapedBy }
    const value = score(text, dialect, whole)
    if (value > highest + 1e-9) {
      highest = value
      best = dialect
    }
  }
  return best
}
