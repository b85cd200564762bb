import { type FromOptions, from } from './from.ts'
import type { Table } from './table.ts'
import type { AnyRow } from './types.ts'

/** What is read of a data frame of danfojs. */
export interface DanfoFrame {
  readonly $columns?: readonly unknown[]
  readonly $dataIncolumnFormat?: readonly (readonly unknown[])[]
  readonly columns: readonly unknown[]
  readonly dtypes?: readonly string[]
  /** Values by row. */
  readonly values: readonly unknown[]
}

/**
 * A table of a data frame of danfojs. Nulls, `undefined` and NaN are missing; numbers stay numbers also where danfojs says text.
 *
 * @throws TypeError when it is no data frame
 * @example
 * const orders = fromDanfo(await dfd.readCSV('orders.csv'))
 */
export function fromDanfo(frame: DanfoFrame, options: FromOptions = {}): Table<AnyRow> {
  if (!isFrame(frame))
    throw new TypeError('Cannot make a table of this: give a data frame of danfojs, or use from(...) for rows and columns in memory')
  const names = frame.columns.map(String)
  if (new Set(names).size !== names.length) throw new RangeError('Cannot make a table: the data frame has two columns of one name')
  const byColumn = frame.$dataIncolumnFormat
  const column = (i: number): readonly unknown[] =>
    byColumn?.length === names.length && byColumn[i] !== undefined
      ? byColumn[i]
      : frame.values.map((row) => (Array.isArray(row) ? row[i] : row))
  const columns = names.map((name, i) => [name, Array.from(column(i), (value) => present(value, frame.dtypes?.[i]))] as const)
  return from(Object.fromEntries(columns), options) as Table<AnyRow>
}

function isFrame(value: unknown): value is DanfoFrame {
  if (typeof value !== 'object' || value === null) return false
  const { columns, values, $columns, $dataIncolumnFormat } = value as Partial<DanfoFrame>
  return Array.isArray(columns) && Array.isArray(values) && ($columns !== undefined || $dataIncolumnFormat !== undefined)
}

/** danfojs writes NaN for what is missing, and 0 and 1 into columns that it calls boolean. */
function present(value: unknown, dtype: string | undefined): unknown {
  if (value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))) return null
  return dtype === 'boolean' && (value === 0 || value === 1) ? value === 1 : value
}
