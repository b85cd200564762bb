import type { ExprNode, Query } from '@uwdata/mosaic-sql'
import type { ColumnType, Text } from '../../protocol/index.ts'
import type { Relation } from '../../table/index.ts'
import type { ReferenceTarget } from '../kinds/references.ts'
import type { RowTest } from '../kinds/row.ts'

/** A subquery that each row is looked up in; it has at most one match a row. */
export interface Lookup {
  /** A column of the match; null when a row has none. */
  column(name: string): ExprNode
}

/** What a kind of rule may use to say what it judges. */
export interface PlanContext {
  /** The columns of the table, with their types. */
  readonly types: ReadonlyMap<string, ColumnType>
  /** A column's value as the contract's type; null when it does not parse. */
  value(column: string): ExprNode
  /** A column's value as it is in the table. */
  raw(column: string): ExprNode
  /** The 1-based number of the row. */
  rowNumber(): ExprNode
  /** The rows of the table as they are, with their row numbers as `rowNumberName`, for lookups. */
  rows(): Query
  readonly rowNumberName: string
  /** Looks each row up in a subquery, on equal keys; a key pairs a value of the row with a column of the subquery. */
  lookup(query: Query, keys: readonly { readonly value: ExprNode; readonly column: string; readonly nullsEqual?: boolean }[]): Lookup
  /** The expression of a row rule. */
  compile(test: RowTest): ExprNode
  /** The table that a reference points to. */
  target(reference: ReferenceTarget): { readonly relation: Relation; readonly types: ReadonlyMap<string, ColumnType> }
  /** The moment that freshness is measured from. */
  readonly now: Date
}

/** A measure of the whole table, taken in the fused scan group by group and merged. */
export interface TableMeasure {
  /** An aggregate expression. */
  readonly value: ExprNode
  /** How the values of two groups become one. */
  readonly merge: 'sum' | 'max'
  /** Whether the measure holds, and how it reads. */
  judge(value: unknown): { readonly holds: boolean; readonly observed: Text }
}

/** A rule cannot be evaluated on this table; its outcome is `unknown`. */
export class RuleProblem extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.name = 'RuleProblem'
    this.text = text
  }
}
