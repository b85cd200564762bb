import { duckdb } from './duckdb/duckdb.ts'
import type { Engine } from './engine.ts'

let shared: Engine | undefined

/**
 * The engine that everything uses unless told otherwise: embedded DuckDB, started by the first query.
 *
 * @example
 * rowsOf(await engine().query('SELECT 42 AS answer')) // [{ answer: 42 }]
 */
export function engine(): Engine {
  shared ??= duckdb()
  return shared
}
