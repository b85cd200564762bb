import { requireNumbers, type TableOfRows } from '../features/index.ts'
import type { EvaluationView, Note, Text } from '../protocol/index.ts'
import { type Columns, fingerprintOf, relation, requireColumns, type Table } from '../table/index.ts'
import { type Fitted, Model, missingRows } from '../train/index.ts'
import { formatCount, formatNumber, type Task, task, text, version } from '../util/index.ts'
import { Evaluation } from './evaluation.ts'
import { regressionMetrics } from './metrics.ts'
import { axisOf, type Compared, compare, type Naive } from './read.ts'
import { type VerdictMetric, verdictMetrics, verdictOf } from './verdict.ts'

/** How a model is evaluated. */
export interface EvaluateOptions<C extends string = string> {
  /**
   * What the model has to beat: the values of a column (today's close as the forecast of tomorrow's), `mean` (of the training rows' target),
   * or `last` (the target of the row before). A column of such a name goes first.
   */
  readonly baseline?: C | 'mean' | 'last'
  /** What the baseline is called where it is shown. */
  readonly baselineName?: string | Text
  /** What decides, `mae` by default. */
  readonly metric?: VerdictMetric
  /** The column along which the chart runs: by default the first date or timestamp, or else the row's place. */
  readonly x?: C
}

/** Most points of a chart. */
const most = 400

/**
 * Predicts rows and compares the predictions with the actual values, and with a naive baseline on the same rows.
 *
 * Rows that lack a feature, the target or the baseline are left out and counted. The model then shows the evaluation with itself.
 *
 * @throws RangeError for a column that the table lacks, or when no row can be compared
 * @example
 * const evaluation = await model.evaluate(test, { baseline: 'close' })
 * evaluation.better // false: tomorrow as today does as well
 */
export function evaluate<S extends object>(
  model: Model,
  table: Table<S, string>,
  options: EvaluateOptions<Columns<S>> = {},
): Task<Evaluation> {
  const { metric = 'mae' } = options
  if (!verdictMetrics.includes(metric))
    throw new RangeError(
      `Cannot judge by metric ${JSON.stringify(metric)}: it can be ${verdictMetrics.map((name) => `"${name}"`).join(', ')}`,
    )
  const naive = naiveOf(model.fitted, table.columnNames, options.baseline)
  if (options.x !== undefined) requireColumns([options.x], table.columnNames, 'draw along column')
  return task(async ({ signal }) => {
    await requireNumbers(table, [...model.features, model.target, ...(naive?.kind === 'column' ? [naive.column] : [])], 'column')
    const compared = await compare(model.fitted, table, naive, signal)
    if (compared.actual.length === 0)
      throw new RangeError(`Cannot evaluate: no row has all of ${[...model.features, model.target].join(', ')}`)
    const { engine } = table[relation]
    const fingerprint = await fingerprintOf(table)
    const view: EvaluationView = {
      kind: 'evaluation',
      version: 1,
      model: model.name,
      target: model.target,
      rows: compared.actual.length,
      metrics: regressionMetrics(compared.actual, compared.predicted),
      ...against(compared, naive, options.baselineName, metric),
      series: await seriesOf(table, compared, naive !== undefined, options.x, signal),
      notes: notesOf(model.fitted, compared, fingerprint),
      made: { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint },
    }
    model.remember(view)
    return new Evaluation(view)
  })
}

function naiveOf(fitted: Fitted, columns: readonly string[], baseline: string | undefined): Naive | undefined {
  if (baseline === undefined) return undefined
  if (columns.includes(baseline)) return { kind: 'column', column: baseline }
  if (baseline === 'mean') return { kind: 'constant', value: fitted.scaling.target.mean }
  if (baseline === 'last') return { kind: 'last' }
  requireColumns([baseline], columns, 'compare with column')
  return undefined
}

const naiveNames: Record<'constant' | 'last', Text> = {
  constant: text('the mean of the training rows', '训练数据的均值'),
  last: text('the value of the row before', '前一行的值'),
}

function against(
  { actual, predicted, baseline }: Compared,
  naive: Naive | undefined,
  given: string | Text | undefined,
  metric: VerdictMetric,
) {
  if (naive === undefined) return {}
  const called = naive.kind === 'column' ? text(naive.column, naive.column) : naiveNames[naive.kind]
  const name = given === undefined ? called : typeof given === 'string' ? text(given, given) : given
  const [ours, theirs] = [regressionMetrics(actual, predicted), regressionMetrics(actual, baseline)]
  return { baseline: { name: name.en, metrics: theirs }, verdictMetric: metric, ...verdictOf(metric, ours, theirs, name) }
}

async function seriesOf(table: TableOfRows, compared: Compared, withBaseline: boolean, x: string | undefined, signal: AbortSignal) {
  const { actual, predicted, baseline, places } = compared
  const at = evenly(actual.length)
  const pick = (values: readonly number[]) => at.map((i) => values[i]!)
  const axis = x ?? (await timeColumn(table))
  return {
    x: await axisOf(table, axis, pick(places), signal),
    actual: pick(actual),
    predicted: pick(predicted),
    ...(withBaseline ? { baseline: pick(baseline) } : {}),
  }
}

async function timeColumn(table: TableOfRows): Promise<string | undefined> {
  const fields = await (table as unknown as Table<object>).schema()
  return fields.find(({ type }) => type === 'date' || type === 'timestamp')?.name
}

/** Places of at most 400 of `count` points, evenly, the first and the last among them. */
function evenly(count: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)))
}

function notesOf({ range, target, chosenOn }: Fitted, { actual, missing }: Compared, fingerprint: string): Note[] {
  const notes: Note[] = []
  if (chosenOn === fingerprint) {
    notes.push({
      code: 'chosen-on-these-rows',
      severity: 'note',
      text: text(
        'The kept epoch was chosen on these rows: the error on new rows may be larger',
        '保留的轮次是在这些行上选出的：在新数据上误差可能更大',
      ),
    })
  }
  if (missing > 0) notes.push(missingRows(missing, 'evaluated'))
  const beyond = actual.reduce((count, value) => count + (value < range[0] || value > range[1] ? 1 : 0), 0)
  if (beyond > 0) {
    const [n, all] = [beyond, actual.length]
    const [low, high] = range
    notes.push({
      code: 'beyond-training-range',
      severity: beyond / all > 0.1 ? 'warning' : 'note',
      column: target,
      count: beyond,
      text: text(
        `${formatCount(n)} of ${formatCount(all)} values of ${target} lie outside those of the training rows (${formatNumber(low)} to ${formatNumber(high)}): there the model has to extrapolate`,
        `${target} 的 ${formatCount(all, 'zh-CN')} 个值中有 ${formatCount(n, 'zh-CN')} 个超出训练数据的范围（${formatNumber(low, 'zh-CN')} 至 ${formatNumber(high, 'zh-CN')}）：模型只能外推`,
      ),
    })
  }
  return notes
}

declare module '../train/model.ts' {
  interface Model<R extends object> {
    /**
     * Predicts rows and compares the predictions with the actual values, and with a naive baseline on the same rows.
     *
     * @see evaluate
     */
    evaluate<S extends object>(table: Table<S, string>, options?: EvaluateOptions<Columns<S>>): Task<Evaluation>
  }
}

Object.defineProperty(Model.prototype, 'evaluate', {
  value(this: Model, table: Table<object, string>, options?: EvaluateOptions): Task<Evaluation> {
    return evaluate(this, table, options as EvaluateOptions<never>)
  },
  configurable: true,
  writable: true,
})
