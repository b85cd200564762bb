import { OrderByNode, type Query } from '@uwdata/mosaic-sql'
import { print } from '../engine/index.ts'
import { columnRef, keep, type Relation, relation, selectFrom } from './relation.ts'
import type { Sql, SqlValue } from './types.ts'

/**
 * An expression as SQL text, with bound values. Names are columns of the table.
 *
 * @example
 * const floor = 3
 * orders.filter(sql`qty > ${floor}`)
 */
// biome-ignore lint/suspicious/noExplicitAny: the type of a SQL text is what its author says it is
export function sql<T = any>(strings: TemplateStringsArray, ...values: SqlValue[]): Sql<T> {
  return { kind: 'sql', strings: [...strings], values }
}

/** Whether a value is an expression made by `sql`. */
export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'sql'
}

/** What orders a relation's rows, as nodes of ORDER BY: nulls come last, ties go by row number. */
export function orderNodes(r: Relation): OrderByNode[] {
  const keys = r.order.map((key) => new OrderByNode(columnRef(key.column), key.descending, false))
  if (r.rowNumber !== null) keys.push(new OrderByNode(columnRef(r.rowNumber), false, false))
  return keys
}

/** The query of a relation's rows in order, with some or all of its columns. */
export function orderedQuery(r: Relation, columns: readonly string[] = r.columns): Query {
  const query = selectFrom(r.query, keep(columns))
  if (!r.ordered) query._orderby = orderNodes(r)
  return query
}

/**
 * The SQL of a table's rows, as its engine's dialect prints it.
 *
 * @param options.rowNumber also select the hidden column of row numbers, when there is one, under the name `relation.rowNumber`
 */
export function toSQL(table: { readonly [relation]: Relation }, options: { readonly rowNumber?: boolean } = {}): string {
  return sqlOf(table[relation], options)
}

/** {@link toSQL} of a relation. */
export function sqlOf(r: Relation, options: { readonly rowNumber?: boolean } = {}): string {
  const numbered = options.rowNumber === true && r.rowNumber !== null
  return print(orderedQuery(r, numbered ? [...r.columns, r.rowNumber as string] : r.columns))
}
