import assert from 'node:assert/strict'
import type { ColumnTable } from 'arquero'
import * as aq from 'arquero'
import { type AnyRow, desc, from, op, type Table } from '../../../../src/table/index.ts'

export type Ours = Table<AnyRow, string>
export type Theirs = ColumnTable
/** The verbs of both libraries have one shape here: what a case calls exists in both, or the case fails. */
// biome-ignore lint/suspicious/noExplicitAny: one text of verbs is run by two libraries with types of their own
export type Either = any

export const ours = (data: readonly object[]): Ours => from(data) as unknown as Ours
export const theirs = (data: readonly object[]): Theirs => aq.from(data as object[])

/** What the steps of a case may use, of each library. */
export interface Tools {
  readonly desc: Either
  readonly table: (data: readonly object[]) => Either
}
const tools: { readonly ours: Tools; readonly theirs: Tools } = {
  ours: { desc, table: ours },
  theirs: { desc: aq.desc, table: theirs },
}

/** An arrow function with this text over a row `d`; neither library calls it, both read it. */
export function arrow(text: string, parameters = 'd'): (row: AnyRow) => unknown {
  return new Function('op', `return (${parameters}) => ${text}`)(op)
}

const plain = (value: unknown): unknown =>
  value === undefined || (typeof value === 'number' && Number.isNaN(value))
    ? null
    : Array.isArray(value) || ArrayBuffer.isView(value)
      ? Array.from(value as unknown as ArrayLike<unknown>, plain)
      : value

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]))
  return a === b
}

export interface Ways {
  /** The order of rows is not compared. */
  readonly anyOrder?: boolean
}

/** Throws unless rows are equal: columns in their order, values to 1e-9; `undefined`, NaN and null are all missing. */
export function equalRows(found: readonly object[], wanted: readonly object[], { anyOrder = false }: Ways = {}): void {
  const ready = (list: readonly object[]) => {
    const made = list.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
    return anyOrder ? made.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : made
  }
  const [a, b] = [ready(found), ready(wanted)]
  assert.equal(a.length, b.length, `${a.length} rows instead of ${b.length}`)
  for (const [i, row] of a.entries()) {
    const other = b[i] as AnyRow
    assert.deepEqual(Object.keys(row), Object.keys(other), 'columns')
    for (const [name, value] of Object.entries(row)) if (!same(value, other[name])) assert.deepEqual(row, other, `row ${i}, column ${name}`)
  }
}

/** Runs the same steps in both libraries and compares the rows. */
export async function agree(data: readonly object[], steps: (table: Either, tools: Tools) => Either, ways: Ways = {}): Promise<void> {
  const table = (await steps(ours(data), tools.ours)) as Ours
  equalRows(await table.rows(), (steps(theirs(data), tools.theirs) as Theirs).objects(), ways)
}

/** Compares an expression of a row with what JavaScript makes of it: methods of values, which arquero does not read. */
export async function agreeWithJavaScript(data: readonly object[], text: string): Promise<void> {
  const expression = arrow(text)
  const wanted = data.map((row) => ({ made: expression(row) }))
  equalRows(await ours(data).derive({ made: expression }).select('made').rows(), wanted)
}
