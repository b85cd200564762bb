import type { CellValue, ColumnType, PersonalKind } from '../../protocol/index.ts'
import { maskValue } from '../../semantic/index.ts'
import { formatTimestamp } from '../../util/index.ts'

/** Longest text of a cell that is shown. */
export const cellLength = 200

/** A value as displays hold it: personal ones masked, dates as ISO text, nested ones as JSON, long text cut. */
export function cellValue(value: unknown, type: ColumnType, personal?: PersonalKind): CellValue {
  if (value === null || value === undefined) return null
  if (personal !== undefined) return maskValue(personal, value)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return formatTimestamp(value, type === 'date')
  if (value instanceof Uint8Array && type === 'binary') return `${value.length} bytes`
  const text = typeof value === 'string' ? value : JSON.stringify(value, plain)
  const characters = [...text.slice(0, 2 * cellLength + 2)]
  return characters.length > cellLength ? `${characters.slice(0, cellLength - 1).join('')}…` : text
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : value
}
