import { FromClauseNode, JoinNode, Query, SelectClauseNode } from '@uwdata/mosaic-sql'
import { fn, print } from '../engine/index.ts'
import { numbered, readNumbers, requireNumbers } from '../features/index.ts'
import { type AnyRow, columnRef, derived, from, type Relation, relationOf, selectFrom, Table } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { type Fitted, predictBatch } from './fitted.ts'

/** Adds a column of predictions to a table. */
export function predict(fitted: Fitted, table: Table<AnyRow, string>, as: string): Task<Table<AnyRow>> {
  const r = relationOf(table)
  const taken = r.columns.find((name) => name.toLowerCase() === as.toLowerCase())
  if (taken !== undefined)
    throw new RangeError(
      `Cannot add predictions as ${JSON.stringify(as)}: the table has ${JSON.stringify(taken)}. Give { as: 'another name' }`,
    )
  return task(async ({ signal, report }) => {
    await requireNumbers(table, fitted.features, 'feature')
    const { relation, number } = await uniquelyNumbered(r, signal)
    const numbers: number[] = []
    const predictions: (number | null)[] = []
    for await (const batch of readNumbers(new Table(relation), [...fitted.features, number], signal)) {
      const values = predictBatch(fitted, batch)
      const places = batch.columns[fitted.features.length]!
      for (let i = 0; i < batch.rows; i++) {
        numbers.push(places[i]!)
        predictions.push(Number.isNaN(values[i]) ? null : values[i]!)
      }
      report({ done: numbers.length, unit: 'rows' })
    }
    return new Table<AnyRow>(
      joined(relation, number, relationOf(from({ number: numbers, prediction: predictions }, { engine: r.engine })), as),
    )
  })
}

/** A relation with a column that numbers its rows, each once: that of the source, unless it repeats, as it may over several files. */
async function uniquelyNumbered(r: Relation, signal: AbortSignal): Promise<{ relation: Relation; number: string }> {
  if (r.rowNumber !== null) {
    const query = selectFrom(r.query, [
      ['distinct', fn('count_distinct', columnRef(r.rowNumber))],
      ['all', fn('count')],
    ])
    const { columns } = await r.engine.query(print(query), { signal })
    if (columns[0]![0] === columns[1]![0]) return { relation: r, number: r.rowNumber }
  }
  const [relation, number] = numbered({ ...r, rowNumber: null })
  return { relation, number }
}

const [leftName, rightName] = ['__assay_left', '__assay_right']

/** The rows of a relation, each with its prediction, in the same order. */
function joined(left: Relation, number: string, right: Relation, as: string): Relation {
  const query = Query.select() as ReturnType<typeof selectFrom>
  query._select = [...left.columns, ...left.hidden].map((name) => new SelectClauseNode(columnRef(name, leftName), name))
  query._select.push(new SelectClauseNode(columnRef('prediction', rightName), as))
  query._from = [
    new JoinNode(
      new FromClauseNode(left.query as never, leftName),
      new FromClauseNode(right.query as never, rightName),
      'REGULAR',
      'LEFT',
      fn('eq', columnRef(number, leftName), columnRef('number', rightName)),
    ) as never,
  ]
  const order = left.rowNumber === null ? [{ column: number, descending: false }] : left.order
  return derived(left, {
    query,
    columns: [...left.columns, as],
    types: { ...left.types, [as]: 'number' },
    order,
    ordered: false,
    origins: [...left.origins, ...right.origins],
  })
}
