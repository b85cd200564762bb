import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { messageOf } from '../util/index.ts'

/** A value of SQLite, whole numbers as `bigint`. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/** A SQLite file that can be asked. */
export interface SqliteFile {
  /** The rows of a query, one after the other. */
  rows(sql: string): Iterable<readonly SqliteValue[]>
  close(): void
}

interface Statement {
  setReadBigInts(on: boolean): void
  iterate(): Iterable<Record<string, SqliteValue>>
}

type BuiltIn = { DatabaseSync: new (path: string, options: { readOnly: boolean }) => { prepare(sql: string): Statement; close(): void } }

/** The SQLite that comes with Node from 22.5 on: reads the file page by page. */
function builtIn(path: string): SqliteFile | undefined {
  const found = (process as { getBuiltinModule?: (name: string) => unknown }).getBuiltinModule?.('node:sqlite') as BuiltIn | undefined
  if (found === undefined) return undefined
  const database = new found.DatabaseSync(path, { readOnly: true })
  return {
    *rows(sql) {
      const statement = database.prepare(sql)
      statement.setReadBigInts(true)
      for (const row of statement.iterate()) yield Object.values(row)
    },
    close: () => database.close(),
  }
}

interface Compiled {
  prepare(sql: string): { step(): boolean; get(params: null, config: { useBigInt: boolean }): SqliteValue[]; free(): void }
  close(): void
}
type Initialise = () => Promise<{ Database: new (bytes: Uint8Array) => Compiled }>

/** The package `sql.js`, where Node brings no SQLite: holds the whole file in memory. */
async function compiled(path: string, shown: string): Promise<SqliteFile> {
  const name = 'sql.js'
  const module = (await import(name).catch((error: unknown) => {
    throw new Error(
      `Cannot open ${JSON.stringify(shown)}: this Node (${process.version}) has no SQLite; run Node 22.5 or newer, or install the package "sql.js"`,
      { cause: error },
    )
  })) as { default: Initialise }
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new Error(
      `Cannot open ${JSON.stringify(shown)}: changes beside it (-wal) are not in it yet, and this Node has no SQLite to read them; close what writes to it`,
    )
  const { Database } = await module.default()
  const database = new Database(await readFile(path))
  return {
    *rows(sql) {
      const statement = database.prepare(sql)
      try {
        while (statement.step()) yield statement.get(null, { useBigInt: true })
      } finally {
        statement.free()
      }
    },
    close: () => database.close(),
  }
}

/**
 * Opens a SQLite file to be read.
 *
 * @throws RangeError when it is none
 */
export async function openSqlite(path: string, shown: string): Promise<SqliteFile> {
  let file: SqliteFile | undefined
  try {
    file = builtIn(path) ?? (await compiled(path, shown))
    for (const _ of file.rows('SELECT count(*) FROM sqlite_master'));
    return file
  } catch (error) {
    file?.close()
    if (/has no SQLite/.test(messageOf(error))) throw error
    throw new RangeError(`Cannot open ${JSON.stringify(shown)}: it is not a whole SQLite file (${messageOf(error)})`, { cause: error })
  }
}
