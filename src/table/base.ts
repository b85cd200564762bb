import type { Field } from '../engine/index.ts'
import { displaySymbol, type MimeBundle, typeSymbol } from '../protocol/index.ts'
import { streamRows } from './bridge/rows.ts'
import { type Relation, relation } from './relation.ts'
import { fieldsOf } from './schema.ts'
import { tableBundle } from './view/bundle.ts'
import { viewOf } from './view/table-view.ts'
import { tableTypeText } from './view/type-text.ts'

/**
 * What every table is, whatever its verbs.
 *
 * Members named by symbols stand here, not in `Table`: TypeScript 7 loses them, now and then, in a class that other modules add to.
 */
export class TableBase<R extends object> {
  readonly kind = 'table' as const
  readonly [relation]: Relation

  constructor(of: Relation) {
    this[relation] = of
  }

  /** The names of the columns, in their order. */
  get columnNames(): readonly string[] {
    return this[relation].columns
  }

  /** The columns with their types. */
  schema(): Promise<readonly Field[]> {
    return fieldsOf(this[relation])
  }

  /** Goes over the rows without holding them all. */
  [Symbol.asyncIterator](): AsyncIterator<R> {
    return streamRows<R>(this[relation])
  }

  /** How a notebook shows the table: its first rows with types and counts, personal columns masked. */
  async [displaySymbol](): Promise<MimeBundle> {
    return tableBundle(await viewOf(this[relation]))
  }

  /** The table's TypeScript type, for the cells of a notebook that come after. */
  get [typeSymbol](): Promise<string> {
    return fieldsOf(this[relation]).then((fields) => tableTypeText(fields, this[relation].groups, this[relation].bigints))
  }
}
