import {
  ColumnNameRefNode,
  type ExprNode,
  FromClauseNode,
  Query,
  SelectClauseNode,
  type SelectQuery,
  VerbatimNode,
} from '@uwdata/mosaic-sql'
import type { Engine } from '../engine/index.ts'
import type { ColumnType, Note } from '../protocol/index.ts'
import { unknownColumn } from '../util/index.ts'
import type { Scope } from './types.ts'

/** The property under which a table keeps its relation. For rooms, not for users. */
export const relation: unique symbol = Symbol.for('assay.relation') as never

/** One key of an order. The column may be a hidden one. */
export interface OrderKey {
  readonly column: string
  readonly descending: boolean
  /** Asked for by `orderby`; the next one replaces it. */
  readonly asked?: boolean
}

/** How a source was read. */
export interface SourceInfo {
  readonly path: string
  /** `csv`, `parquet`, `jsonl`, `arrow`, `memory`... */
  readonly format: string
  readonly encoding?: string
  readonly delimiter?: string
  /** Lines that could not be read, all of them in `rejects`. */
  readonly rejected: number
  /** What is worth saying about the reading, such as a column that was widened. */
  readonly notes: readonly Note[]
  /** Tells one content of the source from another. */
  readonly fingerprint: string
  /** The lines that could not be read: `line column reason raw`. */
  readonly rejects?: Relation
}

/** What a table is made of: a query on an engine, and what its rows are. Never changed once made. */
export interface Relation {
  readonly engine: Engine
  /** The stem of the file it was read from, or empty. */
  readonly name: string
  /** The columns that users see. */
  readonly columns: readonly string[]
  /** The types of columns, as far as they are known before anything runs. */
  readonly types: Readonly<Record<string, ColumnType>>
  /** Selects the columns, and the hidden ones. */
  readonly query: Query
  /** The hidden column that holds the 1-based number of a row in its source; null when rows have no source of their own. */
  readonly rowNumber: string | null
  /** Columns that the query selects and users do not see: the row number, and what rows are ordered by. */
  readonly hidden: readonly string[]
  readonly groups: readonly string[]
  /** How rows are ordered; ties, and an empty order, go by `rowNumber`. */
  readonly order: readonly OrderKey[]
  /** Whether the query gives its rows in that order by itself, as a scan of a file does. */
  readonly ordered: boolean
  /** How the source was read, as long as the table is the source as opened. */
  readonly source?: SourceInfo
  /** Everything the rows come from. */
  readonly origins: readonly SourceInfo[]
  /** Personal columns that were asked for by name, to be shown as they are. */
  readonly revealed: readonly string[]
  /** What renamed columns are called in their sources; several names where values of several columns stand in one. */
  readonly sourceNames?: Readonly<Record<string, SourceName>>
  /** Columns that are masked whatever they hold, such as the raw text of rejected lines. */
  readonly sealed?: readonly string[]
  /** Columns that were asked for as `bigint`: all their values cross to JavaScript as such. */
  readonly bigints?: readonly string[]
  /** Outside values that all expressions from here on may read, by name. */
  readonly params?: Scope
}

/** The name of a column in its source, or the names where values of several columns stand in one. */
export type SourceName = string | readonly string[]

const roots = new WeakMap<SourceInfo, Relation>()

/** Remembers the relation that is a source as opened. */
export function setRoot(source: SourceInfo, r: Relation): void {
  roots.set(source, r)
}

/** The relation that is a source as opened, when it is known. */
export function rootOf(source: SourceInfo): Relation | undefined {
  return roots.get(source)
}

/** What a column is called in its source. */
export function sourceName(r: Relation, column: string): SourceName {
  const names = r.sourceNames
  return names !== undefined && Object.hasOwn(names, column) ? (names[column] as SourceName) : column
}

/** All names that a column's values have in their sources. */
export function sourceNamesOf(r: Relation, column: string): readonly string[] {
  const name = sourceName(r, column)
  return typeof name === 'string' ? [name] : name
}

/** A column of the query below. Names are taken as they are: a dot does not separate. */
export function columnRef(name: string, table?: string): ExprNode {
  return new ColumnNameRefNode(name, table === undefined ? undefined : (new VerbatimNode(quoteName(table)) as never))
}

/** An identifier in quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A select list: pairs of a name and what it holds. */
export function selectList(entries: readonly (readonly [string, ExprNode])[]): SelectClauseNode[] {
  return entries.map(([name, node]) => new SelectClauseNode(node, name))
}

/** A query that selects from another. */
export function selectFrom(query: Query, entries: readonly (readonly [string, ExprNode])[], alias?: string): SelectQuery {
  const select = Query.select()
  select._select = selectList(entries)
  select._from = [new FromClauseNode(query as never, alias as never)]
  return select
}

/** Pairs that keep columns as they are. */
export function keep(names: readonly string[], table?: string): [string, ExprNode][] {
  return names.map((name) => [name, columnRef(name, table)])
}

/** A name for a hidden column that no column of the relations has. */
export function hiddenName(stem: string, ...relations: readonly Relation[]): string {
  const taken = new Set(relations.flatMap((r) => [...r.columns, ...r.hidden]).map((name) => name.toLowerCase()))
  let name = `__assay_${stem}`
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `__assay_${stem}_${i}`
  return name
}

/** Throws the error for the first name that is not a column. */
export function requireColumns(names: readonly string[], columns: readonly string[], doing?: string): void {
  for (const name of names) {
    if (!columns.includes(name)) throw unknownColumn(String(name), columns, doing)
  }
}

/** Throws when two columns would have names that engines cannot tell apart. */
export function requireDistinctNames(names: readonly string[], doing: string): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const before = seen.get(name.toLowerCase())
    if (before !== undefined) {
      const why =
        before === name
          ? 'the name is taken'
          : `the table has ${JSON.stringify(before)}, and names that differ only in case cannot be told apart`
      throw new RangeError(`Cannot ${doing} ${JSON.stringify(name)}: ${why}. Give it another name`)
    }
    seen.set(name.toLowerCase(), name)
  }
}

/** A relation whose order tells every row apart: where rows have no number, their position becomes one, in a hidden column. */
export function withTotalOrder(r: Relation): Relation {
  const last = r.order.at(-1)?.column
  if (r.rowNumber !== null || (last !== undefined && r.hidden.includes(last) && last.startsWith('__assay_position'))) return r
  const position = hiddenName('position', r)
  const query = selectFrom(r.query, [...keep([...r.columns, ...r.hidden]), [position, new VerbatimNode('row_number() OVER ()')]])
  return { ...r, query, hidden: [...r.hidden, position], order: [...r.order, { column: position, descending: false }] }
}
