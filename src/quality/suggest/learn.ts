import { type ExprNode, OrderByNode, type Query } from '@uwdata/mosaic-sql'
import { fn, print } from '../../engine/index.ts'
import type { ColumnType, PersonalKind } from '../../protocol/index.ts'
import { columnRef, type Relation, selectFrom } from '../../table/index.ts'

export interface ValueCount {
  readonly value: string
  readonly count: number
}

/** What is known of a column before rules are made of it. */
export interface Learned {
  readonly name: string
  readonly type: ColumnType
  readonly personal?: PersonalKind
  readonly rows: number
  /** Values that are there. */
  readonly count: number
  readonly distinct: number
  /** Figures by name: `min max q01 q99 negative zero minLength maxLength blank integers numbers dates padded`. */
  readonly figures: Readonly<Record<string, number>>
  /** All values with their counts, when there are few; null otherwise. */
  readonly values: readonly ValueCount[] | null
  /** Shapes of texts with their counts: `9` a digit, `A` and `a` letters. */
  readonly shapes: readonly ValueCount[]
}

/** More distinct values than this are no set. */
const mostValues = 100
const mostShapes = 300

const isNumber = (type: ColumnType) => ['integer', 'number', 'decimal'].includes(type)
export const isTime = (type: ColumnType): boolean => ['date', 'timestamp'].includes(type)

function figuresOf(name: string, type: ColumnType): [string, ExprNode][] {
  const value = columnRef(name)
  if (isNumber(type)) {
    const number = fn('cast', value, 'number')
    const finite = fn('if', fn('is_finite', number), number, null)
    return [
      ['min', fn('min', finite)],
      ['max', fn('max', finite)],
      ['q01', fn('quantile', finite, 0.01)],
      ['q99', fn('quantile', finite, 0.99)],
      ['negative', fn('count_if', fn('lt', number, 0))],
      ['zero', fn('count_if', fn('eq', number, 0))],
    ]
  }
  if (isTime(type))
    return [
      ['min', fn('epoch_ms', fn('min', value))],
      ['max', fn('epoch_ms', fn('max', value))],
    ]
  if (type !== 'text') return []
  const length = fn('length', value)
  return [
    ['minLength', fn('min', length)],
    ['maxLength', fn('max', length)],
    ['blank', fn('count_if', fn('eq', fn('trim', value), ''))],
    ['integers', fn('count_if', fn('is_present', fn('int_from_text', value)))],
    ['numbers', fn('count_if', fn('is_present', fn('number_from_text', value)))],
    ['dates', fn('count_if', fn('is_present', fn('date_from_text', value)))],
    ['padded', fn('count_if', fn('regexp_full', value, /0[0-9]+/))],
  ]
}

/** Looks at all columns of a relation: one pass for the figures, then one a column for values and shapes. */
export async function learn(
  { engine, query }: Pick<Relation, 'engine' | 'query'>,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
  personal: ReadonlyMap<string, PersonalKind>,
  signal: AbortSignal,
): Promise<Learned[]> {
  const entries: [string, ExprNode][] = [['rows', fn('count')]]
  for (const [i, { name, type }] of columns.entries()) {
    const value = columnRef(name)
    entries.push([`c${i}.count`, fn('count', value)], [`c${i}.distinct`, fn('count_distinct', value)])
    for (const [figure, node] of figuresOf(name, type)) entries.push([`c${i}.${figure}`, node])
  }
  const batch = await engine.query(print(selectFrom(query, entries)), { signal })
  const found = new Map(entries.map(([name], i) => [name, Number(batch.columns[i]![0] ?? Number.NaN)]))
  const counts = async (node: ExprNode, name: string, limit: number): Promise<ValueCount[]> => {
    const grouped = selectFrom(query, [
      ['value', fn('to_text', node)],
      ['n', fn('count')],
    ])
    grouped._where = [fn('is_present', columnRef(name))]
    grouped._groupby = [fn('to_text', node)]
    const first = selectFrom(grouped as Query, [
      ['value', columnRef('value')],
      ['n', columnRef('n')],
    ])
    first._orderby = [new OrderByNode(columnRef('n'), true), new OrderByNode(columnRef('value'))]
    first.limit(limit)
    const { columns: read, rows } = await engine.query(print(first), { signal })
    return Array.from({ length: rows }, (_, i) => ({ value: String(read[0]![i]), count: Number(read[1]![i]) }))
  }
  const all: Learned[] = []
  for (const [i, { name, type }] of columns.entries()) {
    const kind = personal.get(name)
    const prefix = `c${i}.`
    const figures = Object.fromEntries(
      [...found].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]),
    )
    const { count, distinct } = figures as { count: number; distinct: number }
    const few = distinct > 0 && distinct <= mostValues && (type === 'text' || type === 'integer') && kind === undefined
    const shape = ['[0-9]', '[A-Z]', '[a-z]'].reduce(
      (node: ExprNode, set, k) => fn('regexp_replace', node, new RegExp(set, 'g'), ['9', 'A', 'a'][k]!),
      columnRef(name),
    )
    all.push({
      name,
      type,
      ...(kind === undefined ? {} : { personal: kind }),
      rows: found.get('rows')!,
      count,
      distinct,
      figures,
      values: few ? await counts(columnRef(name), name, mostValues + 1) : null,
      shapes: type === 'text' && count > 0 ? await counts(shape, name, mostShapes) : [],
    })
  }
  return all
}
