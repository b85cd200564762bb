import { FromClauseNode, type Query, VerbatimNode } from '@uwdata/mosaic-sql'
import type { Engine } from '../engine/index.ts'
import type { ColumnType } from '../protocol/index.ts'
import { readsWith } from './fingerprint.ts'
import { keep, type OrderKey, type Relation, relation, requireDistinctNames, type SourceInfo, selectFrom, setRoot } from './relation.ts'
import { Table } from './table.ts'
import type { AnyRow } from './types.ts'

/** What a table is made of besides its query. */
export interface TableOptions {
  /** The columns that users see, in their order. */
  readonly columns: readonly string[]
  /** Types of columns, as far as they are known: `+` of two text columns needs them. */
  readonly types?: Readonly<Record<string, ColumnType>>
  readonly name?: string
  /** The column of the query that holds the 1-based row number; hidden from users. */
  readonly rowNumber?: string | null
  /** How rows are ordered; without it the query gives them in order by itself. */
  readonly order?: readonly OrderKey[]
  /** Columns of the query, besides the row number, that users do not see. */
  readonly hidden?: readonly string[]
  /** How the source was read. */
  readonly source?: SourceInfo
  /** Where the rows come from, when they do not come from one source as read. */
  readonly origins?: readonly SourceInfo[]
  /** Columns whose whole numbers cross to JavaScript as `bigint`, for those beyond 2^53 - 1. */
  readonly bigints?: readonly string[]
  /** Whether the query gives its rows in order by itself. True unless `order` is given. */
  readonly ordered?: boolean
}

/**
 * A table of the rows of a query: how readers of sources, and later rooms, make tables.
 *
 * @param query a syntax tree, or the text of a SELECT statement
 */
export function tableFrom<R extends object = AnyRow>(engine: Engine, query: Query | string, options: TableOptions): Table<R> {
  const { columns, types = {}, name = '', rowNumber = null, order = [], source, origins } = options
  const hidden = [
    ...new Set([...(options.hidden ?? []), ...(rowNumber === null ? [] : [rowNumber]), ...order.map((key) => key.column)]),
  ].filter((column) => !columns.includes(column))
  requireDistinctNames([...columns, ...hidden], 'make a table with column')
  if (source !== undefined && typeof query === 'string') readsWith(source, query)
  const of: Relation = {
    engine,
    name,
    columns,
    types,
    query: typeof query === 'string' ? selectText(query, [...columns, ...hidden]) : query,
    rowNumber,
    hidden,
    groups: [],
    order,
    ordered: options.ordered ?? order.length === 0,
    ...(source === undefined ? {} : { source }),
    origins: origins ?? (source === undefined ? [] : [source]),
    revealed: [],
    ...(options.bigints === undefined || options.bigints.length === 0 ? {} : { bigints: options.bigints }),
  }
  if (source !== undefined) setRoot(source, of)
  return new Table<R>(of)
}

function selectText(text: string, columns: readonly string[]): Query {
  const query = selectFrom(undefined as never, keep(columns))
  query._from = [new FromClauseNode(new VerbatimNode(`(${text})`) as never, 'source')]
  return query
}

/** The relation of a table. */
export function relationOf(table: { readonly [relation]: Relation }): Relation {
  return table[relation]
}
