import { type ExprNode, FromClauseNode, LiteralNode, Query, SelectClauseNode, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn } from '../engine/index.ts'
import type { ColumnType } from '../protocol/index.ts'
import { columnRef, type Relation } from '../table/index.ts'

/** A value as a node. */
export const lit = (value: unknown): ExprNode => new LiteralNode(value)

/** A SELECT of named expressions. */
export function select(entries: readonly (readonly [string, ExprNode])[], from: Query, alias?: string): SelectQuery {
  const query = Query.select()
  query._select = entries.map(([name, node]) => new SelectClauseNode(node, name))
  query._from = [new FromClauseNode(from as never, alias)]
  return query
}

/** All columns of a relation as they are, hidden ones too, save one that is replaced. */
export function replaced(r: Relation, column: string, value: ExprNode, alias?: string): SelectQuery {
  const names = [...r.columns, ...r.hidden]
  return select(
    names.map((name) => [name, name === column ? value : columnRef(name, alias)]),
    r.query,
    alias,
  )
}

/** The rows of a relation for which a condition holds. */
export function where(r: Relation, condition: ExprNode): Relation {
  const query = select(
    [...r.columns, ...r.hidden].map((name) => [name, columnRef(name)]),
    r.query,
  )
  query._where = [condition]
  return { ...r, query }
}

const counted: readonly ColumnType[] = ['integer', 'number', 'decimal']

/** Whether values of a type are numbers. */
export const isNumeric = (type: ColumnType | undefined): boolean => type !== undefined && counted.includes(type)

/** Whether a value is missing: null, and NaN where there can be one. */
export function isMissing(value: ExprNode, type: ColumnType): ExprNode {
  const missing = fn('is_missing', value)
  return type === 'number' ? fn('or', missing, fn('coalesce', fn('is_nan', value), false)) : missing
}

/** A number that statistics can use: finite; null otherwise. */
export function finite(value: ExprNode, type: ColumnType): ExprNode {
  return type === 'number' ? fn('if', fn('is_finite', value), value, null) : value
}
