import { type AnyTable, type Columns, relationOf } from '../../table/index.ts'
import { unknownColumn } from '../../util/index.ts'

/** How two tables are compared. */
export interface CompareOptions<R extends object, S extends object, K extends Columns<R> & Columns<S> = Columns<R> & Columns<S>> {
  /** The columns that tell which rows belong together. Each key may stand on one row of each table. */
  readonly key: K | readonly K[]
  /** Largest absolute difference, by number column, that is no change: `{ price: 0.01 }`. The limit itself is tolerated. */
  readonly tolerance?: { readonly [C in Columns<R>]?: number }
  /** The columns to compare; all that both tables have when not given. */
  readonly columns?: readonly (Columns<R> & Columns<S>)[]
}

/** What is compared, checked and complete. */
export interface Asked {
  readonly key: readonly string[]
  readonly columns: readonly string[]
  readonly tolerance: ReadonlyMap<string, number>
}

interface Given {
  readonly key: string | readonly string[]
  readonly tolerance?: Readonly<Record<string, number | undefined>>
  readonly columns?: readonly string[]
}

/** Checks the options against the tables' columns. */
export function askedOf(after: AnyTable, before: AnyTable, options: Given | undefined): Asked {
  if ((before as AnyTable | undefined)?.kind !== 'table')
    throw new TypeError('Cannot compare: give the earlier table first, such as today.compare(yesterday, { key: "id" })')
  if (options?.key === undefined || options.key.length === 0)
    throw new TypeError('Cannot compare without a key: name the columns that tell which rows belong together, { key: "id" }')
  if (relationOf(after as never).engine !== relationOf(before as never).engine)
    throw new TypeError('Cannot compare: the tables are on different engines. Write one to a file and open it on the other')
  const key = typeof options.key === 'string' ? [options.key] : [...new Set(options.key)]
  const columns = options.columns ?? after.columnNames.filter((name) => before.columnNames.includes(name))
  for (const name of [...key, ...columns]) requireBoth(name, after, before)
  return { key, columns: columns.filter((name) => !key.includes(name)), tolerance: tolerances(options.tolerance ?? {}, after) }
}

function requireBoth(name: string, after: AnyTable, before: AnyTable): void {
  if (!after.columnNames.includes(name)) throw unknownColumn(name, after.columnNames, 'compare by column')
  if (before.columnNames.includes(name)) return
  throw new RangeError(
    unknownColumn(name, before.columnNames, 'compare by column').message.replace(/[Tt]he table has/, 'the earlier table has'),
  )
}

function tolerances(given: Readonly<Record<string, number | undefined>>, after: AnyTable): Map<string, number> {
  const found = new Map<string, number>()
  for (const [name, limit] of Object.entries(given)) {
    if (limit === undefined) continue
    if (!after.columnNames.includes(name)) throw unknownColumn(name, after.columnNames, 'tolerate differences of column')
    if (typeof limit !== 'number' || !(limit >= 0) || limit === Number.POSITIVE_INFINITY)
      throw new RangeError(`Cannot tolerate differences of ${String(limit)} in ${JSON.stringify(name)}: give a number of 0 or more`)
    found.set(name, limit)
  }
  return found
}
