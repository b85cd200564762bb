import { fn } from '../engine/index.ts'
import { type AnyRow, addVerb, type Columns, columnRef, derived, relationOf, Table } from '../table/index.ts'
import { type Task, task, unknownColumn } from '../util/index.ts'
import { clean, type Repair } from './clean.ts'
import { where } from './sql.ts'
import { readOneWay } from './steps/date-formats.ts'
import { type DatesFound, type FormatUse, formatsOf, type ParseDatesOptions, parseDates as parseStep } from './steps/parse-dates.ts'
import { Steps } from './steps.ts'

declare module '../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /** Reads the texts of a column as dates, of several formats if need be; what could be read in two ways is left unparsed. */
    parseDates<K extends Columns<R>>(column: K, options?: ParseDatesOptions): Task<ParsedDates<R, K>>
  }
}

/** What parsing dates gives: a table with dates, the formats that were found, and the rows that could not be read. */
export interface ParsedDates<R extends object, K extends keyof R> extends Repair<{ [C in keyof R]: C extends K ? Date | null : R[C] }> {
  /** Rows, as they were, whose text has no known format or could be read in two ways. */
  readonly unparsed: Table<R>
  /** The formats found, with the values that read so, most frequent first. A value may read the same in two formats. */
  readonly formats: readonly FormatUse[]
  /** Values that could be read in two ways, such as `03/04/2024`: `dayFirst` decides. */
  readonly ambiguous: number
  /** Values that have none of the formats. */
  readonly unreadable: number
}

/**
 * Reads the texts of a column as dates. Formats are suggested from the data unless given. A value that could be read in two ways, such as
 * `03/04/2024`, is never guessed: it stays unparsed until `dayFirst` says how to read it.
 *
 * @throws {RangeError} when the column is not there
 * @throws {TypeError} when the column is not text
 * @example
 * const { table, unparsed, formats } = await parseDates(orders, 'placed', { dayFirst: true })
 */
export function parseDates<R extends object, K extends Columns<R>>(
  table: Table<R>,
  column: K,
  options: ParseDatesOptions = {},
): Task<ParsedDates<R, K>> {
  return task(async () => {
    if (!table.columnNames.includes(column)) throw unknownColumn(column, table.columnNames, 'parse dates of column')
    if (options.formats?.length === 0) throw new RangeError('Cannot parse dates without formats: give at least one, or leave them out')
    const formats = formatsOf(options)
    let found: DatesFound = { formats: [], ambiguous: 0, unreadable: 0 }
    const repair = await clean(
      table,
      () =>
        new Steps<R>([
          parseStep(column, formats, (dates) => {
            found = dates
          }),
        ]),
    )
    const r = relationOf(table as never)
    const value = columnRef(column)
    const left = where(r, fn('and', fn('is_present', value), fn('is_missing', readOneWay(value, formats))))
    return { ...repair, unparsed: new Table<R>(derived(r, { query: left.query })), ...found } as unknown as ParsedDates<R, K>
  })
}

addVerb('parseDates', (table, column: string, options?: ParseDatesOptions) =>
  parseDates(table as unknown as Table<AnyRow>, column, options),
)
