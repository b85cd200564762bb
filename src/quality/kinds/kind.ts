import type { ExprNode } from '@uwdata/mosaic-sql'
import type { Dimension, Text } from '../../protocol/index.ts'
import type { PlanContext, TableMeasure } from '../plan/context.ts'
import type { LogicalType, Rule, RuleKind } from '../rule.ts'

/** What every kind of rule says of itself. */
interface KindBase<N extends RuleKind> {
  readonly kind: N
  /** The dimension its rules count for when they name none. */
  readonly dimension: Dimension
  /** What must hold, as a sentence. */
  text(rule: Rule<string, N>): Text
  /** Whether two rules of the kind can apply to a column of the type; every type when not given. */
  readonly types?: readonly LogicalType[]
}

/** A kind whose rules judge rows. */
export interface RowKind<N extends RuleKind> extends KindBase<N> {
  readonly scope: 'row'
  /** Why a row fails, in a few words. */
  reason(rule: Rule<string, N>): Text
  /** An expression that is true for failing rows, and false or null for others. May ask the context for joins. */
  failing(rule: Rule<string, N>, context: PlanContext): ExprNode
}

/** A kind whose rules judge the table as a whole. */
export interface TableKind<N extends RuleKind> extends KindBase<N> {
  readonly scope: 'table'
  /** What is measured, and how the measure is judged. */
  measure(rule: Rule<string, N>, context: PlanContext): TableMeasure
}

/** A kind whose rules ask a query of their own, which gives one number. */
export interface QueryKind<N extends RuleKind> extends KindBase<N> {
  readonly scope: 'query'
  /** Whether the number is as asked, and how it reads. */
  judge(rule: Rule<string, N>, value: number): { readonly holds: boolean; readonly observed: Text }
}

export type Kind<N extends RuleKind = RuleKind> = RowKind<N> | TableKind<N> | QueryKind<N>
