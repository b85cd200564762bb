import type { Batch } from '../engine/index.ts'
import type { ColumnType } from '../protocol/index.ts'
import { type AnyTable, fingerprintOf, personalColumns, relationOf, schemaOf, type Table } from '../table/index.ts'
import { type Task, task, unknownColumn, version } from '../util/index.ts'
import type { Contract } from './contract.ts'
import { keptRun } from './history/kept-run.ts'
import { keepRun } from './history/store.ts'
import type { ReferenceTarget } from './kinds/references.ts'
import { askRules } from './plan/ask.ts'
import { Scan, type Target } from './plan/scan.ts'
import { CheckResult } from './result.ts'
import type { BoundRule, LogicalType } from './rule.ts'
import { runScan } from './run.ts'
import { sampleOf } from './sample.ts'
import { failingOf, viewOf } from './view.ts'

/** How a check is run. */
export interface CheckOptions {
  /** Tables that references point to, by name; those given to `references` itself are known already. */
  readonly tables?: Readonly<Record<string, AnyTable>>
  /** The moment that freshness is measured from; now when not given. */
  readonly now?: Date
  /** `false` leaves no trace of the check below `.assay/history`; by default its figures are kept there, and no value of the data. */
  readonly history?: boolean
}

type Concrete = Table<Record<string, unknown>>

/** Holds a table against a contract. */
export function checkTable<S extends object>(
  given: Table<S>,
  contract: Contract<object>,
  options: CheckOptions = {},
): Task<CheckResult<S>> {
  const table = given as unknown as Concrete
  return task(async ({ signal, report }) => {
    requireTable(table)
    requireColumns(contract, table)
    report({ done: 0, total: contract.rules.length, unit: 'rules', message: `checking ${contract.name}` })
    const { engine } = relationOf(table)
    const query = (sql: string): Promise<Batch> => {
      signal.throwIfAborted()
      return engine.query(sql, {
        signal,
        large: 'text',
        onProgress: (share) => report({ done: share * contract.rules.length, total: contract.rules.length, unit: 'rules' }),
      })
    }
    const target = await targetOf(table)
    const tables = await referenced(contract.rules, options, engine)
    const wanted = new Map<string, LogicalType>(contract.columns.map((column) => [column.name, column.type]))
    const now = options.now ?? new Date()
    const scanOf = (rules: readonly BoundRule[]) => {
      const scan = new Scan(target, wanted, tables, now)
      for (const rule of rules) scan.add(rule)
      return scan
    }
    const counted = await runScan(contract.rules, scanOf, query, signal)
    const answers = await askRules(contract.rules, target.relation, query)
    const failing = failingOf(counted, (rule) => rule.severity !== 'note')
    const sample = await sampleOf(counted, target, failing, query, await personalColumns(table))
    const made = { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint: await fingerprintOf(table) }
    report({ done: contract.rules.length, total: contract.rules.length, unit: 'rules' })
    const view = viewOf(contract, target, counted, failing, sample, made, answers)
    if (options.history !== false) await keepRun(keptRun(view, new Date()))
    return new CheckResult<S>(view, given, counted.scan)
  })
}

function requireTable(table: unknown): void {
  if ((table as AnyTable | undefined)?.kind !== 'table') {
    throw new TypeError(`Cannot check ${table === null ? 'null' : typeof table}: give a table, such as await open('orders.csv')`)
  }
}

function requireColumns(contract: Contract<object>, table: AnyTable): void {
  for (const { name } of contract.columns) {
    if (!table.columnNames.includes(name)) throw unknownColumn(name, table.columnNames, `check ${JSON.stringify(contract.name)}: no column`)
  }
}

async function targetOf(table: AnyTable): Promise<Target> {
  const concrete = table as unknown as Concrete
  const fields = await schemaOf(concrete)
  return { relation: relationOf(concrete), types: new Map<string, ColumnType>(fields.map((field) => [field.name, field.type])) }
}

/** The tables that references point to, by the name or the table that rules give. Those on another engine are left out. */
async function referenced(rules: readonly BoundRule[], options: CheckOptions, engine: unknown): Promise<Map<string | AnyTable, Target>> {
  const tables = new Map<string | AnyTable, Target>()
  for (const rule of rules) {
    if (rule.kind !== 'references') continue
    const { name, table } = rule.args as ReferenceTarget
    const named = options.tables?.[name]
    const other = named ?? table
    if (other === undefined) continue
    const target = await targetOf(other)
    if (target.relation.engine === engine) tables.set(named === undefined ? other : name, target)
  }
  return tables
}
