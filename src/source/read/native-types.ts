import type { ColumnType } from '../../protocol/index.ts'
import type { TextType } from '../sniff/value-type.ts'

/** DuckDB's types of text columns once read. */
export const nativeTypes: Readonly<Record<TextType | 'bigint', { readonly native: string; readonly type: ColumnType }>> = {
  boolean: { native: 'BOOLEAN', type: 'boolean' },
  integer: { native: 'BIGINT', type: 'integer' },
  bigint: { native: 'BIGINT', type: 'integer' },
  number: { native: 'DOUBLE', type: 'number' },
  date: { native: 'DATE', type: 'date' },
  timestamp: { native: 'TIMESTAMP', type: 'timestamp' },
  timestamptz: { native: 'TIMESTAMP WITH TIME ZONE', type: 'timestamp' },
  text: { native: 'VARCHAR', type: 'text' },
}
