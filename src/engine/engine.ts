import type { ColumnType } from '../protocol/index.ts'

/** A column of a result. */
export interface Field {
  readonly name: string
  readonly type: ColumnType
  /** The engine's own name of the type, such as `DECIMAL(10,2)` or `TIMESTAMP WITH TIME ZONE`. */
  readonly native: string
}

/**
 * Rows of a result, by column. Values are JavaScript's: whole numbers and decimals as `number`, dates and timestamps as `Date` in UTC,
 * times and intervals as text, lists as arrays, structs as objects, missing as null.
 */
export interface Batch {
  readonly fields: readonly Field[]
  readonly rows: number
  readonly columns: readonly ArrayLike<unknown>[]
}

export interface QueryOptions {
  /** Interrupts the query; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Share done, 0 to 1, while the query runs; engines that cannot tell never call it. */
  readonly onProgress?: (share: number) => void
  /** What whole numbers beyond 2^53 - 1 become: an error that names the column (the default), text (to display them) or `bigint`. */
  readonly large?: 'error' | 'text' | 'bigint'
}

/** What runs queries. Tables carry the engine they belong to; nothing else knows which one it is. */
export interface Engine {
  readonly name: 'duckdb' | 'spark'
  /** Resolves when the engine is up. */
  version(): Promise<string>
  /** Runs one statement and gives its whole result. */
  query(sql: string, options?: QueryOptions): Promise<Batch>
  /** Runs one statement and gives its result in batches of some thousand rows, read only as fast as they are taken. */
  stream(sql: string, options?: QueryOptions): AsyncIterable<Batch>
  /** The columns that a query would give, without running it. */
  describe(sql: string): Promise<readonly Field[]>
  close(): Promise<void>
}
