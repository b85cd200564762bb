import type { Note } from '../../protocol/index.ts'
import type { Encoding, OpenOptions } from '../options.ts'
import type { Sample } from './bytes.ts'
import { detectDialect } from './dialect.ts'
import { decode, detectEncoding } from './encoding.ts'
import { columnNames, looksLikeHeader } from './names.ts'
import { type Dialect, records } from './records.ts'
import { fits, nearlyType, type TextType, typeOfValues } from './value-type.ts'

/** A column as its first values show it; `type` is null when none of them was present. */
export interface SniffedColumn {
  readonly name: string
  readonly type: TextType | null
  /** The type that nine in ten of a text column's values would fit. */
  readonly nearly?: TextType
}

/** What a sample of a delimited text file shows. */
export interface SniffedCsv {
  readonly format: 'csv'
  readonly encoding: Encoding
  readonly dialect: Dialect
  readonly header: boolean
  readonly columns: readonly SniffedColumn[]
  /** Lines end in bare carriage returns, at least some of them. */
  readonly carriageReturns: boolean
  readonly notes: readonly Note[]
}

const sampled = 2000

/** How we write files ourselves. */
const ownDialect: Dialect = { delimiter: ',', quote: '"', escape: '"' }

function typed(value: string): boolean {
  return (['integer', 'number', 'timestamp', 'timestamptz'] as const).some((type) => fits(type, value))
}

function mostCommonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** Values of the middle of a file that line up with its columns; the first, cut line is left out. */
function middleRows(sample: Sample, encoding: Encoding, dialect: Dialect, width: number): (readonly (string | null)[])[] {
  if (sample.middle.length === 0 || encoding.startsWith('utf-16')) return []
  const text = decode(sample.middle, encoding)
  // with quotes about, what looks like a line may stand inside a value
  if (text.includes(dialect.quote)) return []
  const from = text.indexOf('\n') + 1
  const rows = records(text.slice(from), dialect, sampled, false).map((record) => record.values)
  return rows.every((row) => row.length === width) ? rows : []
}

/**
 * Finds out encoding, dialect, header, names and types of a delimited text file from a sample of it.
 *
 * @param written the names of the columns of a file that we wrote ourselves, without a header
 */
export function sniffCsv(sample: Sample, options: OpenOptions, tabs: boolean, written?: readonly string[]): SniffedCsv {
  const encoding = options.encoding === undefined || options.encoding === 'auto' ? detectEncoding(sample.head) : options.encoding
  const text = decode(sample.head, encoding)
  const dialect = written !== undefined ? ownDialect : detectDialect(text, sample.whole, { delimiter: options.delimiter, tabs })
  const rows = records(text, dialect, sampled, sample.whole)
  const carriageReturns = /\r(?!\n)./.test(text)
  const first = rows[0]?.values ?? written?.map(() => null)
  if (first === undefined) return { format: 'csv', encoding, dialect, header: false, columns: [], carriageReturns, notes: [] }
  const header = written === undefined && (options.header ?? looksLikeHeader(first, typed))
  const width = written !== undefined ? written.length : header ? first.length : mostCommonWidth(rows.map((row) => row.values.length))
  const { names, notes } = columnNames(written ?? (header ? first : Array.from({ length: width }, () => null)))
  const data = rows.slice(header ? 1 : 0).map((row) => row.values)
  const missing = new Set(options.missing ?? [])
  const evidence = [...data.filter((row) => row.length === width), ...middleRows(sample, encoding, dialect, width)]
  const columns = names.map((name, j) => {
    const type = typeOfValues(present(evidence, j, missing))
    const nearly = type === 'text' ? nearlyType([...present(evidence, j, missing)]) : undefined
    return { name, type, ...(nearly === undefined ? {} : { nearly }) }
  })
  return { format: 'csv', encoding, dialect, header, columns, carriageReturns, notes: header ? notes : [] }
}

function* present(rows: readonly (readonly (string | null)[])[], j: number, missing: ReadonlySet<string>): Generator<string | null> {
  for (const row of rows) {
    const value = row[j] ?? null
    yield value !== null && missing.has(value) ? null : value
  }
}
