import { textLiteral } from '../../engine/index.ts'
import type { Dialect } from '../sniff/records.ts'

/** A delimited text file that DuckDB can read: in UTF-8, with a known dialect. */
export interface PlainCsv {
  readonly path: string
  readonly gzip: boolean
  readonly dialect: Dialect
  readonly header: boolean
  readonly width: number
  readonly missing: readonly string[]
  /** Whether its parts may be read side by side: only without line ends inside quotes, or the reader takes half a value for a record. */
  readonly parallel: boolean
  /** Whether lines may be longer than the reader's 2 MB: slower, and takes more memory. */
  readonly longLines: boolean
}

/** Columns have numbers while they are read: names of files mean nothing to the reader. */
export function readName(index: number): string {
  return `c${index + 1}`
}

/** The FROM item that reads all values of a file as text. `rejects` names the temporary tables that broken lines go to; without it they are left out. */
export function readCsv(file: PlainCsv, rejects?: string): string {
  const columns = Array.from({ length: file.width }, (_, i) => `'${readName(i)}': 'VARCHAR'`).join(', ')
  const { delimiter, quote, escape: escapedBy } = file.dialect
  const options = [
    'auto_detect = false',
    `columns = {${columns}}`,
    `delim = ${textLiteral(delimiter)}`,
    `quote = ${textLiteral(quote)}`,
    `escape = ${textLiteral(escapedBy)}`,
    `header = ${file.header}`,
    `nullstr = [${['', ...file.missing].map(textLiteral).join(', ')}]`,
    'allow_quoted_nulls = false',
    'strict_mode = true',
    'null_padding = false',
    `parallel = ${file.parallel && !file.longLines}`,
    ...(file.longLines ? ['max_line_size = 67108864'] : []),
    `compression = '${file.gzip ? 'gzip' : 'none'}'`,
    ...(rejects === undefined
      ? ['ignore_errors = true']
      : ['store_rejects = true', `rejects_table = '${rejects}'`, `rejects_scan = '${rejects}_scan'`, 'rejects_limit = 0']),
  ]
  return `read_csv(${textLiteral(file.path)}, ${options.join(', ')})`
}
