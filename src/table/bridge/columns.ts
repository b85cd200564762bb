import type { Field, QueryOptions } from '../../engine/index.ts'
import type { TaskControl } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { sqlOf } from '../sql.ts'

/** A column with all its values. */
export interface Column extends Field {
  readonly values: readonly unknown[]
}

/** Reads a relation whole, by column. */
export async function readColumns(r: Relation, { signal, report }: TaskControl, large: QueryOptions['large'] = 'error'): Promise<Column[]> {
  let columns: (Field & { values: unknown[] })[] | undefined
  let rows = 0
  for await (const batch of r.engine.stream(sqlOf(r), { signal, large })) {
    columns ??= batch.fields.map((field) => ({ ...field, values: [] }))
    for (const [i, column] of columns.entries()) {
      const values = batch.columns[i] as ArrayLike<unknown>
      for (let j = 0; j < batch.rows; j++) column.values.push(values[j])
    }
    rows += batch.rows
    report({ done: rows, unit: 'rows' })
  }
  return columns ?? (await r.engine.describe(sqlOf(r))).map((field) => ({ ...field, values: [] }))
}
