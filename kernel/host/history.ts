import type { HistoryFile, Remembered } from './history-file.ts'

/** What was entered, and what came of it. */
interface Entry {
  readonly line: number
  readonly input: string
  output: string | null
}

type Shown = Remembered & { readonly output: string | null }
type Request = Readonly<Record<string, unknown>>
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

/** The inputs of this session, with their outputs, and the inputs of earlier ones. Outputs are not written to disk. */
export class History {
  readonly #entries: Entry[] = []
  readonly #file: HistoryFile | undefined

  constructor(file?: HistoryFile) {
    this.#file = file
  }

  add(line: number, input: string): (output: string) => void {
    const entry: Entry = { line, input, output: null }
    this.#entries.push(entry)
    this.#file?.add(line, input)
    return (output) => {
      entry.output = output
    }
  }

  /** Answers a `history_request`: the last `n`, a range of one session (0: this one, -1: the one before), or what matches a glob. */
  async answer(request: Request): Promise<Row[]> {
    const type = request['hist_access_type']
    const { entries, session } = await this.#all()
    const found =
      type === 'range' ? range(entries, session, request) : type === 'search' ? search(entries, request) : tail(entries, request)
    const row = ({ session, line, input, output }: Shown): Row => [session, line, request['output'] === true ? [input, output] : input]
    return found.map(row)
  }

  /** Waits until all has been written. */
  async close(): Promise<void> {
    await this.#file?.close()
  }

  async #all(): Promise<{ entries: Shown[]; session: number }> {
    const { entries, session } = (await this.#file?.read()) ?? { entries: [], session: 1 }
    const others = entries.filter((entry) => entry.session !== session).map((entry) => ({ ...entry, output: null }))
    const own = this.#entries.map((entry) => ({ session, ...entry }))
    return { entries: [...others, ...own].sort((a, b) => a.session - b.session), session }
  }
}

function tail(entries: readonly Shown[], request: Request): readonly Shown[] {
  return entries.slice(-Math.max(1, whole(request['n'], 10)))
}

function range(entries: readonly Shown[], current: number, request: Request): readonly Shown[] {
  const asked = whole(request['session'], 0)
  const wanted = asked > 0 ? asked : current + asked
  const start = whole(request['start'], 0)
  const stop = whole(request['stop'], Number.POSITIVE_INFINITY)
  return entries.filter(({ session, line }) => session === wanted && line >= start && line < stop)
}

function search(entries: readonly Shown[], request: Request): readonly Shown[] {
  const matches = glob(String(request['pattern'] ?? '*'))
  const found = entries.filter(({ input }) => matches.test(input))
  const newest = new Map<string, Shown>()
  if (request['unique'] === true)
    for (const entry of found) {
      newest.delete(entry.input)
      newest.set(entry.input, entry)
    }
  const last = request['unique'] === true ? [...newest.values()] : found
  return last.slice(-Math.max(1, whole(request['n'], last.length)))
}
