import type { ColumnType } from '../protocol/index.ts'

const exact: Readonly<Record<string, ColumnType>> = {
  VARCHAR: 'text',
  UUID: 'text',
  ENUM: 'text',
  BIT: 'text',
  JSON: 'text',
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  UBIGINT: 'integer',
  UHUGEINT: 'integer',
  BIGNUM: 'integer',
  FLOAT: 'number',
  DOUBLE: 'number',
  DECIMAL: 'decimal',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
  TIME: 'time',
  TIME_NS: 'time',
  'TIME WITH TIME ZONE': 'time',
  INTERVAL: 'interval',
  BLOB: 'binary',
  GEOMETRY: 'binary',
  STRUCT: 'struct',
  UNION: 'struct',
  MAP: 'map',
}

/**
 * The logical type of a column from DuckDB's name of its type.
 *
 * @example
 * columnTypeOf('DECIMAL(10,2)') // 'decimal'
 * columnTypeOf('INTEGER[]') // 'list'
 */
export function columnTypeOf(native: string): ColumnType {
  if (native.endsWith(']')) return 'list'
  return exact[native.replace(/\(.*$/s, '')] ?? 'unknown'
}
