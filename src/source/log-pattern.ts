/** Formats of log lines that go by name. */
export type LogFormat = 'common' | 'combined'

const quoted = '(?:[^"\\\\]|\\\\.)*'
const request = `"(?<request>(?:(?<method>[A-Z]+) (?<path>[^\\s"]+)(?: (?<protocol>[^\\s"]+))?|${quoted}))"`
const common = `(?<host>\\S+) (?<ident>\\S+) (?<user>\\S+) \\[(?<time>[^\\]]+)\\] ${request} (?<status>\\d{3}) (?<bytes>\\d+|-)`

const named: Readonly<Record<LogFormat, RegExp>> = {
  common: new RegExp(`^${common}\\s*$`),
  combined: new RegExp(`^${common} "(?<referer>${quoted})" "(?<agent>${quoted})"\\s*$`),
}

export const logFormats = Object.keys(named) as readonly LogFormat[]

/** How the lines of a log are taken apart. */
export interface LinePattern {
  readonly names: readonly string[]
  /** The values of a line, in the order of the names; undefined when it does not match. */
  values(line: string): readonly (string | null)[] | undefined
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `10/Oct/2000:13:55:36 -0700` as `2000-10-10 13:55:36-07:00`; other texts as they are. */
function webTime(text: string): string {
  const found = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/.exec(text)
  const month = months.indexOf(found?.[2] ?? '') + 1
  if (found === null || month === 0) return text
  return `${found[3]}-${String(month).padStart(2, '0')}-${found[1]} ${found[4]}${found[5]}:${found[6]}`
}

function groupNames(pattern: RegExp): string[] {
  return Object.keys(new RegExp(`${pattern.source}|`, pattern.flags.replace(/[gy]/g, '')).exec('')?.groups ?? {})
}

/**
 * A pattern ready for use: each named group is a column.
 *
 * @throws TypeError when it has no named groups
 */
export function linePattern(pattern: RegExp | LogFormat): LinePattern {
  if (typeof pattern === 'string') {
    const of = linePattern(named[pattern])
    const time = of.names.indexOf('time')
    return {
      names: of.names,
      values: (line) => of.values(line)?.map((value, i) => (value === '-' ? null : i === time ? webTime(value ?? '') : value)),
    }
  }
  const names = groupNames(pattern)
  if (names.length === 0)
    throw new TypeError(`Cannot use the pattern ${String(pattern)}: name its groups, (?<ip>\\S+); each named group is a column`)
  const test = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
  return {
    names,
    values: (line) => {
      const groups = test.exec(line)?.groups
      return groups === undefined ? undefined : names.map((name) => groups[name] ?? null)
    },
  }
}
