import type { ExprNode } from '@uwdata/mosaic-sql'
import type { ColumnType } from '../../protocol/index.ts'

/** A compiled part of an expression: a node with its type, or a constant that has not become one yet. */
export interface Value {
  readonly node: ExprNode
  readonly type: ColumnType
  /** Set when the value is known while compiling: a literal, or an outside value. */
  readonly constant?: { readonly value: unknown }
  /** Whether it tells if something was found: compared with null it asks whether nothing was, as arquero has it. */
  readonly finds?: true
  /** `aggregate` once an aggregate function is inside and not yet a window, `window` once a window is. */
  readonly level?: 'aggregate' | 'window'
}

/** The higher level of some values. */
export function levelOf(values: readonly Value[]): { level?: 'aggregate' | 'window' } {
  if (values.some((v) => v.level === 'window')) return { level: 'window' }
  return values.some((v) => v.level === 'aggregate') ? { level: 'aggregate' } : {}
}

/** Whether values of a type are counted with. */
export function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'number' || type === 'decimal'
}

/** The type of a sum, difference or choice of two. */
export function commonType(a: ColumnType, b: ColumnType): ColumnType {
  if (a === b) return a
  if (isNumeric(a) && isNumeric(b)) return a === 'number' || b === 'number' ? 'number' : 'decimal'
  if (a === 'unknown') return b
  if (b === 'unknown') return a
  if ((a === 'date' && b === 'timestamp') || (a === 'timestamp' && b === 'date')) return 'timestamp'
  return 'unknown'
}
