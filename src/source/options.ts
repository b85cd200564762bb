import type { LogFormat } from './log-pattern.ts'

/** Encodings that text files may be in. UTF-16 is recognised in both byte orders. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A type that a column of a file may be read as. */
export type ReadType = 'string' | 'number' | 'integer' | 'bigint' | 'boolean' | 'date' | 'timestamp'

/** How a file is read; what is left out is found out from the file. */
export interface OpenOptions {
  readonly encoding?: 'auto' | Encoding
  /** Types by column; a text column that must stay text, such as a code, is `'string'`. A value that does not fit widens the column to text. */
  readonly types?: Readonly<Record<string, ReadType>>
  /** What separates the values of a line: one character. */
  readonly delimiter?: string
  /** Whether the first line holds names. */
  readonly header?: boolean
  /** Unquoted texts that stand for missing, such as `['NA', '-']`, besides the empty one. */
  readonly missing?: readonly string[]
  /**
   * Reads the file as a log, one row a line: an expression whose named groups are the columns, or the name of a format of web servers
   * (`common`, `combined`). Lines that do not match go to `table.rejects`.
   */
  readonly pattern?: RegExp | LogFormat
  /** The table, or view, of a database file. It may be left out where there is only one. */
  readonly table?: string
  /** The format, where the name of the file does not tell. */
  readonly format?: Exclude<Format, 'log'>
  /** `false` keeps no typed copy of a text file beyond this process; by default one is kept below `.assay/cache`, and the next `open` takes no time. Parquet is read where it is. */
  readonly cache?: boolean
}

export type Format = 'csv' | 'json' | 'jsonl' | 'parquet' | 'arrow' | 'log' | 'sqlite'
