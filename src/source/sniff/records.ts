/** How the values of a delimited text file are told apart. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: string
  /** What stands before a quote inside a quoted value: the quote itself, or a backslash. */
  readonly escape: string
}

export interface Record {
  readonly values: readonly (string | null)[]
  /** The 1-based line it starts on. */
  readonly line: number
  /** Whether text stands between a closing quote and the next delimiter. */
  readonly stray: boolean
}

/**
 * The first records of a text, as far as they are complete. An unquoted empty value is null, a quoted one is ''.
 *
 * @param whole whether the text is the whole file, so that its last line counts
 */
export function records(text: string, dialect: Dialect, limit: number, whole: boolean): Record[] {
  const { delimiter, quote, escape: escapedBy } = dialect
  const out: Record[] = []
  let at = 0
  let line = 1
  const { length } = text
  while (at < length && out.length < limit) {
    const start = line
    const values: (string | null)[] = []
    let ended = false
    let stray = false
    while (!ended) {
      let value: string | null
      if (text[at] === quote) {
        let content = ''
        let closed = false
        at++
        while (at < length) {
          const c = text[at]!
          if (c === escapedBy && escapedBy !== quote && at + 1 < length) {
            content += text[at + 1]
            at += 2
          } else if (c === quote) {
            if (escapedBy === quote && text[at + 1] === quote) {
              content += quote
              at += 2
            } else {
              at++
              closed = true
              break
            }
          } else {
            if (c === '\n' || (c === '\r' && text[at + 1] !== '\n')) line++
            content += c
            at++
          }
        }
        if (!closed) return out
        // what stands between a closing quote and the next delimiter belongs to the value as it is
        const from = at
        while (at < length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
        if (at > from) stray = true
        value = content + text.slice(from, at)
      } else {
        const from = at
        while (at < length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
        value = at === from ? null : text.slice(from, at)
      }
      values.push(value)
      if (at >= length) {
        if (!whole) return out
        ended = true
      } else if (text[at] === delimiter) at++
      else {
        if (text[at] === '\r' && text[at + 1] === '\n') at++
        at++
        line++
        ended = true
      }
    }
    if (values.length > 1 || values[0] !== null) out.push({ values, line: start, stray })
  }
  return out
}
