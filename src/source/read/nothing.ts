import { textLiteral } from '../../engine/index.ts'
import { type CacheEntry, entryFiles } from '../cache.ts'
import type { ReadContext } from './context.ts'

/** The entry of a file without a single value: a table of no columns and no rows. */
export async function readNothing(context: ReadContext, staging: string): Promise<CacheEntry> {
  await context.engine.query(`COPY (SELECT 1 AS "nothing" WHERE FALSE) TO ${textLiteral(entryFiles(staging).data)} (FORMAT parquet)`)
  return { version: 1, path: context.path, format: context.format, columns: [], rejected: 0, notes: [], fingerprint: '' }
}
