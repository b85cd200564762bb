import { type Dimension, displaySymbol, type MimeBundle } from '../../protocol/index.ts'
import { nearest, quoted, type Task, task } from '../../util/index.ts'
import { historyBundle } from './display.ts'
import type { KeptRun } from './kept-run.ts'
import { readRuns } from './store.ts'
import { type Trend, trendOf } from './trend.ts'

/** Which runs are read. */
export interface HistoryOptions {
  /** Only the runs on the table of this name. */
  readonly table?: string
  /** The folder of kept runs; `history` below `ASSAY_HOME` or `.assay` when not given. */
  readonly folder?: string
}

/** The kept runs of a contract, and how its figures went. */
export class History {
  readonly kind = 'history'
  readonly contract: string
  /** Oldest first. */
  readonly runs: readonly KeptRun[]
  /** Lines of the files that are no whole run, such as one that a crash cut off. */
  readonly skipped: number

  /** Made by {@link history}. */
  constructor(contract: string, runs: readonly KeptRun[], skipped: number) {
    this.contract = contract
    this.runs = runs
    this.skipped = skipped
  }

  /** The ids of all rules of the runs, those of the newest run first. */
  get rules(): readonly string[] {
    return [...new Set([...this.runs].reverse().flatMap((run) => run.rules.map((rule) => rule.rule)))]
  }

  /** The dimensions of the runs. */
  get dimensions(): readonly Dimension[] {
    return [...new Set([...this.runs].reverse().flatMap((run) => run.dimensions.map((one) => one.dimension)))]
  }

  /** The score, run by run: rows that pass every error and warning rule ÷ all rows × 100. */
  score(): Trend {
    return trendOf(
      'score',
      'score',
      this.runs.map((run) => ({ at: new Date(run.at), table: run.table.name, value: run.score })),
    )
  }

  /**
   * The share of failing rows of a rule, run by run; runs without the rule, or that could not evaluate it, are left out.
   *
   * @throws {RangeError} when no run has the rule; the error names the nearest
   */
  rule(id: string): Trend {
    if (!this.rules.includes(id)) throw this.#unknown('rule', id, this.rules)
    const points = this.runs.flatMap((run) => {
      const found = run.rules.find((rule) => rule.rule === id)
      if (found === undefined || found.outcome === 'unknown') return []
      return [{ at: new Date(run.at), table: run.table.name, value: found.share, outcome: found.outcome }]
    })
    return trendOf(id, 'share', points)
  }

  /**
   * The score of a dimension, run by run.
   *
   * @throws {RangeError} when no run has the dimension
   */
  dimension(name: Dimension): Trend {
    if (!this.dimensions.includes(name)) throw this.#unknown('dimension', name, this.dimensions)
    const points = this.runs.flatMap((run) => {
      const found = run.dimensions.find((one) => one.dimension === name)
      return found === undefined ? [] : [{ at: new Date(run.at), table: run.table.name, value: found.score }]
    })
    return trendOf(name, 'score', points)
  }

  #unknown(what: string, name: string, names: readonly string[]): RangeError {
    const near = nearest(name, names)
    const hint = near === undefined ? '' : `did you mean ${JSON.stringify(near)}? `
    const known = names.length === 0 ? 'There are no kept runs' : `The runs have ${quoted(names)}`
    return new RangeError(`Cannot follow the ${what} ${JSON.stringify(name)}: ${hint}${known}`)
  }

  /** The runs as plain data. */
  toJSON(): object {
    return { kind: this.kind, contract: this.contract, runs: this.runs, skipped: this.skipped }
  }

  [displaySymbol](): MimeBundle {
    return historyBundle(this)
  }
}

/**
 * The kept runs of a contract. Each check leaves its figures below `.assay/history`, and no value of the data.
 *
 * @param contract the name of the contract
 * @example
 * const past = await history('invoice-lines')
 * past.rule('Quantity.min').change // share of failing rows, against the run before
 */
export function history(contract: string, options: HistoryOptions = {}): Task<History> {
  return task(async () => {
    if (typeof contract !== 'string' || contract === '')
      throw new TypeError('Cannot read the history without the name of a contract, such as history("orders")')
    const { runs, skipped } = await readRuns(contract, options.table, options.folder)
    return new History(contract, runs, skipped)
  })
}
