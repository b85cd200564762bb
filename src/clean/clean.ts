import { VerbatimNode } from '@uwdata/mosaic-sql'
import { type Batch, fn, print } from '../engine/index.ts'
import type { ChangesView, ColumnType, PersonalKind, StepView } from '../protocol/index.ts'
import {
  type AnyRow,
  columnRef,
  fingerprintOf,
  personalColumns,
  type Relation,
  relationOf,
  schemaOf,
  sqlOf,
  Table,
} from '../table/index.ts'
import { type Task, type TaskControl, task, unknownColumn, version } from '../util/index.ts'
import { Changes } from './changes.ts'
import { sampleOf } from './sample.ts'
import { select } from './sql.ts'
import type { Applied, FittedStep, RunQuery, Step, StepInput } from './steps/step.ts'
import { Steps } from './steps.ts'

/** What cleaning gives: a new table, what was done to get it, and the plan, fitted, for other tables. */
export interface Repair<R extends object> {
  readonly table: Table<R>
  readonly changes: Changes
  readonly plan: CleaningPlan<R>
}

/** One step with what it works on and what it did. */
export interface Done {
  readonly step: FittedStep
  readonly input: StepInput
  readonly applied: Applied
}

/** A plan whose statistics are fitted: applied to another table it uses the same values and limits, as a model's preparation must. */
export class CleaningPlan<_R extends object> {
  readonly kind = 'cleaning-plan'
  readonly steps: readonly FittedStep[]

  /** Made by `clean`. */
  constructor(steps: readonly FittedStep[]) {
    this.steps = steps
  }

  /**
   * Cleans another table by the same steps, values and limits.
   *
   * @throws {RangeError} when the table lacks a column that a step needs
   */
  apply<S extends object>(table: Table<S>): Task<Repair<S>> {
    return task((control) => run(table, this.steps.map(asFitted), control))
  }

  toJSON(): object {
    return { kind: this.kind, steps: this.steps.map(({ kind, step, text, column, fitted }) => ({ kind, step, text, column, fitted })) }
  }
}

const asFitted = (step: FittedStep): Step => ({ kind: step.kind, needs: step.needs, fit: async () => step })

/**
 * Cleans a table by a plan of steps. Nothing is changed in place: the result is a new table, with what each step did to it.
 *
 * @throws {RangeError} when a step names a column that is not there
 * @throws {TypeError} when a step does not fit its column's type
 * @example
 * const { table, changes, plan } = await clean(orders, (steps) => steps
 *   .dropRepeats()
 *   .fill('price', { with: 'median', by: 'sku' })
 *   .outliers('qty', { rule: 'iqr', then: 'clip' }))
 */
export function clean<R extends object>(table: Table<R>, plan: (steps: Steps<R>) => Steps<R>): Task<Repair<R>> {
  return task((control) => {
    const steps = plan(new Steps<R>())
    if (!(steps instanceof Steps))
      throw new TypeError('Cannot clean: the plan must return its steps, such as (steps) => steps.dropRepeats()')
    return run(table, steps.list, control)
  })
}

async function run<R extends object>(table: Table<R>, steps: readonly Step[], { signal, report }: TaskControl): Promise<Repair<R>> {
  const start = await numbered(table as unknown as Table<AnyRow>)
  const { engine } = start
  const query: RunQuery = (sql): Promise<Batch> => {
    signal.throwIfAborted()
    return engine.query(sql, { signal, large: 'text' })
  }
  const personal = await personalColumns(table as unknown as Table<AnyRow>)
  const done: Done[] = []
  const views: StepView[] = []
  const names = new Set<string>()
  const rowsBefore = await count(start, query)
  let rows = rowsBefore
  let input = await inputOf(start, personal)
  for (const [i, step] of steps.entries()) {
    report({ done: i, total: steps.length, unit: 'steps', message: step.kind })
    for (const column of step.needs) if (!start.columns.includes(column)) throw unknownColumn(column, start.columns, 'clean column')
    const fitted = distinctly(await step.fit(input, query), names)
    const applied = fitted.apply(input)
    const touched = await touchedRows(input, applied, rows, query)
    rows -= touched.removed
    views.push(stepView(fitted, touched, rows))
    done.push({ step: fitted, input, applied })
    input = await inputOf(applied.relation, personal)
  }
  report({ done: steps.length, total: steps.length, unit: 'steps' })
  const view: ChangesView = {
    kind: 'changes',
    version: 1,
    name: start.name,
    rowsBefore,
    rowsAfter: rows,
    cellsChanged: views.reduce((sum, step) => sum + step.cellsChanged, 0),
    steps: views,
    sample: await sampleOf(start, done, personal, query),
    made: { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint: await fingerprintOf(table as never) },
  }
  return { table: new Table<R>(input.relation), changes: new Changes(view, done), plan: new CleaningPlan<R>(done.map((one) => one.step)) }
}

/** The relation of a table whose rows have numbers: rows without a source are numbered in the order of the table. */
async function numbered(table: Table<AnyRow>): Promise<Relation> {
  const r = relationOf(table)
  if (r.rowNumber !== null) return { ...r, groups: [] }
  const number = '__assay_clean_row'
  const rows = new VerbatimNode(`(${sqlOf(r)})`) as never
  const query = select(
    [...r.columns.map((name) => [name, columnRef(name)] as const), [number, new VerbatimNode('row_number() OVER ()')]],
    rows,
  )
  return { ...r, query, groups: [], hidden: [number], rowNumber: number, order: [], ordered: true }
}

async function inputOf(relation: Relation, personal: ReadonlyMap<string, PersonalKind>): Promise<StepInput> {
  const fields = await schemaOf(new Table<AnyRow>(relation))
  return { relation, personal, types: new Map<string, ColumnType>(fields.map((field) => [field.name, field.type])) }
}

/** Two steps of one kind on one column are told apart by a number. */
function distinctly(step: FittedStep, names: Set<string>): FittedStep {
  let name = step.step
  for (let i = 2; names.has(name); i++) name = `${step.step} #${i}`
  names.add(name)
  return { ...step, step: name }
}

async function count(relation: Relation, query: RunQuery): Promise<number> {
  const found = await query(print(select([['n', fn('count')]], relation.query)))
  return Number(found.columns[0]![0])
}

async function touchedRows(
  { relation }: StepInput,
  applied: Applied,
  before: number,
  query: RunQuery,
): Promise<{ removed: number; changed: number }> {
  const { removed, changed } = applied
  if (removed === 'compared') return { removed: before - (await count(applied.relation, query)), changed: 0 }
  const touched = removed ?? changed?.when
  if (touched === undefined) return { removed: 0, changed: 0 }
  const found = await query(print(select([['n', fn('count_if', touched)]], (changed?.from ?? relation).query)))
  const n = Number(found.columns[0]![0])
  return removed === undefined ? { removed: 0, changed: n } : { removed: n, changed: 0 }
}

function stepView({ step, text, column, fitted }: FittedStep, touched: { removed: number; changed: number }, rowsLeft: number): StepView {
  return {
    step,
    text,
    ...(column === undefined ? {} : { column }),
    rowsRemoved: touched.removed,
    cellsChanged: touched.changed,
    rowsLeft,
    ...(fitted === undefined ? {} : { fitted }),
  }
}
