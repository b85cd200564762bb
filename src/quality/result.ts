import { type CheckView, type DimensionView, displaySymbol, type MimeBundle, type RuleView, type Severity } from '../protocol/index.ts'
import { relationOf, type Simplify, type Table, tableFrom } from '../table/index.ts'
import { checkBundle } from './display/bundle.ts'
import { rowNumberName, type Scan } from './plan/scan.ts'

/** Why a row fails one rule. */
export interface Reason {
  readonly rule: string
  readonly columns: readonly string[]
  readonly severity: Severity
  /** In English; the scorecard has every language. */
  readonly text: string
}

/** Failing rows: the table's columns, the number of the row, and why it fails. */
export type Failing<R> = Simplify<R & { row: number; reasons: Reason[] }>

/** A table held against a contract: a scorecard, and the rows behind it. */
export class CheckResult<R extends object> {
  readonly kind = 'check'
  /** Everything that was found, as plain data. */
  readonly view: CheckView
  readonly #table: Table<R>
  readonly #scan: Scan

  /** Made by `check`. */
  constructor(view: CheckView, table: Table<R>, scan: Scan) {
    this.view = view
    this.#table = table
    this.#scan = scan
  }

  /** No error rule fails, and all of them could be evaluated. */
  get ok(): boolean {
    return this.view.ok
  }

  /** Rows that pass every error and warning rule ÷ all rows × 100. */
  get score(): number {
    return this.view.score
  }

  /** What each rule found, in the contract's order. */
  get rules(): readonly RuleView[] {
    return this.view.rules
  }

  /** What was found by dimension of quality. */
  get dimensions(): readonly DimensionView[] {
    return this.view.dimensions
  }

  /** What one rule found. */
  rule(id: string): RuleView {
    const found = this.view.rules.find((rule) => rule.rule === id)
    if (found === undefined)
      throw new RangeError(
        `Cannot find rule ${JSON.stringify(id)}: the rules are ${this.view.rules.map((rule) => JSON.stringify(rule.rule)).join(', ')}`,
      )
    return found
  }

  /**
   * Every row that breaks an error or warning rule, with the number it has in its source (`row`) and all its reasons: nothing is cut off.
   * Where the table has columns of those names itself, they are called `row_2` and `reasons_2`.
   *
   * @param options.notes also the rows that break nothing but notes
   */
  failing(options: { readonly notes?: boolean } = {}): Table<Failing<R>> {
    const { engine, columns, name, types, origins } = relationOf(this.#table as never)
    const rowName = freeName('row', columns)
    const reasonsName = freeName('reasons', columns)
    return tableFrom<Failing<R>>(engine, this.#scan.failing(rowName, reasonsName, options.notes), {
      columns: [...columns, rowName, reasonsName],
      types: { ...types, [rowName]: 'integer', [reasonsName]: 'list' },
      name: name === '' ? 'failing' : `${name}-failing`,
      rowNumber: rowNumberName,
      ordered: false,
      origins,
    })
  }

  /** The table that was checked. */
  table(): Table<R> {
    return this.#table
  }

  toJSON(): CheckView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return checkBundle(this.view)
  }
}

function freeName(stem: string, columns: readonly string[]): string {
  const taken = columns.map((column) => column.toLowerCase())
  let name = stem
  for (let i = 2; taken.includes(name); i++) name = `${stem}_${i}`
  return name
}
