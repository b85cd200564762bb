import { FromClauseNode, Query, type SelectQuery, VerbatimNode } from '@uwdata/mosaic-sql'
import { columnRef, type Relation, selectList } from '../relation.ts'

/** A line of a source that could not be read. */
export interface Reject {
  /** Number of the line in its file, from 1. */
  readonly line: number
  readonly column: string | null
  /** Why it could not be read. */
  readonly reason: string
  /** The line as it stands; masked where it is displayed. */
  readonly raw: string
}

const columns = ['line', 'column', 'reason', 'raw'] as const

/** The lines that could not be read, of everything the rows come from. */
export function rejects(r: Relation): Relation {
  const found = r.origins.map((origin) => origin.rejects).filter((one) => one !== undefined)
  // A rejected line may hold anything of its file, personal data too.
  return { ...(found[0] ?? none(r)), sealed: ['raw'] }
}

function none(r: Relation): Relation {
  const query: SelectQuery = Query.select()
  query._select = selectList(columns.map((name) => [name, columnRef(name)]))
  const text = '(SELECT NULL::BIGINT AS line, NULL::VARCHAR AS "column", NULL::VARCHAR AS reason, NULL::VARCHAR AS raw WHERE false)'
  query._from = [new FromClauseNode(new VerbatimNode(text) as never, 'none')]
  return {
    engine: r.engine,
    name: r.name === '' ? '' : `${r.name} rejects`,
    columns,
    types: { line: 'integer', column: 'text', reason: 'text', raw: 'text' },
    query,
    rowNumber: null,
    hidden: [],
    groups: [],
    order: [],
    ordered: true,
    origins: [],
    revealed: [],
  }
}
