import { type ComparedColumn, type ComparisonView, displaySymbol, type MimeBundle } from '../../protocol/index.ts'
import type { Simplify, Table } from '../../table/index.ts'
import { unknownColumn } from '../../util/index.ts'
import { comparisonBundle } from './display.ts'

/** One changed cell: the key of its row, its column, and its value before and after as text, `•••` where it is personal. */
export type ChangedCell<R, K extends keyof R> = Simplify<Pick<R, K> & { column: string; before: string | null; after: string | null }>

/** Two tables compared by key: what was added, removed and changed. */
export class Comparison<R extends object, S extends object = R, K extends keyof R = keyof R> {
  readonly kind = 'comparison'
  /** The figures, as plain data. */
  readonly view: ComparisonView
  /** Rows whose key the earlier table lacks; they keep their row numbers. */
  readonly added: Table<R>
  /** Rows of the earlier table whose key is gone; they keep their row numbers. */
  readonly removed: Table<S>
  /** Every changed cell as a row, by row of the later table. A key column named `column`, `before` or `after` pushes that name to `column_2`... */
  readonly changed: Table<ChangedCell<R, K>>

  /** Made by `compare`. */
  constructor(view: ComparisonView, added: Table<R>, removed: Table<S>, changed: Table<ChangedCell<R, K>>) {
    this.view = view
    this.added = added
    this.removed = removed
    this.changed = changed
  }

  /** Nothing was added, removed or changed, and the tables have the same columns. */
  get same(): boolean {
    const { counts, columnsAdded, columnsRemoved } = this.view
    return counts.added + counts.removed + counts.changed + columnsAdded.length + columnsRemoved.length === 0
  }

  /** Rows by what became of them. */
  get counts(): ComparisonView['counts'] {
    return this.view.counts
  }

  /** What changed, by column, in the order of the table. */
  get columns(): readonly ComparedColumn[] {
    return this.view.columns
  }

  /**
   * What changed in one column.
   *
   * @throws {RangeError} when the column was not compared
   */
  column(name: string): ComparedColumn {
    const found = this.view.columns.find((column) => column.name === name)
    if (found === undefined)
      throw unknownColumn(
        name,
        this.view.columns.map((column) => column.name),
        'find the compared column',
      )
    return found
  }

  toJSON(): ComparisonView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return comparisonBundle(this.view)
  }
}
