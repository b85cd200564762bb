import { tableFromIPC } from '@uwdata/flechette'
import { columnTypeOf } from '../engine/index.ts'
import type { ColumnType } from '../protocol/index.ts'
import { nativeOf, type Shape, shapeOfAll } from './from-shape.ts'
import { textValue } from './from-values.ts'
import type { AnyRow } from './types.ts'

/** A table of another library that gives its rows or columns, as those of arquero and Arrow do. */
export interface ForeignTable {
  /** Arquero's, flechette's and Apache Arrow's way to give rows. */
  objects?(): readonly object[]
  toArray?(): readonly unknown[]
}

/** What `from` takes. */
export type InMemory = readonly object[] | Readonly<Record<string, readonly unknown[]>> | ForeignTable | Uint8Array

/** A literal's type without its value. */
type Plain<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends bigint
        ? number
        : T extends undefined
          ? null
          : T

/** What a column of rows of several shapes holds; rows that lack it have null. */
type ColumnOf<R, K> = R extends unknown ? (K extends keyof R ? Plain<R[K]> : null) : never

/** The row type of data in memory. */
export type RowOf<D> = D extends Uint8Array
  ? AnyRow
  : D extends readonly (infer R)[]
    ? { [K in R extends unknown ? keyof R : never]: ColumnOf<R, K> }
    : D extends ForeignTable
      ? AnyRow
      : { -readonly [K in keyof D]: D[K] extends readonly (infer V)[] ? Plain<V> : never }

/** A column of data in memory, with the engine's type for it. */
export interface MemoryColumn {
  readonly name: string
  readonly values: readonly unknown[]
  readonly type: ColumnType
  readonly native: string
  readonly shape: Shape
}

/** Takes data in memory apart into columns. */
export function columnsOf(data: InMemory): MemoryColumn[] {
  return rawColumns(data).map(([name, values]) => column(name, values))
}

function rawColumns(data: InMemory): [string, readonly unknown[]][] {
  if (data instanceof Uint8Array) return rawColumns(tableFromIPC(data, { useDate: true }).toArray() as readonly object[])
  if (Array.isArray(data)) return ofRows(data)
  if (typeof data !== 'object' || data === null) throw notATable()
  const foreign = data as ForeignTable
  if (typeof foreign.objects === 'function') return ofRows(foreign.objects())
  if (typeof foreign.toArray === 'function') return ofRows((foreign.toArray() as readonly object[]).map((row) => ({ ...row })))
  return Object.entries(data as Readonly<Record<string, readonly unknown[]>>).map(([name, values]) => {
    if (!Array.isArray(values) && !ArrayBuffer.isView(values)) throw notATable()
    return [name, Array.from(values)]
  })
}

function notATable(): TypeError {
  return new TypeError('Cannot make a table of this: give an array of objects, an object of arrays, an arquero table, or an Arrow table')
}

function ofRows(rows: readonly object[]): [string, readonly unknown[]][] {
  const names = new Set<string>()
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) throw notATable()
    for (const name of Object.keys(row)) names.add(name)
  }
  return [...names].map((name) => [name, rows.map((row) => (Object.hasOwn(row, name) ? (row as AnyRow)[name] : null))])
}

function column(name: string, values: readonly unknown[]): MemoryColumn {
  const shape = shapeOfAll(values)
  const native = nativeOf(shape)
  return { name, values: shape === 'VARCHAR' ? values.map(textValue) : values, type: columnTypeOf(native), native, shape }
}
