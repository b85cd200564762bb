import { literal, textLiteral } from '../engine/index.ts'
import { jsonShape, type Shape } from './from-shape.ts'

/** A value as JSON that the engine reads back as the same value. */
export function jsonValue(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, -1)
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, jsonValue)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonValue(item)]))
  if (typeof value === 'function' || typeof value === 'symbol') return null
  return value
}

/** Text of a value in a column of text. */
export function textValue(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'object' && !(value instanceof Date)
    ? JSON.stringify(jsonValue(value))
    : value instanceof Date
      ? value.toISOString()
      : String(value)
}

/** A value as SQL. */
export function literalOf(value: unknown, shape: Shape): string {
  if (value === undefined || value === null || typeof value === 'function' || typeof value === 'symbol') return 'NULL'
  if (typeof value !== 'object' || value instanceof Date) return literal(value)
  return `from_json(${textLiteral(JSON.stringify(jsonValue(value)))}, ${textLiteral(JSON.stringify(jsonShape(shape)))})`
}
