import type { ColumnTable } from 'arquero'
import { type Task, task } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { readColumns } from './columns.ts'

/** The rows of a relation as an arquero table, in memory. */
export function toArquero(r: Relation): Task<ColumnTable> {
  return task(async (control) => {
    const [arquero, columns] = await Promise.all([import('arquero'), readColumns(r, control)])
    return arquero.table(
      columns.map(({ name, values }) => [name, values] as const) as never,
      columns.map(({ name }) => name),
    )
  })
}
