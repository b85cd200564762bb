import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What was entered in some session. */
export interface Remembered {
  readonly session: number
  readonly line: number
  readonly input: string
}

/** Bytes from which a file is put aside when a session starts to write; the one put aside before it is dropped. */
const limit = 8 * 2 ** 20

/**
 * The inputs of all sessions on disk: one JSON object a line, each appended in one piece, so that kernels may share the file.
 *
 * A session is named by a random id and numbered by the order in which ids first appear; a line with `before` counts the sessions that are no
 * longer kept. A folder that cannot be read or written is no error: there is just nothing to remember.
 */
export class HistoryFile {
  readonly id = randomUUID()
  readonly #folder: string
  readonly #limit: number
  #last: Promise<unknown> = Promise.resolve()
  #opened = false

  constructor(folder: string, bytes = limit) {
    this.#folder = folder
    this.#limit = bytes
  }

  /** Appends an input of this session. */
  add(line: number, input: string): void {
    this.#last = this.#last
      .then(async () => {
        if (!this.#opened) await this.#open()
        this.#opened = true
        await this.#append({ session: this.id, line, input })
      })
      .catch(() => undefined)
  }

  /** All inputs that are kept, in the order of sessions, and the number of this session. */
  async read(): Promise<{ entries: Remembered[]; session: number }> {
    await this.#last
    return numbered([...(await this.#lines(this.#old)), ...(await this.#lines(this.#file))], this.id)
  }

  /** Waits until all has been written. */
  async close(): Promise<void> {
    await this.#last
  }

  get #file(): string {
    return join(this.#folder, 'history.jsonl')
  }

  get #old(): string {
    return join(this.#folder, 'history.old.jsonl')
  }

  async #open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const { size } = await stat(this.#file).catch(() => ({ size: 0 }))
    if (size < this.#limit) return
    const { session } = numbered(await this.#lines(this.#old), this.id)
    await rename(this.#file, this.#old)
    await this.#append({ before: session - 1 })
  }

  #append(record: object): Promise<void> {
    return appendFile(this.#file, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  }

  async #lines(path: string): Promise<unknown[]> {
    const text = await readFile(path, 'utf8').catch(() => '')
    return text.split('\n').flatMap((line) => parsed(line))
  }
}

function parsed(line: string): unknown[] {
  if (line === '') return []
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

function numbered(records: readonly unknown[], own: string): { entries: Remembered[]; session: number } {
  const ids = new Map<string, number>()
  const before = Math.max(0, ...records.map((record) => Number((record as { before?: unknown } | null)?.before ?? 0) || 0))
  const numberOf = (id: string) => ids.get(id) ?? before + ids.size + 1
  const entries: Remembered[] = []
  for (const record of records) {
    const { session, line, input } = (record ?? {}) as { session?: unknown; line?: unknown; input?: unknown }
    if (typeof session !== 'string' || typeof line !== 'number' || typeof input !== 'string') continue
    const number = numberOf(session)
    ids.set(session, number)
    entries.push({ session: number, line, input })
  }
  return { entries: entries.sort((a, b) => a.session - b.session || a.line - b.line), session: numberOf(own) }
}
