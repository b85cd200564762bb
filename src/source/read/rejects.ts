import { textLiteral } from '../../engine/index.ts'
import { entryFiles } from '../cache.ts'
import type { ReadContext } from './context.ts'

const columns = `{line: 'BIGINT', "column": 'VARCHAR', reason: 'VARCHAR', raw: 'VARCHAR'}`

/** Keeps rejected lines, given as JSON lines, in the folder of an entry. */
export async function keepRejects(context: ReadContext, lines: string, staging: string): Promise<void> {
  const source = `read_json(${textLiteral(lines)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = ${columns})`
  await context.engine.query(`COPY (SELECT * FROM ${source}) TO ${textLiteral(entryFiles(staging).rejects)} (FORMAT parquet)`, {
    signal: context.signal,
  })
}
