import { randomBytes } from 'node:crypto'
import { identifier, print } from '../engine/index.ts'
import type { ColumnProfile, MimeBundle, Note, ProfileView } from '../protocol/index.ts'
import { displaySymbol } from '../protocol/index.ts'
import type { AnyTable, Table } from '../table/index.ts'
import { addVerb, fingerprintOf, type Relation, relationOf, schemaOf } from '../table/index.ts'
import { type Task, task, unknownColumn, version } from '../util/index.ts'
import { columnProfile } from './column.ts'
import { profileBundle } from './display.ts'
import { countRepeats, lookAtColumns, measureColumns, type Source } from './measure.ts'
import { tableNotes } from './notes.ts'

declare module '../table/table.ts' {
  interface Table<R extends object, G extends string = never> {
    /**
     * What the table holds, column by column: types, counts, missing and distinct values, quantiles, moments, most frequent values, histograms,
     * lengths and shapes of texts, and what is worth a look. Personal columns are masked.
     *
     * @example
     * const seen = await (await open('orders.csv')).profile()
     * seen.column('qty').numbers?.mean
     */
    profile(): Task<Profile>
  }
}

/** What a table holds, by column. Plain data, that shows itself in a notebook. */
export class Profile implements ProfileView {
  readonly kind = 'profile' as const
  readonly version = 1 as const
  readonly name: string
  readonly rows: number
  readonly exact: boolean
  readonly duplicates: number | null
  readonly period?: { readonly column: string; readonly from: number; readonly to: number }
  readonly columns: readonly ColumnProfile[]
  readonly notes: readonly Note[]
  readonly made: ProfileView['made']

  constructor(view: ProfileView) {
    this.name = view.name
    this.rows = view.rows
    this.exact = view.exact
    this.duplicates = view.duplicates
    if (view.period !== undefined) this.period = view.period
    this.columns = view.columns
    this.notes = view.notes
    this.made = view.made
  }

  /**
   * The profile of one column.
   *
   * @throws RangeError when the table has no such column; the error names the nearest
   */
  column(name: string): ColumnProfile {
    const found = this.columns.find((column) => column.name === name)
    if (found === undefined)
      throw unknownColumn(
        name,
        this.columns.map((column) => column.name),
      )
    return found
  }

  /** A mime bundle: the profile as data, HTML, Markdown and text. */
  [displaySymbol](): MimeBundle {
    return profileBundle(this)
  }
}

/** Rows as opened are read where they are; rows that must be computed are computed once and kept while they are measured. */
async function withBase<V>(r: Relation, signal: AbortSignal, work: (source: Source) => Promise<V>): Promise<V> {
  if (r.source !== undefined || r.columns.length === 0) return work({ engine: r.engine, base: r.query, signal })
  const name = `__assay_profile_${randomBytes(6).toString('hex')}`
  await r.engine.query(`CREATE TABLE ${identifier(name)} AS ${print(r.query)}`, { signal })
  try {
    return await work({ engine: r.engine, base: name, signal })
  } finally {
    await r.engine.query(`DROP TABLE IF EXISTS ${identifier(name)}`).catch(() => undefined)
  }
}

function periodOf(columns: readonly ColumnProfile[]): ProfileView['period'] {
  const first = columns.find((column) => column.dates !== undefined)
  return first === undefined ? undefined : { column: first.name, from: first.dates!.min, to: first.dates!.max }
}

/**
 * Profiles a table: what each of its columns holds, and what is worth a look.
 *
 * Every figure is of all rows, and exact; only of tables of more than five million rows, columns where hardly a value repeats have their distinct
 * values estimated (`exact: false`, standard error 0.4 %). Mean, quantiles (linear interpolation), standard deviation (n - 1), skewness and kurtosis are those of
 * pandas. NaN and infinite values are counted and left out of the others. Columns that seem to hold personal data keep no value that can be read:
 * no extremes, quantiles or histogram, and masks for their most frequent values; instead there is how many rows each value has.
 *
 * @example
 * const seen = await profile(await open('orders.csv'))
 * seen.rows
 */
export function profile(of: AnyTable): Task<Profile> {
  const table = of as Table<object>
  return task(async ({ signal, report }) => {
    const r = relationOf(table)
    const total = r.columns.length
    report({ done: 0, total, unit: 'columns' })
    const [fields, fingerprint, engine] = await Promise.all([total === 0 ? [] : schemaOf(table), fingerprintOf(table), r.engine.version()])
    signal.throwIfAborted()
    return withBase(r, signal, async (source) => {
      const { rows, columns } = await lookAtColumns(source, fields)
      const found = await measureColumns(source, columns, (done) => report({ done, total, unit: 'columns' }))
      const duplicates = await countRepeats(source, rows, columns, found)
      const read = r.source?.notes ?? []
      const profiles = columns.map((column, i) =>
        columnProfile(
          column,
          found[i]!,
          read.filter((note) => note.column === column.field.name),
        ),
      )
      const period = periodOf(profiles)
      return new Profile({
        kind: 'profile',
        version: 1,
        name: r.name,
        rows,
        exact: true,
        duplicates,
        ...(period === undefined ? {} : { period }),
        columns: profiles,
        notes: [...read.filter((note) => note.column === undefined), ...tableNotes(rows, total, duplicates)],
        made: { assay: version, engine: `${r.engine.name} ${engine}`, fingerprint },
      })
    })
  })
}

addVerb('profile', (table) => profile(table))
