import type { ColumnType, DriftColumn, DriftVerdict, DriftView, Note, Text } from '../../protocol/index.ts'
import { displaySymbol, type MimeBundle } from '../../protocol/index.ts'
import { type AnyRow, type Columns, fingerprintOf, personalColumns, relationOf, schemaOf, type Table } from '../../table/index.ts'
import { formatCount, formatNumber, quoted, type Task, task, text, unknownColumn, version } from '../../util/index.ts'
import { adjusted } from './adjust.ts'
import { type Measured, measureCategories, measureNumbers } from './column.ts'
import { driftBundle } from './display.ts'
import { mergedValues, missingOf } from './read.ts'
import { samplesFrom } from './samples.ts'
import { type CategoryTest, categoryTests, type NumberTest, numberTests } from './tests/index.ts'

/** How distributions are compared. */
export interface DriftOptions<R extends object> {
  /** The columns to compare; all when not given, save dates, which move with time, and what tells rows apart. */
  readonly columns?: readonly Columns<R>[]
  /** Tests by column, when not the usual one of its kind: a test of categories compares values as such. */
  readonly tests?: { readonly [C in Columns<R>]?: Exclude<NumberTest, 'wasserstein' | 'energy'> | 'chi-squared' | 'g-test' | 'fisher' }
  /** A difference counts when its p-value, adjusted for the number of columns, is below this; 0.05 when not given. */
  readonly alpha?: number
  /** A difference matters when its Jensen-Shannon distance, 0 to 1, is at least this; 0.1 when not given. */
  readonly threshold?: number
}

/** Distributions of a table held against those of a reference. */
export class Drift {
  readonly kind = 'drift'
  /** Everything that was found, as plain data. */
  readonly view: DriftView

  /** Made by `drift`. */
  constructor(view: DriftView) {
    this.view = view
  }

  /** Whether no column drifted. */
  get ok(): boolean {
    return this.view.drifted === 0
  }

  /** Every column with its verdict. */
  get columns(): readonly DriftColumn[] {
    return this.view.columns
  }

  /**
   * What was found in one column.
   *
   * @throws {RangeError} when there is no such column
   */
  column(name: string): DriftColumn {
    const found = this.view.columns.find((column) => column.name === name)
    if (found === undefined)
      throw unknownColumn(
        name,
        this.view.columns.map((column) => column.name),
        'find the drift of column',
      )
    return found
  }

  toJSON(): DriftView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return driftBundle(this.view)
  }
}

/** Tables with more rows are sampled. */
const mostRows = 1_000_000
/** Texts with more distinct values are compared by their lengths. */
const mostCategories = 200

/**
 * Compares the distributions of a table's columns with those of a reference, such as last month's: numbers by Kolmogorov–Smirnov,
 * categories by chi-squared or Fisher, texts by their lengths. A column drifted when the difference is both certain (p adjusted for the
 * number of columns) and large (Jensen-Shannon distance of the shares).
 *
 * @throws {RangeError} when a column is not in both tables
 * @example
 * const seen = await drift(thisMonth, lastMonth, { columns: ['price', 'country'] })
 * seen.column('price').verdict // 'same', 'small' or 'drifted'
 */
export function drift<R extends object>(current: Table<R>, reference: Table<R>, options: DriftOptions<R> = {}): Task<Drift> {
  const [now, was] = [current as unknown as Table<AnyRow>, reference as unknown as Table<AnyRow>]
  return task(async ({ signal, report }) => {
    const { alpha = 0.05, threshold = 0.1 } = options
    requireShares({ alpha, threshold })
    const [r, before] = [relationOf(now), relationOf(was)]
    if (r.engine !== before.engine)
      throw new TypeError('Cannot compare distributions: the tables are on different engines. Write one to a file and open it on the other')
    const columns = await columnsOf(now, was, options.columns)
    const tests = (options.tests ?? {}) as Readonly<Record<string, NumberTest | CategoryTest | undefined>>
    requireTests(tests, now.columnNames)
    const personal = new Map([...(await personalColumns(was)), ...(await personalColumns(now))])
    const [is, old] = [await missingOf(r, columns, signal), await missingOf(before, columns, signal)]
    const [few, fewer] = [sampled(was, old.rows), sampled(now, is.rows)]
    const found: (Measured | Text)[] = []
    for (const [i, column] of columns.entries()) {
      report({ done: i, total: columns.length, unit: 'columns', message: column.name })
      const asked = options.columns !== undefined || tests[column.name] !== undefined
      found.push(await measure(few, fewer, column, tests[column.name], asked, signal))
    }
    const judged = judge(found, alpha, threshold)
    const views = columns.map(({ name, type }, i): DriftColumn => {
      const kind = personal.get(name)
      const { moved: _, bins, ...rest } = judged[i]!
      return {
        name,
        type,
        ...(kind === undefined ? {} : { personal: kind }),
        ...rest,
        missing: { reference: share(old.missing[i]!, old.rows), current: share(is.missing[i]!, is.rows) },
        ...(kind !== undefined || bins === undefined ? {} : { bins }),
      }
    })
    const drifted = views.filter((view) => view.verdict === 'drifted')
    return new Drift({
      kind: 'drift',
      version: 1,
      verdict: verdictOf(
        drifted.map((view) => view.name),
        views,
      ),
      reference: { name: before.name, rows: old.rows },
      current: { name: r.name, rows: is.rows },
      drifted: drifted.length,
      columns: views,
      alpha,
      threshold,
      notes: notesOf(now, was, Math.max(is.rows, old.rows)),
      made: {
        assay: version,
        engine: `${r.engine.name} ${await r.engine.version()}`,
        fingerprint: `${await fingerprintOf(was as never)}-${await fingerprintOf(now as never)}`,
      },
    })
  })
}

interface Column {
  readonly name: string
  readonly type: ColumnType
}

function requireShares(given: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(given))
    if (!(value >= 0 && value <= 1)) throw new RangeError(`Cannot use ${name} ${value}: give a number from 0 to 1`)
}

function requireTests(tests: Readonly<Record<string, string | undefined>>, columns: readonly string[]): void {
  const known = [...Object.keys(numberTests), ...Object.keys(categoryTests)]
  for (const [column, test] of Object.entries(tests)) {
    if (!columns.includes(column)) throw unknownColumn(column, columns, 'test column')
    if (test !== undefined && !known.includes(test))
      throw new RangeError(`Cannot use the test ${JSON.stringify(test)}: the tests are ${quoted(known, 30)}`)
  }
}

async function columnsOf(now: Table<AnyRow>, was: Table<AnyRow>, asked: readonly string[] | undefined): Promise<Column[]> {
  for (const name of asked ?? []) {
    if (!now.columnNames.includes(name)) throw unknownColumn(name, now.columnNames, 'compare the distribution of column')
    if (!was.columnNames.includes(name))
      throw unknownColumn(name, was.columnNames, 'compare the distribution with the reference: no column')
  }
  const before = new Map((await schemaOf(was)).map((field) => [field.name, field.type]))
  const fields = (await schemaOf(now)).filter((field) => before.has(field.name) && (asked === undefined || asked.includes(field.name)))
  return fields.map(({ name, type }) => ({
    name,
    type: before.get(name) === type || (isNumber(type) && isNumber(before.get(name)!)) ? type : 'text',
  }))
}

const isNumber = (type: ColumnType) => ['integer', 'number', 'decimal'].includes(type)
const isTime = (type: ColumnType) => ['date', 'timestamp'].includes(type)
const share = (part: number, all: number) => (all === 0 ? 0 : part / all)
const sampled = (table: Table<AnyRow>, rows: number) => (rows > mostRows ? table.sample(mostRows, { seed: 1 }) : table)

/** Measures one column, or says why it is not compared. */
async function measure(
  was: Table<AnyRow>,
  now: Table<AnyRow>,
  { name, type }: Column,
  test: NumberTest | CategoryTest | undefined,
  asked: boolean,
  signal: AbortSignal,
): Promise<Measured | Text> {
  const ofNumbers = test === undefined || test in numberTests
  if (isTime(type) && !asked) return text('Dates move with time: name the column to compare it', '日期随时间变化：如需比较请指定该列')
  if ((isNumber(type) || isTime(type)) && ofNumbers) {
    const { values, x, y } = await mergedValues(was, now, name, isTime(type) ? 'time' : 'number', signal)
    const samples = samplesFrom(values as number[], x, y)
    if (samples.nx === 0 || samples.ny === 0) return nothing
    if (!asked && type === 'integer' && samples.nx > 50 && x.every((n) => n < 2) && y.every((n) => n < 2)) return identifies
    return measureNumbers(samples, 'numbers', test as NumberTest | undefined, isTime(type))
  }
  if (!isNumber(type) && !isTime(type) && type !== 'text' && type !== 'boolean')
    return text(`Values of type ${type} are not compared`, `类型为 ${type} 的值不作比较`)
  const merged = await mergedValues(was, now, name, 'text', signal, ofNumbers ? mostCategories + 1 : undefined)
  if (merged.values.length > mostCategories && ofNumbers) {
    const lengths = await mergedValues(was, now, name, 'length', signal)
    return measureNumbers(samplesFrom(lengths.values as number[], lengths.x, lengths.y), 'lengths', test as NumberTest | undefined)
  }
  const counts = { x: merged.x, y: merged.y }
  if (counts.x.every((n) => n === 0) || counts.y.every((n) => n === 0)) return nothing
  return measureCategories(merged.values.map(String), counts, ofNumbers ? undefined : (test as CategoryTest))
}

const nothing = text('There are no values on one side', '一侧没有值')
const identifies = text('Its values tell rows apart: there is no distribution to compare', '该列用于标识行，不比较分布')

type Judged = Pick<DriftColumn, 'compared' | 'verdict' | 'text' | 'test' | 'distance' | 'measures' | 'bins'> & { readonly moved?: Text }

/** Judges all columns together: p-values are adjusted for their number. */
function judge(found: readonly (Measured | Text)[], alpha: number, threshold: number): Judged[] {
  const tested = found.flatMap((one) => ('test' in one && one.test !== undefined ? [one.test.p] : []))
  const ps = adjusted(tested)
  let next = 0
  return found.map((one): Judged => {
    if (!('compared' in one)) return { compared: 'nothing', verdict: 'unknown', text: one, measures: {} }
    if (one.test === undefined)
      return { ...one, verdict: 'unknown', text: text('There are too few values to compare', '值太少，无法比较') } as Judged
    const p = ps[next++]!
    const verdict: DriftVerdict = p >= alpha ? 'same' : one.distance! >= threshold ? 'drifted' : 'small'
    return { ...one, verdict, test: { ...one.test, adjusted: p }, text: sentence(verdict, one, p) }
  })
}

function sentence(verdict: DriftVerdict, { moved, distance }: Measured, p: number): Text {
  const sure = p < 1e-4 ? 'p < 0.0001' : `p ${formatNumber(p)}`
  if (verdict === 'same') return text(`No difference beyond chance (${sure})`, `差异未超出随机波动（${sure}）`)
  const how = `${formatNumber(distance!, 'en', 2)}, ${sure}`
  return verdict === 'small'
    ? text(`Differs by little: ${moved.en} (distance ${how})`, `略有差异：${moved['zh-CN']}（距离 ${how}）`)
    : text(`Drifted: ${moved.en} (distance ${how})`, `已漂移：${moved['zh-CN']}（距离 ${how}）`)
}

function verdictOf(drifted: readonly string[], columns: readonly DriftColumn[]): Text {
  const compared = columns.filter((column) => column.verdict !== 'unknown').length
  const of = `${formatCount(compared)} ${compared === 1 ? 'column' : 'columns'}`
  if (drifted.length === 0) return text(`No drift in ${of}.`, `${formatCount(compared, 'zh-CN')} 列均未漂移。`)
  const names = quoted(drifted).replaceAll('"', '')
  return text(`${drifted.length} of ${of} drifted: ${names}.`, `${compared} 列中有 ${drifted.length} 列漂移：${names}。`)
}

function notesOf(now: Table<AnyRow>, was: Table<AnyRow>, rows: number): Note[] {
  const notes: Note[] = []
  const only = (one: Table<AnyRow>, other: Table<AnyRow>) => one.columnNames.filter((name) => !other.columnNames.includes(name))
  for (const [code, names, en, zh] of [
    ['columns-added', only(now, was), 'The reference lacks', '参照表缺少'],
    ['columns-removed', only(was, now), 'Only the reference has', '仅参照表有'],
  ] as const)
    if (names.length > 0)
      notes.push({
        code,
        severity: 'note',
        count: names.length,
        text: text(`${en}: ${quoted(names).replaceAll('"', '')}.`, `${zh}：${quoted(names).replaceAll('"', '')}。`),
      })
  if (rows > mostRows)
    notes.push({
      code: 'sampled',
      severity: 'note',
      count: mostRows,
      text: text(
        `Distributions are those of ${formatCount(mostRows)} rows taken at random.`,
        `分布基于随机抽取的 ${formatCount(mostRows, 'zh-CN')} 行。`,
      ),
    })
  return notes
}
