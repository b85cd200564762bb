import type { Format } from './options.ts'

const formats: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  db: 'sqlite',
  db3: 'sqlite',
}

/** The format of a file by its name, and whether it is compressed; undefined when the name does not tell. */
export function formatOf(path: string): { readonly format: Format; readonly gzip: boolean; readonly tabs: boolean } | undefined {
  const gzip = /\.gz$/i.test(path)
  const extension = /\.([^./\\]+)$/.exec(gzip ? path.slice(0, -3) : path)?.[1]?.toLowerCase()
  const format = extension === undefined ? undefined : formats[extension]
  if (format === undefined || (gzip && (format === 'parquet' || format === 'arrow' || format === 'sqlite'))) return undefined
  return { format, gzip, tabs: extension === 'tsv' || extension === 'tab' }
}

/** The name of a table from the path of its file: `orders` of `data/orders.csv.gz`. */
export function stemOf(path: string): string {
  const base = path.split(/[\\/]/).at(-1) ?? ''
  return base.replace(/\.gz$/i, '').replace(/\.[^.]+$/, '')
}

/** The endings of names that `open` knows. */
export const knownEndings = '.csv .tsv .txt .json .jsonl .ndjson (each also .gz), .parquet, .arrow, .sqlite and .db'
