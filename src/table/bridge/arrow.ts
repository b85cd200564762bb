import type { Table as ArrowTable, DataType } from '@uwdata/flechette'
import { type Task, type TaskControl, task } from '../../util/index.ts'
import type { Relation } from '../relation.ts'
import { type Column, readColumns } from './columns.ts'

type Flechette = typeof import('@uwdata/flechette')

/** The rows of a relation as a flechette table, in memory. */
export function toArrow(r: Relation): Task<ArrowTable> {
  return task((control) => arrowOf(r, control))
}

/** The rows of a relation as the bytes of an Arrow stream, or file. */
export function toArrowIPC(r: Relation, format: 'stream' | 'file' = 'stream'): Task<Uint8Array> {
  return task(async (control) => {
    const table = await arrowOf(r, control)
    const { tableToIPC } = await import('@uwdata/flechette')
    return tableToIPC(table, { format }) as Uint8Array
  })
}

async function arrowOf(r: Relation, control: TaskControl): Promise<ArrowTable> {
  const [flechette, columns] = await Promise.all([import('@uwdata/flechette'), readColumns(r, control, 'bigint')])
  const arrow = columns.map(
    (column) => [column.name, flechette.columnFromArray(column.values as unknown[], typeOf(flechette, column) as DataType)] as const,
  )
  return flechette.tableFromColumns(arrow as never)
}

/** The Arrow type of a column; nested columns are left to flechette, which looks at their values. */
function typeOf(f: Flechette, { type, values }: Column): DataType | null {
  switch (type) {
    case 'text':
    case 'time':
    case 'interval':
      return f.utf8() as DataType
    case 'integer':
      return f.int64() as DataType
    case 'number':
    case 'decimal':
      return f.float64() as DataType
    case 'boolean':
      return f.bool() as DataType
    case 'date':
      return f.dateDay() as DataType
    case 'timestamp':
      return f.timestamp(1, null) as DataType
    case 'binary':
      return f.binary() as DataType
    default:
      return values.some((value) => value !== null) ? null : (f.utf8() as DataType)
  }
}
