import { identifier, rowsOf, textLiteral } from '../../engine/index.ts'
import type { Note } from '../../protocol/index.ts'
import { formatCount, text } from '../../util/index.ts'
import type { Encoding } from '../options.ts'
import type { SniffedCsv } from '../sniff/csv.ts'
import type { ReadContext } from './context.ts'
import { linesOfRows } from './lines-of-rows.ts'
import { shownValue } from './shown-value.ts'
import { misfits, type Settled } from './text-type-sql.ts'

/** A column that does not hold to a type: the first value that does not fit, and how many do not. */
interface Misfit {
  readonly index: number
  readonly to: Settled
  readonly row: number
  readonly value: string
  readonly count: number
}

/** What a column may be besides text once its type does not hold. */
function widerThan(type: Settled): Settled {
  return type === 'integer' ? 'number' : type === 'date' ? 'timestamp' : 'text'
}

function statistics(x: string, type: Settled, i: number): string[] {
  const bad = misfits(type, x)
  const next = widerThan(type)
  return [
    `min(CASE WHEN ${bad} THEN n END) AS n${i}`,
    `arg_min(CASE WHEN ${bad} THEN ${x} END, CASE WHEN ${bad} THEN n END) AS v${i}`,
    `count_if(${bad}) AS k${i}`,
    `count_if(${next === 'text' ? 'TRUE' : misfits(next, x)}) AS w${i}`,
  ]
}

async function findMisfits(
  context: ReadContext,
  from: string,
  columns: readonly (readonly [index: number, x: string, type: Settled])[],
): Promise<Misfit[]> {
  if (columns.length === 0) return []
  const list = columns.flatMap(([i, x, type]) => statistics(x, type, i))
  const { signal } = context
  const [row] = rowsOf<Record<string, unknown>>(await context.engine.query(`SELECT ${list.join(', ')} FROM ${from}`, { signal }))
  return columns.flatMap(([index, , type]) => {
    const first = row![`n${index}`]
    if (first === null || first === undefined) return []
    const to = Number(row![`w${index}`]) === 0 ? widerThan(type) : 'text'
    return [{ index, to, row: Number(first), value: String(row![`v${index}`]), count: Number(row![`k${index}`]) }]
  })
}

function note(name: string, to: Settled, line: number, value: string, count: number, byRow: boolean): Note {
  const [en, zh] = to === 'number' ? ['a number', '数值'] : to === 'timestamp' ? ['a time', '时间'] : ['text', '文本']
  const more = count > 1 ? ` and ${formatCount(count - 1)} more` : ''
  const rest = count > 1 ? `，另有 ${formatCount(count - 1, 'zh-CN')} 个` : ''
  return {
    code: 'widened',
    severity: 'note',
    column: name,
    count,
    text: text(
      `${name} is ${en}: ${byRow ? 'row' : 'line'} ${formatCount(line)} ${value}${more}`,
      `${name} 读作${zh}：第 ${formatCount(line, 'zh-CN')} ${byRow ? '条记录' : '行'} ${value}${rest}`,
    ),
  }
}

async function notes(context: ReadContext, sniffed: SniffedCsv, encoding: Encoding, found: readonly Misfit[]): Promise<Note[]> {
  const byRow = context.written?.byRow === true
  const rows = found.map((misfit) => misfit.row)
  const lines = byRow ? new Map(rows.map((row) => [row, row])) : await linesOfRows(context, sniffed, encoding, rows)
  return found.map(({ index, to, row, value, count }) => {
    const { name } = sniffed.columns[index]!
    return note(name, to, lines.get(row)!, shownValue(name, value), count, byRow)
  })
}

/**
 * Widens the columns that hold a value which does not fit their type, and says which value.
 *
 * @param from what to read the values from, as text: columns `c1`, `c2`, ... and the row number `n`
 */
export async function widen(
  context: ReadContext,
  sniffed: SniffedCsv,
  encoding: Encoding,
  from: string,
  types: readonly Settled[],
): Promise<{ readonly types: Settled[]; readonly notes: Note[] }> {
  const typed = types.flatMap((type, i) => (type === 'text' ? [] : [[i, `c${i + 1}`, type] as const]))
  const found = await findMisfits(context, from, typed)
  const out = [...types]
  for (const { index, to } of found) out[index] = to
  return { types: out, notes: await notes(context, sniffed, encoding, found) }
}

/** Says of columns that nearly are of a type which value makes them text. */
export async function explainText(
  context: ReadContext,
  sniffed: SniffedCsv,
  encoding: Encoding,
  parquet: string,
  columns: readonly (readonly [index: number, type: Settled])[],
): Promise<Note[]> {
  const from = `(SELECT *, row_number() OVER () AS n FROM (SELECT ${columns
    .map(([i]) => `${identifier(sniffed.columns[i]!.name)} AS c${i + 1}`)
    .join(', ')} FROM read_parquet(${textLiteral(parquet)})))`
  const found = await findMisfits(
    context,
    from,
    columns.map(([i, type]) => [i, `c${i + 1}`, type] as const),
  )
  return notes(
    context,
    sniffed,
    encoding,
    found.map((misfit) => ({ ...misfit, to: 'text' })),
  )
}
