import type { ExprNode } from '@uwdata/mosaic-sql'
import type { ColumnType } from '../../protocol/index.ts'
import type { Scope } from '../types.ts'

/** How a function looks at other rows: at all of its group, at some by their place, at those up to here, at those from here on. */
export type WindowUse = 'aggregate' | 'window' | 'running' | 'following'

/** What an expression may read, and where it stands. */
export interface ExpressionContext {
  readonly columns: readonly string[]
  /** The table the columns are of, where there are several. */
  readonly table?: string
  /** The second table of a join: what the second parameter stands for. */
  readonly second?: {
    readonly columns: readonly string[]
    readonly types: Readonly<Record<string, ColumnType>>
    readonly table: string
  }
  /** Types of columns, as far as they are known. */
  readonly types?: Readonly<Record<string, ColumnType>>
  /** Outside values by name. */
  readonly scope?: Scope | undefined
  /** `row` allows no aggregates, `aggregate` makes one value a group, `window` one value a row that may look at other rows. */
  readonly kind: 'row' | 'aggregate' | 'window'
  /** How the rows of a group are ordered, for functions that depend on it. */
  readonly order?: readonly ExprNode[]
  /** Turns an aggregate or window function into one over the row's group; given by verbs of kind `window`. */
  readonly over?: (value: ExprNode, use: WindowUse) => ExprNode
}
