import {
  DuckDBArrayValue,
  DuckDBBitValue,
  DuckDBBlobValue,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Large, WireColumn } from './messages.ts'

/** A whole number that JavaScript's `number` cannot hold. */
export class LargeNumber extends Error {}

interface Vector {
  getItem(index: number): DuckDBValue | null
  readonly items?: ArrayLike<number | bigint>
  readonly validity?: { itemValid(index: number): boolean }
}

const safe = BigInt(Number.MAX_SAFE_INTEGER)
const numbers = new Set<DuckDBTypeId>([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
])
const whole = new Set<DuckDBTypeId>([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT])
const times: Partial<Record<DuckDBTypeId, (raw: number | bigint) => number>> = {
  [DuckDBTypeId.DATE]: (raw) => Number(raw) * 86_400_000,
  [DuckDBTypeId.TIMESTAMP]: milliseconds,
  [DuckDBTypeId.TIMESTAMP_TZ]: milliseconds,
  [DuckDBTypeId.TIMESTAMP_S]: (raw) => Number(raw) * 1000,
  [DuckDBTypeId.TIMESTAMP_MS]: (raw) => Number(raw),
  [DuckDBTypeId.TIMESTAMP_NS]: (raw) => Math.floor(Number((raw as bigint) / 1000n) / 1000),
}

function milliseconds(raw: number | bigint): number {
  return Math.floor(Number(raw) / 1000)
}

function large(value: bigint, name: string, how: Large): unknown {
  if (value <= safe && value >= -safe) return Number(value)
  if (how === 'text') return String(value)
  if (how === 'bigint') return value
  throw new LargeNumber(name)
}

/** The missing rows of a vector as one byte each (1 is present), or null when none is missing. */
function validity(vector: Vector, rows: number): Uint8Array | null {
  let valid: Uint8Array | null = null
  for (let i = 0; i < rows; i++) {
    if (vector.validity!.itemValid(i)) continue
    valid ??= new Uint8Array(rows).fill(1)
    valid[i] = 0
  }
  return valid
}

/** A nested or rare value as JavaScript's: see the README of the API, rule 5. */
function plain(value: DuckDBValue, name: string, how: Large): unknown {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? large(value, name, how) : value
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000)
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return new Date(milliseconds(value.micros))
  if (value instanceof DuckDBTimestampSecondsValue) return new Date(Number(value.seconds) * 1000)
  if (value instanceof DuckDBTimestampMillisecondsValue) return new Date(Number(value.millis))
  if (value instanceof DuckDBTimestampNanosecondsValue) return new Date(Math.floor(Number(value.nanos / 1000n) / 1000))
  if (value instanceof DuckDBBlobValue) return Uint8Array.from(value.bytes)
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map((item) => plain(item, name, how))
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, plain(item, name, how)]))
  if (value instanceof DuckDBMapValue) return new Map(value.entries.map((e) => [plain(e.key, name, how), plain(e.value, name, how)]))
  if (value instanceof DuckDBUnionValue) return plain(value.value, name, how)
  if (value instanceof DuckDBBitValue) return value.toString()
  return String(value)
}

function packWhole(vector: Vector, rows: number, name: string, how: Large): WireColumn {
  const raw = vector.items as ArrayLike<bigint>
  const valid = validity(vector, rows)
  const values = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    if (valid !== null && valid[i] === 0) continue
    const number = Number(raw[i]!)
    if (!Number.isSafeInteger(number)) {
      if (how === 'error') throw new LargeNumber(name)
      return { kind: 'value', values: Array.from({ length: rows }, (_, j) => (valid?.[j] === 0 ? null : large(raw[j]!, name, how))) }
    }
    values[i] = number
  }
  return { kind: 'number', values, valid }
}

function packColumn(vector: Vector, type: DuckDBType, rows: number, name: string, how: Large): WireColumn {
  const id = type.typeId
  if (numbers.has(id))
    return { kind: 'number', values: Float64Array.from(vector.items as ArrayLike<number>), valid: validity(vector, rows) }
  if (whole.has(id)) return packWhole(vector, rows, name, how)
  const time = times[id]
  if (time !== undefined) {
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++) values[i] = time(vector.items![i]!)
    return { kind: 'date', values, valid: validity(vector, rows) }
  }
  if (id === DuckDBTypeId.BOOLEAN) {
    const values = new Uint8Array(rows)
    for (let i = 0; i < rows; i++) values[i] = vector.getItem(i) === true ? 1 : 0
    return { kind: 'boolean', values, valid: validity(vector, rows) }
  }
  if (id === DuckDBTypeId.HUGEINT || id === DuckDBTypeId.UHUGEINT || id === DuckDBTypeId.DECIMAL) {
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++) {
      const item = vector.getItem(i)
      if (item !== null) values[i] = item instanceof DuckDBDecimalValue ? item.toDouble() : Number(item)
    }
    return { kind: 'number', values, valid: validity(vector, rows) }
  }
  const values: unknown[] = new Array(rows)
  if (id === DuckDBTypeId.VARCHAR || id === DuckDBTypeId.ENUM) for (let i = 0; i < rows; i++) values[i] = vector.getItem(i)
  else for (let i = 0; i < rows; i++) values[i] = plain(vector.getItem(i), name, how)
  return { kind: 'value', values }
}

/** The columns of a chunk, ready to cross to another process. */
export function pack(chunk: DuckDBDataChunk, names: readonly string[], types: readonly DuckDBType[], how: Large): WireColumn[] {
  const rows = chunk.rowCount
  return types.map((type, i) => packColumn(chunk.getColumnVector(i) as unknown as Vector, type, rows, names[i]!, how))
}

/** Chunks of one query as one: the rows of each column behind one another. */
export function concatenate(chunks: readonly (readonly WireColumn[])[], rows: readonly number[]): readonly WireColumn[] {
  if (chunks.length === 1) return chunks[0]!
  const total = rows.reduce((sum, n) => sum + n, 0)
  return chunks[0]!.map((_, j) =>
    join(
      chunks.map((chunk) => chunk[j]!),
      rows,
      total,
    ),
  )
}

function join(parts: readonly WireColumn[], rows: readonly number[], total: number): WireColumn {
  if (parts.some((part) => part.kind === 'value')) return { kind: 'value', values: parts.flatMap((part) => Array.from(values(part))) }
  const kind = parts[0]!.kind as 'number' | 'date' | 'boolean'
  const missing = parts.some((part) => part.kind !== 'value' && part.valid !== null)
  const out = kind === 'boolean' ? new Uint8Array(total) : new Float64Array(total)
  const valid = missing ? new Uint8Array(total).fill(1) : null
  let at = 0
  parts.forEach((part, i) => {
    if (part.kind === 'value') return
    out.set(part.values, at)
    if (part.valid !== null) valid!.set(part.valid, at)
    at += rows[i]!
  })
  return { kind, values: out, valid } as WireColumn
}

/** The JavaScript values of a column that crossed: a typed array when numbers are complete, else an array with nulls. */
export function values(column: WireColumn): ArrayLike<unknown> & ConcatArray<unknown> {
  if (column.kind === 'value') return column.values
  const { valid } = column
  if (column.kind === 'number' && valid === null) return column.values as unknown as ArrayLike<unknown> & ConcatArray<unknown>
  const rows = column.values.length
  const out: unknown[] = new Array(rows)
  for (let i = 0; i < rows; i++) {
    const value = column.values[i]!
    out[i] =
      valid !== null && valid[i] === 0 ? null : column.kind === 'number' ? value : column.kind === 'date' ? new Date(value) : value === 1
  }
  return out
}
