import type { ExprNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import type { LogicalType } from '../rule.ts'

const fits: Readonly<Record<LogicalType, readonly ColumnType[]>> = {
  string: ['text'],
  integer: ['integer'],
  number: ['integer', 'decimal'],
  date: ['date'],
  timestamp: ['timestamp'],
  boolean: ['boolean'],
}

/** What a column's type is within expressions once it has the contract's type. */
export const columnTypes: Readonly<Record<LogicalType, ColumnType>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'boolean',
}

/** Whether every value of a column has a type without being converted. */
export function hasType(column: ColumnType, wanted: LogicalType): boolean {
  return fits[wanted].includes(column)
}

/** A value as a contract's type; null when it does not parse as it. Nothing is rounded or cut to make it fit. */
export function asType(value: ExprNode, from: ColumnType, wanted: LogicalType): ExprNode {
  if (hasType(from, wanted)) return value
  if (from === 'unknown') return asType(fn('to_text', value), 'text', wanted)
  switch (wanted) {
    case 'string':
      return fn('to_text', value)
    case 'integer':
      return asInteger(value, from)
    case 'number':
      if (from === 'text') return fn('number_from_text', value)
      return from === 'number' ? fn('if', fn('is_nan', value), null, value) : missing('number')
    case 'date':
      if (from === 'text') return fn('date_from_text', value)
      return from === 'timestamp' ? fn('if', fn('eq', value, fn('date_trunc', 'day', value)), fn('to_date', value), null) : missing('date')
    case 'timestamp':
      if (from === 'text') return fn('timestamp_from_text', value)
      return from === 'date' ? fn('to_timestamp', value) : missing('timestamp')
    case 'boolean':
      if (from === 'text') return fn('boolean_from_text', value)
      return from === 'integer' ? fn('case', fn('eq', value, 1), true, fn('eq', value, 0), false) : missing('boolean')
  }
}

function asInteger(value: ExprNode, from: ColumnType): ExprNode {
  if (from === 'text') return fn('int_from_text', value)
  if (from === 'number') return fn('if', fn('and', fn('is_finite', value), fn('eq', value, fn('trunc', value))), value, null)
  return from === 'decimal' ? fn('if', fn('eq', value, fn('trunc', value)), value, null) : missing('integer')
}

function missing(type: ColumnType): ExprNode {
  return fn('cast', null, type)
}
