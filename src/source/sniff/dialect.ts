import { type Dialect, records } from './records.ts'

const candidates = [',', '\t', ';', '|', '\u0001', '^', '~', '#']
const limit = 200

/** How evenly a dialect cuts a text into records; records that its quotes do not fit count against it. */
function score(text: string, dialect: Dialect, whole: boolean): number {
  const widths = new Map<number, number>()
  const parsed = records(text, dialect, limit, whole)
  for (const { values, stray } of parsed) if (!stray) widths.set(values.length, (widths.get(values.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of widths) {
    const even = count / parsed.length
    best = Math.max(best, even * even * (width === 1 ? 0.01 : 1 + Math.log2(width) / 10))
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
  const delimiters =
    given.delimiter !== undefined ? [given.delimiter] : given.tabs === true ? ['\t', ...candidates.filter((c) => c !== '\t')] : candidates
  const escapes = text.includes('\\"') ? [quote, '\\'] : [quote]
  let best: Dialect = { delimiter: delimiters[0]!, quote, escape: quote }
  let highest = 0
  for (const escapedBy of escapes) {
    for (const delimiter of delimiters) {
      const dialect = { delimiter, quote, escape: escapedBy }
      const value = score(text, dialect, whole)
      if (value > highest + 1e-9) {
        highest = value
        best = dialect
      }
    }
  }
  return best
}
