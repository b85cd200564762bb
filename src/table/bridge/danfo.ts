import { type Task, task } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { readColumns } from './columns.ts'

/** The module of danfojs, as its user has installed it. */
export interface Danfo<F = unknown> {
  /** Takes rows and `{ columns }`. */
  readonly DataFrame: new (
    ...given: never[]
  ) => F
}

/** The rows of a relation as a data frame of danfojs. */
export function toDanfo<F>(r: Relation, danfo: Danfo<F>): Task<F> {
  if (typeof danfo?.DataFrame !== 'function')
    throw new TypeError('Cannot make a data frame: give the module of danfojs, as in table.toDanfo(dfd)')
  return task(async (control) => {
    const columns = await readColumns(r, control)
    const rows = columns[0]?.values.length ?? 0
    const lines = Array.from({ length: rows }, (_, i) => columns.map(({ values }) => values[i]))
    const DataFrame = danfo.DataFrame as new (rows: unknown, options: object) => F
    return new DataFrame(lines, { columns: columns.map(({ name }) => name) })
  })
}
