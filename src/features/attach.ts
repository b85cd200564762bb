import { FromClauseNode, JoinNode, Query, SelectClauseNode, type SelectQuery } from '@uwdata/mosaic-sql'
import { fn, print } from '../engine/index.ts'
import { columnRef, derived, from, type Relation, relationOf, selectFrom } from '../table/index.ts'
import { numbered } from './numbered.ts'

/** A relation with a column that numbers its rows, each once: that of the source, unless it repeats, as it may over several files. */
export async function uniquelyNumbered(r: Relation, signal: AbortSignal): Promise<readonly [Relation, string]> {
  if (r.rowNumber === null) return numbered(r)
  const query = selectFrom(r.query, [
    ['distinct', fn('count_distinct', columnRef(r.rowNumber))],
    ['all', fn('count')],
  ])
  const { columns } = await r.engine.query(print(query), { signal })
  return columns[0]![0] === columns[1]![0] ? [r, r.rowNumber] : numbered({ ...r, rowNumber: null })
}

const [leftName, rightName] = ['__assay_left', '__assay_right']

/**
 * Adds values computed outside the engine to the rows of a relation, as one more column; rows keep their order and numbers.
 *
 * @param number the column of the relation that tells its rows
 * @param numbers the rows that the values belong to
 */
export function attachNumbers(
  left: Relation,
  number: string,
  numbers: readonly number[],
  values: readonly (number | null)[],
  as: string,
): Relation {
  const right = relationOf(from({ number: numbers, value: values }, { engine: left.engine }))
  const query: SelectQuery = Query.select()
  query._select = [...left.columns, ...left.hidden].map((name) => new SelectClauseNode(columnRef(name, leftName), name))
  query._select.push(new SelectClauseNode(columnRef('value', rightName), as))
  query._from = [
    new JoinNode(
      new FromClauseNode(left.query as never, leftName),
      new FromClauseNode(right.query as never, rightName),
      'REGULAR',
      'LEFT',
      fn('eq', columnRef(number, leftName), columnRef('number', rightName)),
    ) as never,
  ]
  return derived(left, {
    query,
    columns: [...left.columns, as],
    types: { ...left.types, [as]: 'number' },
    order: left.rowNumber === null ? [{ column: number, descending: false }] : left.order,
    ordered: false,
    origins: [...left.origins, ...right.origins],
  })
}
