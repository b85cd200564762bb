import { type ExprNode, literal } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType, Note } from '../../protocol/index.ts'
import { columnRef, type Relation, schemaOf, Table } from '../../table/index.ts'
import { formatCount, text } from '../../util/index.ts'
import { ascending, ask, type Cut, type CutContext, countOf, testRows, where } from './cut.ts'

const growing: readonly ColumnType[] = ['date', 'timestamp', 'integer', 'number', 'decimal']

/** Takes the last share of rows as the test part. Rows with the same time stay together; rows without one are in neither part. */
export async function byTime(r: Relation, column: string, { test, signal }: CutContext): Promise<Cut> {
  const type = (await schemaOf(new Table(r))).find((field) => field.name === column)!.type
  if (!growing.includes(type))
    throw new RangeError(`Cannot split by time on ${JSON.stringify(column)}: it is ${type}. Make it a date, timestamp or number first`)
  const present = where(r, presentTime(column, type))
  const [all, count] = [await countOf(r, signal), await countOf(present, signal)]
  const at = await limitOf(present, column, count - testRows(count, test), signal)
  const limit = fn('cast', at, type)
  return {
    train: where(present, fn('lt', columnRef(column), limit)),
    test: where(present, fn('gte', columnRef(column), limit)),
    notes: all > count ? [without(column, all - count)] : [],
  }
}

function presentTime(column: string, type: ColumnType): ExprNode {
  const present = fn('is_present', columnRef(column))
  return type === 'number' ? fn('and', present, fn('not', fn('is_nan', columnRef(column)))) : present
}

/** The first time of the test part, as text: that of the row at a place, or the next one where nothing comes before it. */
async function limitOf(r: Relation, column: string, place: number, signal: AbortSignal): Promise<string> {
  const time = columnRef(column)
  const [row] = await ask<{ at: string; first: string }>(r, [['at', fn('to_text', time)]], signal, (query) => {
    query._orderby = ascending(column)
    query._limit = literal(1)
    query._offset = literal(place)
  })
  const [ends] = await ask<{ first: string }>(r, [['first', fn('to_text', fn('min', time))]], signal)
  if (row!.at !== ends!.first) return row!.at
  const type = (await schemaOf(new Table(r))).find((field) => field.name === column)!.type
  const later = where(r, fn('gt', time, fn('cast', row!.at, type)))
  const [next] = await ask<{ at: string | null }>(later, [['at', fn('to_text', fn('min', time))]], signal)
  if (next!.at === null) throw new RangeError(`Cannot split by time on ${JSON.stringify(column)}: all rows have the same value`)
  return next!.at
}

function without(column: string, rows: number): Note {
  return {
    code: 'without-time',
    severity: 'warning',
    column,
    count: rows,
    text: text(
      `${formatCount(rows)} ${rows === 1 ? 'row has' : 'rows have'} no ${column} and ${rows === 1 ? 'is' : 'are'} in neither part`,
      `${formatCount(rows, 'zh-CN')} 行没有 ${column}，不在任一部分中`,
    ),
  }
}
