import { OrderByNode, type Query } from '@uwdata/mosaic-sql'
import { fn, print } from '../engine/index.ts'
import type { PersonalKind, ReasonView, TableView } from '../protocol/index.ts'
import { cellValue, columnRef, type Relation } from '../table/index.ts'
import { changesOf } from './changes.ts'
import type { Done } from './clean.ts'
import { select } from './sql.ts'
import type { RunQuery } from './steps/step.ts'

/** How many touched rows a result shows. */
const sampleSize = 10

/** The first rows that were removed or changed, as they were before, masked, with the steps as reasons. */
export async function sampleOf(
  start: Relation,
  done: readonly Done[],
  personalColumns: ReadonlyMap<string, PersonalKind>,
  query: RunQuery,
): Promise<TableView> {
  const reasons = await firstTouched(done, query)
  const numbers = [...reasons.keys()]
  const names = [...start.columns]
  const types = done[0]?.input.types
  const rows = select(
    [...names, start.rowNumber!].map((name) => [name, columnRef(name)]),
    start.query,
  )
  rows._where = [fn('in', columnRef(start.rowNumber!), numbers.length === 0 ? [-1] : numbers)]
  rows._orderby = [new OrderByNode(columnRef(start.rowNumber!))]
  const batch = await query(print(rows))
  const columns = names.map((name) => {
    const personal = personalColumns.get(name)
    return { name, type: types?.get(name) ?? ('unknown' as const), ...(personal === undefined ? {} : { personal }) }
  })
  const rowNumbers = Array.from(batch.columns[names.length]!, Number)
  return {
    kind: 'table',
    version: 1,
    name: start.name,
    rows: null,
    columns,
    cells: rowNumbers.map((_, row) => columns.map((column, i) => cellValue(batch.columns[i]![row], column.type, column.personal))),
    rowNumbers,
    reasons: rowNumbers.map((number, index) => ({ index, reasons: reasons.get(number)! })),
    notes: [],
  }
}

/** The steps that touched the first rows touched by any, by row number. */
async function firstTouched(done: readonly Done[], query: RunQuery): Promise<Map<number, ReasonView[]>> {
  const found: { row: number; done: Done }[] = []
  for (const one of done) {
    for (const changes of changesOf(one)) {
      const first = select([['row', columnRef('row')]], changes as Query)
      first._orderby = [new OrderByNode(columnRef('row'))]
      first.limit(sampleSize)
      const batch = await query(print(first))
      for (let i = 0; i < batch.rows; i++) found.push({ row: Number(batch.columns[0]![i]), done: one })
    }
  }
  const rows = new Map<number, ReasonView[]>()
  for (const { row, done: one } of found.sort((a, b) => a.row - b.row)) {
    if (!rows.has(row) && rows.size === sampleSize) break
    const { step, text, column } = one.step
    rows.set(row, [...(rows.get(row) ?? []), { rule: step, columns: column === undefined ? [] : [column], severity: 'note', text }])
  }
  return rows
}
