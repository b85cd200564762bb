import { type CheckAllView, displaySymbol, type MimeBundle } from '../../protocol/index.ts'
import type { AnyRow, AnyTable, Table } from '../../table/index.ts'
import { formatCount, formatScore, quoted, type Task, task, text } from '../../util/index.ts'
import { type CheckOptions, checkTable } from '../check.ts'
import type { Contract } from '../contract.ts'
import type { CheckResult } from '../result.ts'
import { checkAllBundle } from './display.ts'

/** A table and what it must be. */
// biome-ignore lint/suspicious/noExplicitAny: the columns of each table are its own
export type TableAndContract = readonly [Table<any, any>, Contract<any>]

/** Several tables held against their contracts. */
export class CheckAllResult<N extends string = string> {
  readonly kind = 'check-all'
  /** Everything that was found, as plain data. */
  readonly view: CheckAllView
  /** The result of each table by its name. */
  readonly results: Readonly<Record<N, CheckResult<AnyRow>>>

  /** Made by `checkAll`. */
  constructor(view: CheckAllView, results: Readonly<Record<N, CheckResult<AnyRow>>>) {
    this.view = view
    this.results = results
  }

  /** Every table keeps its contract. */
  get ok(): boolean {
    return this.view.ok
  }

  /** Rows of all tables that pass every error and warning rule ÷ all rows × 100. */
  get score(): number {
    return this.view.score
  }

  /** Failing rows of one table with all their reasons. */
  failing(name: N): ReturnType<CheckResult<AnyRow>['failing']> {
    const found = this.results[name]
    if (found === undefined)
      throw new RangeError(`Cannot find failing rows of ${JSON.stringify(name)}: the tables are ${quoted(Object.keys(this.results))}`)
    return found.failing()
  }

  toJSON(): CheckAllView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return checkAllBundle(this.view)
  }
}

/**
 * Holds several tables against their contracts: one scorecard. Rules of each table are checked in one plan; rules that refer to another
 * table by name, as those read from a file do, find the tables given here.
 *
 * @throws {RangeError} when a contract names a column that its table lacks; the error says which table
 * @example
 * const checked = await checkAll({ users: [users, userRules], orders: [orders, orderRules] })
 * checked.results.orders.score
 */
export function checkAll<const T extends Readonly<Record<string, TableAndContract>>>(
  tables: T,
  options: CheckOptions = {},
): Task<CheckAllResult<Extract<keyof T, string>>> {
  return task(async ({ signal, report }) => {
    const entries = Object.entries(tables) as [string, TableAndContract][]
    if (entries.length === 0) throw new TypeError('Cannot check no tables: give { name: [table, contract] }')
    for (const [name, pair] of entries) {
      if (
        !Array.isArray(pair) ||
        (pair[0] as AnyTable | undefined)?.kind !== 'table' ||
        (pair[1] as Contract<object> | undefined)?.kind !== 'contract'
      )
        throw new TypeError(`Cannot check ${JSON.stringify(name)}: give [table, contract]`)
    }
    const named: Record<string, AnyTable> = {
      ...Object.fromEntries(entries.map(([name, [table]]) => [name, table as AnyTable])),
      ...options.tables,
    }
    const now = options.now ?? new Date()
    const results: [string, CheckResult<AnyRow>][] = []
    for (const [i, [name, [table, contract]]] of entries.entries()) {
      signal.throwIfAborted()
      report({ done: i, total: entries.length, unit: 'tables', message: name })
      const running = checkTable<AnyRow>(table as Table<AnyRow>, contract as Contract<object>, { ...options, now, tables: named })
      const stop = () => running.cancel()
      signal.addEventListener('abort', stop, { once: true })
      results.push([name, await running.finally(() => signal.removeEventListener('abort', stop))])
    }
    report({ done: entries.length, total: entries.length, unit: 'tables' })
    return new CheckAllResult(viewOf(results), Object.fromEntries(results) as never)
  })
}

function viewOf(results: readonly (readonly [string, CheckResult<AnyRow>])[]): CheckAllView {
  const tables = results.map(([name, { view }]) => ({ name, check: view }))
  const sum = (of: (view: CheckAllView['tables'][number]['check']) => number) => tables.reduce((all, { check }) => all + of(check), 0)
  const [rows, passing] = [sum((check) => check.table.rows), sum((check) => check.passing)]
  const score = rows === 0 ? 100 : (passing / rows) * 100
  const broken = tables.filter(({ check }) => !check.ok).map(({ name }) => name)
  const n = tables.length
  const names = quoted(broken).replaceAll('"', '')
  const end = `score ${formatScore(score)}, ${formatCount(passing)} of ${formatCount(rows)} rows pass`
  const ending = `得分 ${formatScore(score)}，${formatCount(rows, 'zh-CN')} 行中 ${formatCount(passing, 'zh-CN')} 行通过`
  const verdict =
    broken.length === 0
      ? text(
          `${n === 1 ? 'The table keeps its contract' : `All ${n} tables keep their contracts`}: ${end}.`,
          `${n} 个表均符合契约：${ending}。`,
        )
      : text(
          `${broken.length} of ${n} tables ${broken.length === 1 ? 'fails' : 'fail'} (${names}): ${end}.`,
          `${n} 个表中有 ${broken.length} 个不符合契约（${names}）：${ending}。`,
        )
  return { kind: 'check-all', version: 1, verdict, ok: broken.length === 0, score, rows, passing, tables }
}
