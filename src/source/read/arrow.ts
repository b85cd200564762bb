import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { columnTypeOf, identifier, textLiteral } from '../../engine/index.ts'
import { messageOf } from '../../util/index.ts'
import { type CacheEntry, entryFiles } from '../cache.ts'
import { type ArrowType, nativeOfArrow } from '../sniff/arrow.ts'
import { columnNames } from '../sniff/names.ts'
import type { ReadContext } from './context.ts'
import { nothingIn } from './nothing.ts'
import { writeFileBy } from './write-lines.ts'

interface Column {
  readonly name: string
  readonly native: string
  readonly type: ArrowType
  at(row: number): unknown
}

const clockUnits = [1, 1e3, 1e6, 1e9]

/** A time of day, counted in a unit of 1, 1e3, 1e6 or 1e9 a second, as the engine reads it. */
function clock(value: number | bigint, unit: number): string {
  const perSecond = clockUnits[unit] ?? 1e3
  const seconds = Number(value) / perSecond
  const part = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const fraction = (seconds % 60).toFixed(6).padStart(9, '0')
  return `${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${fraction}`
}

/** A value as JSON that the engine reads as the column's type. */
function json(value: unknown, type: ArrowType): string {
  if (value === null || value === undefined) return 'null'
  if (type.typeId === 9) return `"${clock(value as number, type.unit ?? 1)}"`
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (value instanceof Date) return `"${value.toISOString().replace(type.timezone == null ? 'Z' : /$^/, '')}"`
  if (value instanceof Uint8Array && /BLOB/.test(nativeOfArrow(type))) return `"${Buffer.from(value).toString('hex')}"`
  const { children } = type
  if (value instanceof Map) {
    const [, item] = children?.[0]?.type.children ?? []
    return `{${[...value].map(([k, v]) => `${JSON.stringify(String(k))}:${json(v, item?.type ?? { typeId: 5 })}`).join(',')}}`
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as ArrayLike<unknown>, (item) => json(item, children?.[0]?.type ?? { typeId: 5 })).join(',')}]`
  const fields = (children ?? []).map(
    (field) => `${JSON.stringify(field.name)}:${json((value as Record<string, unknown>)[field.name], field.type)}`,
  )
  return `{${fields.join(',')}}`
}

async function decoded(context: ReadContext): Promise<{ rows: number; columns: Column[]; notes: CacheEntry['notes'] }> {
  const bytes = await readFile(context.path, { signal: context.signal })
  context.onBytes(context.size / 4)
  const { tableFromIPC } = await import('@uwdata/flechette')
  try {
    const table = tableFromIPC(bytes, { useDate: true, useBigInt: true, useMap: true })
    const { names, notes } = columnNames(table.schema.fields.map((field) => field.name))
    const columns = table.schema.fields.map((field, i) => {
      const data = table.getChildAt(i)
      const type = field.type as ArrowType
      return { name: names[i]!, native: nativeOfArrow(type), type, at: (row: number) => data.at(row) as unknown }
    })
    return { rows: table.numRows, columns, notes }
  } catch (error) {
    throw new SyntaxError(`Cannot read ${JSON.stringify(context.shown)} as Arrow: ${messageOf(error)}`, { cause: error })
  }
}

const batch = 4096

/** Reads an Arrow file or stream into the folder of a cache entry. */
export async function readArrow(context: ReadContext, staging: string): Promise<CacheEntry> {
  const { rows, columns, notes } = await decoded(context)
  if (columns.length === 0) throw nothingIn(context)
  const lines = join(staging, 'clean.csv')
  await writeFileBy(lines, async (write) => {
    for (let from = 0; from < rows; from += batch) {
      context.signal.throwIfAborted()
      const out: string[] = []
      for (let row = from; row < Math.min(rows, from + batch); row++)
        out.push(`{${columns.map((column, i) => `"c${i}":${json(column.at(row), column.type)}`).join(',')}}\n`)
      await write(out.join(''))
      context.onBytes(context.size * (0.25 + (0.5 * from) / rows))
    }
  })
  const types = columns.map((column, i) => `c${i}: ${textLiteral(column.native === 'BLOB' ? 'VARCHAR' : column.native)}`)
  const list = columns.map((column, i) => `${column.native === 'BLOB' ? `unhex(c${i})` : `c${i}`} AS ${identifier(column.name)}`)
  const source = `read_json(${textLiteral(lines)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {${types.join(', ')}})`
  await context.engine.query(
    `COPY (SELECT ${list.join(', ')} FROM ${source}) TO ${textLiteral(entryFiles(staging).data)} (FORMAT parquet, COMPRESSION snappy)`,
    {
      signal: context.signal,
    },
  )
  return {
    version: 1,
    path: context.path,
    format: 'arrow',
    columns: columns.map(({ name, native }) => ({ name, native, type: columnTypeOf(native) })),
    rejected: 0,
    notes,
    fingerprint: '',
  }
}
