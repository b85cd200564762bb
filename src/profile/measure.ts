import type { Batch, Engine, Field } from '../engine/index.ts'
import { print } from '../engine/index.ts'
import { detectPersonal } from '../semantic/index.ts'
import type { Figures, NumberSummary, Pairs } from './figures.ts'
import * as figures from './figures.ts'
import { isIdentifier } from './identifiers.ts'
import { histogramOf, type NumberBins } from './number-bins.ts'
import { patternsOf } from './patterns.ts'
import { placeholders } from './placeholders.ts'
import { distinctOf } from './sketch.ts'
import * as ask from './statements.ts'
import { probabilities, scaleOf, weighted } from './weighted.ts'

/** How many distinct values of a column are looked at one by one; with more, the engine computes. */
export const dictionarySize = 20_000

/** Rows up to which distinct values are counted one by one, whatever it costs. */
export const exactRows = 5_000_000

/** Rows that samples hold. */
const sampleRows = 1000

/** Rows that the shapes of texts are taken from in columns with more distinct values than a dictionary holds. */
const patternRows = 20_000

/** How columns are measured. */
export type Family = 'number' | 'date' | 'text' | 'boolean' | 'plain' | 'nested'

const families: Readonly<Record<Field['type'], Family>> = {
  integer: 'number',
  number: 'number',
  decimal: 'number',
  date: 'date',
  timestamp: 'date',
  text: 'text',
  boolean: 'boolean',
  time: 'plain',
  interval: 'plain',
  binary: 'nested',
  list: 'nested',
  struct: 'nested',
  map: 'nested',
  unknown: 'nested',
}

/** The family that columns of a type belong to. */
export const familyOf = (type: Field['type']): Family => families[type]

/** Rows to measure, and what is needed to ask for them. */
export interface Source {
  readonly engine: Engine
  readonly base: ask.Base
  readonly signal: AbortSignal
  /** How many distinct values of a column are looked at one by one; `dictionarySize` unless set. */
  readonly dictionary?: number
  /** Rows up to which distinct values are counted one by one; `exactRows` unless set. */
  readonly exactRows?: number
}

/** A column before its values were looked at. */
export interface Counted {
  readonly field: Field
  readonly rows: number
  /** Present values of the first rows. */
  readonly sample: readonly unknown[]
}

type Row = Readonly<Record<string, unknown>>

function query(source: Source, statement: Parameters<typeof print>[0]): Promise<Batch> {
  return source.engine.query(print(statement), { signal: source.signal })
}

async function firstRow(source: Source, statement: Parameters<typeof print>[0]): Promise<Row> {
  const batch = await query(source, statement)
  return Object.fromEntries(batch.fields.map((field, i) => [field.name, batch.columns[i]![0]]))
}

function pairsOf<V>({ rows, columns }: Batch): Pairs<V> {
  return Array.from({ length: rows }, (_, i) => [columns[0]![i] as V, columns[1]![i] as number] as const)
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

const sampledAs = (family: Family): ask.Sampled => (family === 'number' ? 'number' : family === 'date' ? 'as is' : 'text')

/** Counts rows, and looks at the first of them. */
export async function lookAtColumns(source: Source, fields: readonly Field[]): Promise<{ rows: number; columns: Counted[] }> {
  const rows = (await firstRow(source, ask.rowsQuery(source.base))).n as number
  const columns: Counted[] = []
  for (const chunk of chunks(fields, 100)) {
    const looked = chunk.filter((field) => familyOf(field.type) !== 'nested')
    const names = looked.map((field) => field.name)
    const kinds = looked.map((field) => sampledAs(familyOf(field.type)))
    const sample = looked.length === 0 ? undefined : await query(source, ask.sampleQuery(source.base, names, kinds, sampleRows))
    for (const field of chunk) {
      const at = looked.indexOf(field)
      const values = at < 0 ? [] : Array.from(sample!.columns[at]!).filter((value) => value !== null)
      columns.push({ field, rows, sample: values })
    }
  }
  return { rows, columns }
}

/** The share of values in a sample that differ, 0 when there are too few to tell. */
function variety(sample: readonly unknown[]): number {
  return sample.length < 200 ? 0 : new Set(sample.map(String)).size / sample.length
}

/** Whether nearly every value of the sample is different, so that a dictionary would not hold them all. */
const looksWide = ({ sample, rows }: Counted, dictionary: number) => rows > 2 * dictionary && variety(sample) > 0.95

/** Figures of a column by looking at its distinct values, or undefined when there are too many. */
async function fromDictionary(source: Source, { field }: Counted): Promise<Figures | undefined> {
  const { base, dictionary = dictionarySize } = source
  const limit = dictionary + 1
  const fits = (batch: Batch) => batch.rows <= dictionary
  switch (familyOf(field.type)) {
    case 'number': {
      const batch = await query(source, ask.numberGroups(base, field.name, limit))
      const pairs = pairsOf<number>(batch)
      if (!fits(batch) || (field.type === 'integer' && pairs.some(([value]) => Math.abs(value) > Number.MAX_SAFE_INTEGER))) return undefined
      return figures.numberFigures(pairs, field.type === 'integer')
    }
    case 'date': {
      const batch = await query(source, ask.timeGroups(base, field.name, limit))
      return fits(batch) ? figures.dateFigures(pairsOf<number | null>(batch), field.type === 'date' ? 86_400_000 : 1) : undefined
    }
    case 'text': {
      const batch = await query(source, ask.textGroups(base, field.name, field.native !== 'VARCHAR', limit))
      const [text, count, length, untrimmed] = batch.columns as [
        ArrayLike<string>,
        ArrayLike<number>,
        ArrayLike<number>,
        ArrayLike<boolean>,
      ]
      if (!fits(batch)) return undefined
      return figures.textFigures(
        Array.from({ length: batch.rows }, (_, i) => ({ text: text[i]!, count: count[i]!, length: length[i]!, untrimmed: untrimmed[i]! })),
      )
    }
    default: {
      const batch = await query(source, ask.plainGroups(base, field.name, limit))
      if (!fits(batch)) return undefined
      const pairs = pairsOf<string>(batch)
      return familyOf(field.type) === 'boolean' ? figures.booleanFigures(pairs) : figures.plainFigures(pairs)
    }
  }
}

/** The sample of a wide column, from present values alone when the first rows have few. */
async function sampleOf(source: Source, { field, sample, rows }: Counted): Promise<readonly unknown[]> {
  if (sample.length >= 50 || rows <= sampleRows || familyOf(field.type) === 'date') return sample
  const batch = await query(source, ask.presentQuery(source.base, field.name, sampledAs(familyOf(field.type)), sampleRows))
  return Array.from(batch.columns[0]!)
}

type WideGroups = Pick<Figures, 'distinct' | 'estimated' | 'top' | 'repeats' | 'count' | 'sample' | 'placeholders'>

/** Present values, and an estimate of the distinct ones. */
async function estimate(source: Source, name: string, sample: readonly unknown[]): Promise<WideGroups> {
  const batch = await query(source, ask.sketchQuery(source.base, name))
  const count = Array.from(batch.columns[2] as ArrayLike<number>).reduce((sum, n) => sum + n, 0)
  const distinct = Math.min(count, distinctOf(batch.columns[1] as ArrayLike<number>))
  return { count, distinct, estimated: true, top: [], sample, placeholders: [] }
}

/**
 * Distinct and most frequent values of a wide column. Where hardly a value repeats, which ones are most frequent is chance: then only the
 * distinct ones are counted, at half the cost.
 */
async function groupsOf(source: Source, column: Counted): Promise<WideGroups> {
  const { field } = column
  const sample = await sampleOf(source, column)
  const asText = familyOf(field.type) === 'text' && field.native !== 'VARCHAR'
  const identifier = isIdentifier(field.name, field.type)
  const personal = detectPersonal(field.name, sample) !== null
  const rowsPerValue = personal || identifier
  const rare = !personal && variety(sample) > 0.99
  if (rare && !identifier && column.rows > (source.exactRows ?? exactRows)) return estimate(source, field.name, sample)
  if (rare) {
    const { n, present } = (await firstRow(source, ask.distinctQuery(source.base, field.name, asText))) as { n: number; present: number }
    const found = { count: present, distinct: n, top: [], sample, placeholders: [] }
    if (n === present) return identifier ? { ...found, repeats: weighted([[1, n]]) } : found
    if (!identifier && n > 0.8 * present) return found
  }
  const batch = await query(source, ask.wideQuery(source.base, field.name, { asText, rowsPerValue }, figures.mostTop))
  const [kinds, values, first, second] = batch.columns as [ArrayLike<string>, ArrayLike<string>, ArrayLike<number>, ArrayLike<number>]
  const of = (kind: string) => Array.from({ length: batch.rows }, (_, i) => i).filter((i) => kinds[i] === kind)
  const shown = (text: string) =>
    familyOf(field.type) === 'number' && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : text
  const whole = of('distinct')[0]!
  const top = of('top').map((i) => ({ value: shown(values[i]!), count: first[i]! }))
  return {
    count: of('present').reduce((sum, i) => sum + first[i]!, 0),
    distinct: first[whole]!,
    top: (second[whole] ?? 0) > 1 ? top.filter(({ value }) => !/^-?(nan|inf)/i.test(String(value))) : [],
    ...(rowsPerValue ? { repeats: weighted(of('rows').map((i) => [first[i]!, second[i]!] as const)) } : {}),
    sample,
    placeholders: [],
  }
}

/** Figures of wide text columns. Their shapes are taken from the first rows, all columns at once. */
async function wideTexts(source: Source, columns: readonly Counted[]): Promise<Figures[]> {
  const { base } = source
  const names = columns.map(({ field }) => field.name)
  const first = await query(
    source,
    ask.sampleQuery(
      base,
      names,
      names.map(() => 'text'),
      patternRows,
    ),
  )
  const found: Figures[] = []
  for (const [i, column] of columns.entries()) {
    const groups = await groupsOf(source, column)
    const lengths = await query(source, ask.lengthsQuery(base, names[i]!, placeholders))
    const [, , untrimmed, standing] = lengths.columns.map((counts) =>
      Array.from(counts as ArrayLike<number>).reduce((sum, n) => sum + n, 0),
    )
    const stands = standing === 0 ? [] : pairsOf<string>(await query(source, ask.placeholdersQuery(base, names[i]!, placeholders)))
    const pairs = pairsOf<number>(lengths)
    const texts = countTexts(first.columns[i] as ArrayLike<string | null>)
    found.push({
      ...groups,
      placeholders: stands.map(([value, count]) => ({ value, count })),
      ...(pairs.length === 0
        ? {}
        : {
            text: {
              ...figures.lengthsOf(weighted(pairs)),
              empty: pairs.find(([length]) => length === 0)?.[1] ?? 0,
              untrimmed: untrimmed!,
              ...patternsOf(texts),
              ...(column.rows > patternRows ? { patternRows } : {}),
            },
          }),
    })
  }
  return found
}

/** The texts that are there with how often each occurs. */
function countTexts(texts: ArrayLike<string | null>): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]
    if (text !== null && text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return counts
}

async function nested(source: Source, { field }: Counted): Promise<Figures> {
  const { n, present } = await firstRow(source, ask.distinctQuery(source.base, field.name, field.type !== 'binary'))
  return { count: present as number, distinct: n as number, top: [], sample: [], placeholders: [] }
}

function summaryOf(row: Row, i: number, count: number): NumberSummary {
  const nan = (row[`nan${i}`] as number | undefined) ?? 0
  const usable = row[`n${i}`] as number
  return {
    count: usable,
    min: row[`lo${i}`] as number,
    max: row[`hi${i}`] as number,
    sum: row[`sum${i}`] as number,
    zeros: row[`zero${i}`] as number,
    negatives: row[`neg${i}`] as number,
    nan,
    infinite: count - usable - nan,
    quantiles: (row[`q${i}`] as number[] | null) ?? probabilities.map(() => Number.NaN),
  }
}

async function shapeOf(source: Source, field: Field, summary: NumberSummary): Promise<Pick<Figures, 'numbers' | 'histogram'>> {
  const mean = figures.meanOf(summary)
  const scale = scaleOf(summary.min, summary.max, mean)
  const bins: NumberBins | null = figures.binsFor(summary, field.type === 'integer')
  const { low: lowFence, high: highFence } = figures.fences(summary.quantiles)
  const exact = field.type !== 'number'
  const batch = await query(source, ask.binsQuery(source.base, field.name, exact, { mean, scale, lowFence, highFence, bins }))
  const total = (i: number) => Array.from(batch.columns[i] as ArrayLike<number>).reduce((sum, value) => sum + value, 0)
  const central = { count: summary.count, scale, second: total(2), third: total(3), fourth: total(4) }
  const counts = new Map(Array.from({ length: batch.rows }, (_, i) => [batch.columns[0]![i] as number, batch.columns[1]![i] as number]))
  return {
    numbers: figures.numberStatistics(summary, central, total(5)),
    ...(bins === null ? {} : { histogram: histogramOf(bins, counts) }),
  }
}

async function wideNumbers(source: Source, columns: readonly Counted[]): Promise<Figures[]> {
  const found: Figures[] = []
  const named = columns.map(({ field }) => ({ name: field.name, exact: field.type !== 'number' }))
  const row = await firstRow(source, ask.wideNumbersQuery(source.base, named))
  for (const [i, column] of columns.entries()) {
    const groups = await groupsOf(source, column)
    const summary = summaryOf(row, i, groups.count)
    const shape = summary.count === 0 ? {} : await shapeOf(source, column.field, summary)
    found.push({ ...groups, ...shape, notNumbers: { nan: summary.nan, infinite: summary.infinite } })
  }
  return found
}

/** The widest of the grains that still leaves a dictionary's worth of points in a range. */
const grainOf = (range: number) =>
  [1, 1000, 60_000, 3_600_000, 86_400_000].find((grain) => range / grain <= dictionarySize) ?? 30 * 86_400_000

/** Epoch milliseconds of a time as the engine writes it. */
const timeOf = (text: string) => Date.parse(`${text.replace(' ', 'T').replace(/\+00$/, '')}${text.includes(' ') ? 'Z' : ''}`)

async function wideDates(source: Source, columns: readonly Counted[]): Promise<Figures[]> {
  const row = await firstRow(
    source,
    ask.wideTimesQuery(
      source.base,
      columns.map(({ field }) => field.name),
    ),
  )
  const found: Figures[] = []
  for (const [i, column] of columns.entries()) {
    const { name } = column.field
    const groups = await groupsOf(source, column)
    const top = groups.top.map(({ value, count }) => ({ value: timeOf(String(value)), count }))
    const [min, max] = [row[`lo${i}`] as number | null, row[`hi${i}`] as number | null]
    if (min === null || max === null) found.push({ ...groups, top })
    else {
      const grain = grainOf(max - min)
      const { histogram, placeholders: stands } = figures.dateFigures(
        pairsOf<number>(await query(source, ask.grainsQuery(source.base, name, grain))),
        grain,
      )
      found.push({
        ...groups,
        top,
        dates: { min, max },
        placeholders: grain >= 86_400_000 ? stands : [],
        ...(histogram === undefined ? {} : { histogram }),
      })
    }
  }
  return found
}

/** Runs jobs, at most `width` at a time. */
async function inTurns<T, V>(items: readonly T[], width: number, job: (item: T) => Promise<V>): Promise<V[]> {
  const results = new Array<V>(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const i = next++
      results[i] = await job(items[i]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}

/** Figures of every column, in order; `done` is told how many are ready. */
export async function measureColumns(source: Source, columns: readonly Counted[], done: (ready: number) => void): Promise<Figures[]> {
  const found = new Map<Counted, Figures>()
  const ready = (column: Counted, value: Figures) => {
    found.set(column, value)
    done(found.size)
  }
  const wide: Counted[] = []
  await inTurns(columns, 2, async (column) => {
    const family = familyOf(column.field.type)
    if (family === 'nested') return ready(column, await nested(source, column))
    const value = looksWide(column, source.dictionary ?? dictionarySize) ? undefined : await fromDictionary(source, column)
    if (value !== undefined) ready(column, value)
    else if (family === 'text' || family === 'number' || family === 'date') wide.push(column)
    else ready(column, await groupsOf(source, column))
  })
  const of = (family: Family) =>
    chunks(
      wide.filter(({ field }) => familyOf(field.type) === family),
      8,
    )
  for (const chunk of of('text')) for (const [i, value] of (await wideTexts(source, chunk)).entries()) ready(chunk[i]!, value)
  for (const chunk of of('number')) for (const [i, value] of (await wideNumbers(source, chunk)).entries()) ready(chunk[i]!, value)
  for (const chunk of of('date')) for (const [i, value] of (await wideDates(source, chunk)).entries()) ready(chunk[i]!, value)
  return columns.map((column) => found.get(column)!)
}

/**
 * Rows that repeat an earlier row in every column. A column without repeats settles it; many rows are compared by hash first, since rows without
 * equal hashes are not equal.
 */
export async function countRepeats(
  source: Source,
  rows: number,
  columns: readonly Counted[],
  found: readonly Figures[],
): Promise<number | null> {
  if (columns.length === 0) return null
  if (rows < 2 || found.some(({ count, distinct, estimated }) => count === rows && distinct === rows && estimated !== true)) return 0
  const names = columns.map(({ field }) => field.name)
  if (rows > 300_000) {
    const hashes = (await firstRow(source, ask.differentHashes(source.base, names))).n as number
    if (hashes === rows) return 0
  }
  return rows - ((await firstRow(source, ask.differentRows(source.base, names))).n as number)
}
