import { formatOf } from '../format.ts'
import { nativeTypes } from '../read/native-types.ts'
import { sniffArrow } from './arrow.ts'
import { sampleFile } from './bytes.ts'
import { sniffCsv } from './csv.ts'
import { decode, detectEncoding } from './encoding.ts'
import { sniffJson } from './json.ts'
import { columnNames } from './names.ts'
import { sniffParquet } from './parquet.ts'

/** A column as a look at the file shows it, with the engine's name of its type. */
export interface LookedAt {
  readonly name: string
  readonly native: string
  /** No value of it was seen, so its type says nothing. */
  readonly empty?: boolean
}

/** The columns of a file from a look at it: milliseconds, whatever its size, and no engine. None when the format is unknown. */
export async function sniff(path: string): Promise<readonly LookedAt[]> {
  const found = formatOf(path)
  if (found === undefined) return []
  switch (found.format) {
    case 'sqlite':
    case 'log':
      // which table, or pattern, is an option
      return []
    case 'parquet':
      return named(sniffParquet(path))
    case 'arrow':
      return named(await sniffArrow(path))
    case 'csv':
      return sniffCsv(sampleFile(path, found.gzip), {}, found.tabs).columns.map(({ name, type }) => ({
        name,
        native: nativeTypes[type ?? 'text'].native,
        ...(type === null ? { empty: true } : {}),
      }))
    default: {
      const { head } = sampleFile(path, found.gzip)
      return named(sniffJson(decode(head, detectEncoding(head))))
    }
  }
}

function named(columns: readonly LookedAt[]): LookedAt[] {
  const { names } = columnNames(columns.map((column) => column.name))
  return columns.map((column, i) => ({ name: names[i]!, native: column.native }))
}
