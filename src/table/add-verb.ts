import { refusedVerbs } from './expression/refused.ts'
import { Table } from './table.ts'
import type { AnyRow } from './types.ts'

/**
 * Adds a verb to every table. Its type is added by interface merging on the module that declares `Table`: `assay/table`.
 *
 * @throws RangeError when tables have a property of that name already
 * @example
 * declare module 'assay/table' {
 *   interface Table<R extends object, G extends string = never> {
 *     head(rows: number): Table<R, G>
 *   }
 * }
 * addVerb('head', (table, rows: number) => table.slice(0, rows))
 */
export function addVerb<A extends readonly unknown[], V>(name: string, verb: (table: Table<AnyRow, string>, ...args: A) => V): void {
  if (name in Table.prototype && !Object.hasOwn(refusedVerbs, name))
    throw new RangeError(`Cannot add the verb "${name}": tables have one of that name`)
  Object.defineProperty(Table.prototype, name, {
    value(this: Table<AnyRow, string>, ...args: A): V {
      return verb(this, ...args)
    },
    configurable: true,
    writable: true,
  })
}

// Who comes from arquero and writes plain JavaScript is told what takes a verb's place.
for (const [name, reason] of Object.entries(refusedVerbs)) {
  Object.defineProperty(Table.prototype, name, {
    value(): never {
      throw new TypeError(`Cannot use table.${name}: ${reason}`)
    },
    configurable: true,
    writable: true,
  })
}
