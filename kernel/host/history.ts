/** What was entered, and what came of it. */
interface Entry {
  readonly line: number
  readonly input: string
  output: string | null
}

type Row = [session: number, line: number, input: string | [string, string | null]]

/** A glob with `*`, `?` and `[set]` as a regular expression over whole texts. */
function glob(pattern: string): RegExp {
  const source = pattern.replace(/\[([^\]]+)\]|[^\w\s]/g, (sign, set: string | undefined) => {
    if (set !== undefined) return `[${set.replaceAll('\\', '\\\\').replace(/^!/, '^')}]`
    return sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`
  })
  return new RegExp(`^${source}$`, 's')
}

const whole = (value: unknown, fallback: number): number => (Number.isInteger(value) ? (value as number) : fallback)

/** The inputs of this session. */
export class History {
  readonly session = 1
  readonly #entries: Entry[] = []

  add(line: number, input: string): (output: string) => void {
    const entry: Entry = { line, input, output: null }
    this.#entries.push(entry)
    return (output) => {
      entry.output = output
    }
  }

  /** Answers a `history_request`: the last `n`, a range of this session, or what matches a glob. */
  answer(request: Readonly<Record<string, unknown>>): Row[] {
    const type = request['hist_access_type']
    const entries = type === 'range' ? this.#range(request) : type === 'search' ? this.#search(request) : this.#tail(request)
    const row = ({ line, input, output }: Entry): Row => [this.session, line, request['output'] === true ? [input, output] : input]
    return entries.map(row)
  }

  #tail(request: Readonly<Record<string, unknown>>): Entry[] {
    return this.#entries.slice(-Math.max(1, whole(request['n'], 10)))
  }

  #range(request: Readonly<Record<string, unknown>>): Entry[] {
    const session = whole(request['session'], 0)
    if (session !== 0 && session !== this.session) return []
    const start = whole(request['start'], 0)
    const stop = whole(request['stop'], Number.POSITIVE_INFINITY)
    return this.#entries.filter(({ line }) => line >= start && line < stop)
  }

  #search(request: Readonly<Record<string, unknown>>): Entry[] {
    const matches = glob(String(request['pattern'] ?? '*'))
    const found = this.#entries.filter(({ input }) => matches.test(input))
    const last = request['unique'] === true ? [...new Map(found.map((entry) => [entry.input, entry])).values()] : found
    return last.slice(-whole(request['n'], last.length))
  }
}
