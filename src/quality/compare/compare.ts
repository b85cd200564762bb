import type { Query } from '@uwdata/mosaic-sql'
import { type Batch, type Engine, fn, print } from '../../engine/index.ts'
import type { ComparedTable, ComparisonView, Note, PersonalKind } from '../../protocol/index.ts'
import { type AnyRow, type AnyTable, type Columns, columnRef, fingerprintOf, personalColumns, Table, tableView } from '../../table/index.ts'
import { formatCount, quoted, type Task, task, text, version } from '../../util/index.ts'
import { anyOf, changedCells, unmatched } from './changed.ts'
import { Comparison } from './comparison.ts'
import { type Asked, askedOf, type CompareOptions } from './options.ts'
import {
  afterName,
  beforeName,
  countsOver,
  differs,
  keyed,
  type Paired,
  pairedColumns,
  pairs,
  repeatedKeys,
  type Side,
  sideOf,
  withoutKey,
} from './pairing.ts'
import { verdictOf } from './words.ts'

type Run = (query: Query) => Promise<readonly number[]>

/**
 * Compares a table with an earlier one by key: rows added, rows removed, and every changed cell with its value before and after.
 *
 * Columns of different types are compared as numbers, as times, or as text, whichever both can be. Missing equals missing.
 * Rows whose key has a missing part cannot be paired: they are counted apart.
 *
 * @param after the table as it is now
 * @param before the table as it was
 * @throws {RangeError} when a key stands on several rows of a table: the error says how many do
 * @throws {RangeError} when a column is not in both tables
 * @throws {TypeError} when a tolerance is given for a column that does not hold numbers
 * @example
 * const before = from([{ id: 'a', price: 1 }, { id: 'b', price: 2 }])
 * const after = from([{ id: 'b', price: 2.5 }, { id: 'c', price: 3 }])
 * const diff = await compare(after, before, { key: 'id', tolerance: { price: 0.01 } })
 * diff.counts // { added: 1, removed: 1, changed: 1, same: 0 }
 * await diff.changed.rows() // [{ id: 'b', column: 'price', before: '2.0', after: '2.5' }]
 */
export function compare<R extends object, S extends object, const K extends Columns<R> & Columns<S>>(
  after: Table<R>,
  before: Table<S>,
  options: CompareOptions<R, S, K>,
): Task<Comparison<R, S, K>> {
  const tables = { after: after as unknown as Table<AnyRow>, before: before as unknown as Table<AnyRow> }
  return task(async ({ signal, report }) => {
    const asked = askedOf(tables.after, tables.before, options as never)
    const [now, was] = await Promise.all([sideOf(tables.after), sideOf(tables.before)])
    const { engine } = now.relation
    let done = 0
    const step = (message: string) => report({ done: done++, total: 5, unit: 'steps', message })
    const run: Run = async (query) => {
      signal.throwIfAborted()
      const batch: Batch = await engine.query(print(query), { signal })
      return batch.columns.map((column) => Number(column[0] ?? 0))
    }
    step('looking at the columns')
    const key = pairedColumns(asked.key, was, now, { tolerance: new Map() })
    const columns = pairedColumns(asked.columns, was, now, asked)
    const personal = new Map([...(await personalColumns(tables.before)), ...(await personalColumns(tables.after))])
    step('looking for repeated keys')
    const sizes = { before: await sizeOf(was, key, run), after: await sizeOf(now, key, run) }
    await requireDistinctKeys({ before: was, after: now }, key, run)
    step('comparing')
    const counts = await countDifferences(was, now, key, columns, run)
    step('showing')
    const added = new Table<R>(unmatched(now, was, key))
    const removed = new Table<S>(unmatched(was, now, key))
    const changed = changedCells(was, now, key, columns, personal)
    const view = await viewOf({ tables, asked, key, columns, counts, sizes, personal, added, removed, changed, engine, signal })
    step('done')
    return new Comparison<R, S, K>(view, added, removed, changed as never)
  })
}

async function sizeOf({ relation }: Side, key: readonly Paired[], run: Run): Promise<ComparedTable> {
  const [rows, missing] = await run(countsOver(relation.query, [['missing', withoutKey(key)]]))
  return { name: relation.name, rows: rows!, withoutKey: missing! }
}

async function requireDistinctKeys(sides: Readonly<Record<'after' | 'before', Side>>, key: readonly Paired[], run: Run): Promise<void> {
  const found: string[] = []
  for (const [which, side] of Object.entries(sides)) {
    const [keys, rows] = await run(repeatedKeys(side, key))
    const name =
      side.relation.name === '' || sides.before.relation.name === sides.after.relation.name
        ? `the ${which === 'after' ? 'later' : 'earlier'} table`
        : JSON.stringify(side.relation.name)
    if (keys! > 0) found.push(`${formatCount(keys!)} ${keys === 1 ? 'key stands' : 'keys stand'} on ${formatCount(rows!)} rows of ${name}`)
  }
  if (found.length === 0) return
  const names = quoted(key.map(({ name }) => name))
  throw new RangeError(
    `Cannot compare by ${names}: ${found.join(', and ')}. Add columns to the key until it names one row, or keep one row of each with dedupe(${names})`,
  )
}

interface Counts {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly same: number
  readonly byColumn: readonly number[]
}

/** Counts everything in one pass over the paired rows. */
async function countDifferences(was: Side, now: Side, key: readonly Paired[], columns: readonly Paired[], run: Run): Promise<Counts> {
  const first = key[0]!.name
  const lacks = (side: string) => fn('is_missing', columnRef(first, side))
  const both = fn('and', fn('not', lacks(beforeName)), fn('not', lacks(afterName)))
  const conditions = columns.map((column) => fn('and', both, differs(column)))
  const query = pairs([beforeName, keyed(was, key)], [afterName, keyed(now, key)], key, 'FULL', [
    ['added', fn('count_if', lacks(beforeName))],
    ['removed', fn('count_if', lacks(afterName))],
    ['paired', fn('count_if', both)],
    ['changed', columns.length === 0 ? fn('count_if', fn('and', lacks(beforeName), lacks(afterName))) : fn('count_if', anyOf(conditions))],
    ...conditions.map((condition, i) => [`c${i}`, fn('count_if', condition)] as const),
  ])
  const [added, removed, paired, changed, ...byColumn] = await run(query)
  return { added: added!, removed: removed!, changed: changed!, same: paired! - changed!, byColumn }
}

interface Found {
  readonly tables: { readonly before: Table<AnyRow>; readonly after: Table<AnyRow> }
  readonly asked: Asked
  readonly key: readonly Paired[]
  readonly columns: readonly Paired[]
  readonly counts: Counts
  readonly sizes: { readonly before: ComparedTable; readonly after: ComparedTable }
  readonly personal: ReadonlyMap<string, PersonalKind>
  readonly added: AnyTable
  readonly removed: AnyTable
  readonly changed: AnyTable
  readonly engine: Engine
  readonly signal: AbortSignal
}

async function viewOf(found: Found): Promise<ComparisonView> {
  const { tables, asked, columns, sizes, personal, engine, signal } = found
  const { byColumn, ...counts } = found.counts
  const paired = counts.changed + counts.same
  const cells = byColumn.reduce((sum, n) => sum + n, 0)
  const only = (one: AnyTable, other: AnyTable) => one.columnNames.filter((name) => !other.columnNames.includes(name))
  const sample = (table: AnyTable, total: number) => tableView(table as never, { rows: 10, total, personal: personal, notes: [], signal })
  const columnsAdded = only(tables.after, tables.before)
  const columnsRemoved = only(tables.before, tables.after)
  const fingerprints = [await fingerprintOf(tables.before as never), await fingerprintOf(tables.after as never)]
  return {
    kind: 'comparison',
    version: 1,
    verdict: verdictOf({ ...sizes, key: asked.key, counts }),
    ...sizes,
    key: asked.key,
    counts,
    cells,
    columns: columns.map(({ name, type, tolerance }, i) => {
      const [kind, changed] = [personal.get(name), byColumn[i]!]
      return {
        name,
        type,
        ...(kind === undefined ? {} : { personal: kind }),
        changed,
        share: paired === 0 ? 0 : changed / paired,
        ...(tolerance === undefined ? {} : { tolerance }),
      }
    }),
    columnsAdded,
    columnsRemoved,
    sample: {
      changed: await sample(found.changed, cells),
      added: await sample(found.added, counts.added),
      removed: await sample(found.removed, counts.removed),
    },
    notes: notesOf(found, columnsAdded, columnsRemoved),
    made: { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint: fingerprints.join('-') },
  }
}

function notesOf({ sizes, key, columns }: Found, added: readonly string[], removed: readonly string[]): Note[] {
  const notes: Note[] = []
  const missing = sizes.before.withoutKey + sizes.after.withoutKey
  if (missing > 0) {
    const [a, b] = [formatCount(sizes.after.withoutKey), formatCount(sizes.before.withoutKey)]
    notes.push({
      code: 'without-key',
      severity: 'warning',
      count: missing,
      text: text(
        `Rows without a whole key could not be paired: ${a} of the later table, ${b} of the earlier one.`,
        `键不完整的行无法配对：新表 ${a} 行，旧表 ${b} 行。`,
      ),
    })
  }
  const list = (names: readonly string[]) => quoted(names).replaceAll('"', '')
  if (added.length > 0)
    notes.push({
      code: 'columns-added',
      severity: 'note',
      count: added.length,
      text: text(`Only the later table has: ${list(added)}.`, `仅新表有的列：${list(added)}。`),
    })
  if (removed.length > 0)
    notes.push({
      code: 'columns-removed',
      severity: 'note',
      count: removed.length,
      text: text(`Only the earlier table has: ${list(removed)}.`, `仅旧表有的列：${list(removed)}。`),
    })
  for (const { name, comparing } of [...key, ...columns])
    if (comparing === 'text')
      notes.push({
        code: 'compared-as-text',
        severity: 'note',
        column: name,
        text: text(`${name} is compared as text: its types differ or hold several values.`, `${name} 按文本比较：类型不同或包含多个值。`),
      })
  return notes
}
