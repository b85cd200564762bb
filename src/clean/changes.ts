import { type ExprNode, FromClauseNode, JoinNode, Query } from '@uwdata/mosaic-sql'
import { fn } from '../engine/index.ts'
import { type ChangesView, displaySymbol, type MimeBundle } from '../protocol/index.ts'
import { columnRef, type Relation, type Table, tableFrom } from '../table/index.ts'
import type { Done } from './clean.ts'
import { changesBundle } from './display.ts'
import { lit, select } from './sql.ts'

/** One change: a cell that has another value now, or a row that is gone (`column` is then null). */
export interface Change {
  /** The number of the row in its source. */
  readonly row: number
  readonly step: string
  readonly action: 'removed' | 'changed'
  readonly column: string | null
  /** The value before, as text; `•••` where it is personal. */
  readonly before: string | null
  readonly after: string | null
}

/** What a cleaning did: how many rows and cells each step touched, and which. */
export class Changes {
  readonly kind = 'changes'
  /** The figures, as plain data. */
  readonly view: ChangesView
  readonly #done: readonly Done[]

  /** Made by `clean`. */
  constructor(view: ChangesView, done: readonly Done[]) {
    this.view = view
    this.#done = done
  }

  /** Rows of the table that was cleaned. */
  get rowsBefore(): number {
    return this.view.rowsBefore
  }

  /** Rows that are left. */
  get rowsAfter(): number {
    return this.view.rowsAfter
  }

  /** Cells that have another value now. */
  get cellsChanged(): number {
    return this.view.cellsChanged
  }

  /** What each step did, in order. */
  get steps(): ChangesView['steps'] {
    return this.view.steps
  }

  /** Every row that was removed and every cell that was changed, by row; nothing is cut off. */
  rows(): Table<Change> {
    const [first] = this.#done
    const queries = this.#done.flatMap(changesOf)
    if (first === undefined) throw new RangeError('Cannot list changes: the plan has no steps')
    const { engine, name, origins } = first.input.relation
    const query = queries.length === 0 ? nothing(first.input.relation) : queries.length === 1 ? queries[0]! : Query.unionAll(...queries)
    const whole = select(
      changeColumns.map((column) => [column, columnRef(column)]),
      query,
    )
    return tableFrom<Change>(engine, whole, {
      columns: changeColumns,
      types: { row: 'integer', step: 'text', action: 'text', column: 'text', before: 'text', after: 'text' },
      name: name === '' ? 'changes' : `${name}-changes`,
      order: [{ column: 'row', descending: false }],
      origins,
    })
  }

  toJSON(): ChangesView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return changesBundle(this.view)
  }
}

const changeColumns = ['row', 'step', 'action', 'column', 'before', 'after'] as const

const noText = () => fn('cast', null, 'text')

/** The changes of one step as a query. */
export function changesOf({ step, input, applied }: Done): Query[] {
  const { removed, changed } = applied
  const number = columnRef(input.relation.rowNumber!)
  if (changed !== undefined) {
    const { column, when, after, from } = changed
    const shown = (value: ExprNode) =>
      input.personal.has(column) ? fn('if', fn('is_missing', value), null, lit('•••')) : fn('to_text', value)
    const entries = entriesOf(number, step.step, 'changed', lit(column), shown(columnRef(column)), shown(after))
    const query = select(entries, (from ?? input.relation).query)
    query._where = [when]
    return [query]
  }
  if (removed === undefined) return []
  const entries = entriesOf(number, step.step, 'removed', noText(), noText(), noText())
  if (removed === 'compared') return [without(input.relation, applied.relation, step.step)]
  const query = select(entries, input.relation.query)
  query._where = [removed]
  return [query]
}

function entriesOf(row: ExprNode, step: string, action: string, column: ExprNode, before: ExprNode, after: ExprNode): [string, ExprNode][] {
  return [
    ['row', row],
    ['step', lit(step)],
    ['action', lit(action)],
    ['column', column],
    ['before', before],
    ['after', after],
  ]
}

/** The rows of one relation that another lacks, by their numbers. */
function without(before: Relation, after: Relation, step: string): Query {
  const [left, right] = ['__assay_before', '__assay_after']
  const number = before.rowNumber!
  const query = select(entriesOf(columnRef(number, left), step, 'removed', noText(), noText(), noText()), before.query, left)
  const condition = fn('eq', columnRef(number, left), columnRef(number, right))
  query._from = [new JoinNode(query._from[0]!, new FromClauseNode(after.query as never, right), 'REGULAR', 'ANTI', condition)]
  return query
}

function nothing(relation: Relation): Query {
  const query = select(entriesOf(columnRef(relation.rowNumber!), '', '', noText(), noText(), noText()), relation.query)
  query._where = [lit(false)]
  return query
}
