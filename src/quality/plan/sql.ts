import { type ExprNode, FromClauseNode, JoinNode, LiteralNode, Query, SelectClauseNode, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn, re2 } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { columnRef, type Relation } from '../../table/index.ts'
import { messageOf, text } from '../../util/index.ts'
import type { RuleValue } from '../rule.ts'
import { RuleProblem } from './context.ts'

export const lit = (value: RuleValue): ExprNode => new LiteralNode(value)
export const isNull = (value: ExprNode): ExprNode => fn('is_missing', value)
export const isNotNull = (value: ExprNode): ExprNode => fn('is_present', value)
export const not = (value: ExprNode): ExprNode => fn('not', value)
export const and = (...values: ExprNode[]): ExprNode => fn('and', ...values)
export const or = (...values: ExprNode[]): ExprNode => fn('or', ...values)
export const lt = (a: ExprNode, b: ExprNode): ExprNode => fn('lt', a, b)
export const lte = (a: ExprNode, b: ExprNode): ExprNode => fn('lte', a, b)
export const gt = (a: ExprNode, b: ExprNode): ExprNode => fn('gt', a, b)
export const gte = (a: ExprNode, b: ExprNode): ExprNode => fn('gte', a, b)
export const neq = (a: ExprNode, b: ExprNode): ExprNode => fn('neq', a, b)
export const isIn = (value: ExprNode, items: readonly ExprNode[]): ExprNode => fn('in', value, ...items)
export const length = (value: ExprNode): ExprNode => fn('length', value)
export const count = (): ExprNode => fn('count')
export const max = (value: ExprNode): ExprNode => fn('max', value)

/** Whether a pattern is found in a text. A pattern that the engines do not know is a problem of the rule. */
export function matchesPattern(value: ExprNode, pattern: RegExp): ExprNode {
  try {
    re2(pattern)
  } catch (error) {
    throw new RuleProblem(text(messageOf(error), `模式 ${pattern.source} 无法执行：${messageOf(error)}`))
  }
  return fn('regexp_search', value, pattern)
}

/** A SELECT of named expressions. */
export function select(entries: readonly (readonly [string, ExprNode])[], from: Query, alias?: string): SelectQuery {
  const query = Query.select()
  query._select = entries.map(([name, node]) => new SelectClauseNode(node, name))
  query._from = [new FromClauseNode(from as never, alias)]
  return query
}

/** Columns under their own names. */
export function keep(columns: readonly string[], alias?: string): [string, ExprNode][] {
  return columns.map((name) => [name, columnRef(name, alias)])
}

/** Adds a left join to the source of a SELECT. */
export function leftJoin(query: SelectQuery, other: Query, alias: string, condition: ExprNode): void {
  query._from = [new JoinNode(query._from[0]!, new FromClauseNode(other as never, alias), 'REGULAR', 'LEFT', condition)]
}

/** The keys that more than one row has; keys with a missing part are left out. */
export function duplicateKeys(rows: Query, keys: readonly string[]): Query {
  const query = select(keep(keys), rows)
  query._where = keys.map((key) => isNotNull(columnRef(key)))
  query._groupby = keys.map((key) => columnRef(key))
  query._having = [gt(count(), lit(1))]
  return query
}

/** The keys that more than one row has, missing equal to missing, with the number of the first such row. */
export function firstOfRepeats(rows: Query, keys: readonly string[], rowNumber: string): { query: Query; first: string } {
  const first = `${rowNumber}_first`
  const query = select([...keep(keys), [first, fn('min', columnRef(rowNumber))]], rows)
  query._groupby = keys.map((key) => columnRef(key))
  query._having = [gt(count(), lit(1))]
  return { query, first }
}

const numeric: readonly ColumnType[] = ['integer', 'number', 'decimal']

/** The distinct values of a column that others refer to, and the referring value in a type that compares with it. */
export function distinctValues(
  target: { readonly relation: Relation; readonly types: ReadonlyMap<string, ColumnType> },
  column: string,
  own: ExprNode,
  ownType: ColumnType,
): { query: Query; own: ExprNode } {
  const type = target.types.get(column)!
  const comparable = type === ownType || (numeric.includes(type) && numeric.includes(ownType))
  const there = comparable ? columnRef(column) : asKey(columnRef(column), type)
  const query = select([[column, there]], target.relation.query)
  query._where = [isNotNull(columnRef(column))]
  query._distinct = true
  return { query, own: comparable ? own : asKey(own, ownType) }
}

/** A key as text, so that `12345` of one file equals `"12345"` of another. */
function asKey(value: ExprNode, type: ColumnType): ExprNode {
  if (type === 'text') return value
  // Whole numbers stored with a fraction read as they would be written: 17850, not 17850.0.
  if (type === 'number')
    return fn('if', fn('eq', value, fn('trunc', value)), fn('to_text', fn('try_cast', value, 'integer')), fn('to_text', value))
  return fn('to_text', value)
}
