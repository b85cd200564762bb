import { literal } from '@uwdata/mosaic-sql'
import { type Field, fn, print } from '../../engine/index.ts'
import type { PersonalKind } from '../../protocol/index.ts'
import { detectPersonal } from '../../semantic/index.ts'
import { columnRef, type Relation, relation, rootOf, sourceNamesOf } from '../relation.ts'
import { fieldsOf } from '../schema.ts'
import { orderedQuery } from '../sql.ts'

/** How many rows are looked at. */
const sampleRows = 1000

const found = new WeakMap<Relation, Promise<ReadonlyMap<string, PersonalKind>>>()
/**
 * The columns of a table that seem to hold personal data, judged by their names and first thousand values, and by what was found in the sources before.
 *
 * Every output masks these columns. Columns that were asked for by `reveal` are not among them.
 */
export function personalColumns(table: { readonly [relation]: Relation }): Promise<ReadonlyMap<string, PersonalKind>> {
  return personalOf(table[relation])
}

/** {@link personalColumns} of a relation. */
export async function personalOf(r: Relation): Promise<ReadonlyMap<string, PersonalKind>> {
  const kinds = new Map<string, PersonalKind>()
  // What is personal in a source is personal in what is made of it, whichever rows are left.
  for (const root of r.origins.map(rootOf)) {
    if (root === undefined || root === r) continue
    const inSource = await detected(root)
    for (const name of r.columns) {
      const kind = sourceNamesOf(r, name)
        .map((source) => inSource.get(source))
        .find((one) => one !== undefined)
      if (kind !== undefined) kinds.set(name, kind)
    }
  }
  for (const [name, kind] of await detected(r)) kinds.set(name, kind)
  for (const name of r.sealed ?? []) if (r.columns.includes(name)) kinds.set(name, 'address')
  for (const name of r.revealed) kinds.delete(name)
  return kinds
}

function detected(r: Relation): Promise<ReadonlyMap<string, PersonalKind>> {
  let own = found.get(r)
  if (own === undefined) {
    own = detect(r)
    found.set(r, own)
    own.catch(() => found.delete(r))
  }
  return own
}

async function detect(r: Relation): Promise<ReadonlyMap<string, PersonalKind>> {
  const fields = await fieldsOf(r)
  const { columns } = await r.engine.query(firstRows(r, fields, sampleRows, 200), { large: 'text' })
  const kinds = new Map<string, PersonalKind>()
  for (const [i, field] of fields.entries()) {
    const kind = kindOf(field, Array.from(columns[i] ?? []))
    if (kind !== undefined) kinds.set(field.name, kind)
  }
  return kinds
}

/** SQL of the first rows, with long text cut. */
export function firstRows(r: Relation, fields: readonly Field[], limit: number, length: number, rowNumber = false): string {
  const columns = rowNumber && r.rowNumber !== null ? [...r.columns, r.rowNumber] : r.columns
  const query = orderedQuery(r, columns)
  query._limit = literal(limit)
  // The order is kept by the outer query's input: cutting text happens on the few rows that are left.
  const texts = new Set(fields.filter((field) => field.native === 'VARCHAR').map((field) => field.name))
  const list = columns.map(
    (name) => `${texts.has(name) ? print(fn('left', columnRef(name), length)) : print(columnRef(name))} AS ${print(columnRef(name))}`,
  )
  return `SELECT ${list.join(', ')} FROM (${print(query)})`
}

function kindOf(field: Field, values: readonly unknown[]): PersonalKind | undefined {
  if (field.type !== 'list' && field.type !== 'struct' && field.type !== 'map') return detectPersonal(field.name, values)?.kind
  const inside = new Map<string, unknown[]>()
  for (const value of values) collect(field.name, value, inside)
  for (const [name, leaves] of inside) {
    const guess = detectPersonal(name, leaves)
    if (guess !== null) return guess.kind
  }
  return undefined
}

function collect(name: string, value: unknown, into: Map<string, unknown[]>, depth = 0): void {
  if (value === null || value === undefined || depth > 4) return
  if (typeof value !== 'object' || value instanceof Date) {
    const leaves = into.get(name) ?? []
    if (leaves.length < sampleRows) leaves.push(value)
    into.set(name, leaves)
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    for (const item of Array.from(value as unknown as ArrayLike<unknown>).slice(0, 20)) collect(name, item, into, depth + 1)
  } else {
    for (const [key, item] of Object.entries(value)) collect(key, item, into, depth + 1)
  }
}
