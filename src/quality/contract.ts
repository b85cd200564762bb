import { writeFile } from 'node:fs/promises'
import { displaySymbol, type MimeBundle } from '../protocol/index.ts'
import { type OpenOptions, open } from '../source/index.ts'
import type { Columns, Table } from '../table/index.ts'
import { quoted, type Task, task, unknownColumn } from '../util/index.ts'
import { type CheckOptions, checkTable } from './check.ts'
import type { Column } from './columns.ts'
import { contractBundle } from './display/contract.ts'
import { kindOf } from './kinds/index.ts'
import type { OdcsRemainder } from './odcs/remainder.ts'
import { toOdcs } from './odcs/write.ts'
import type { CheckResult } from './result.ts'
import { type BoundRule, type LogicalType, makeRule, type Rule } from './rule.ts'
import { boundRow, type RowRule } from './table-rules.ts'

/** The row that a contract describes: each column may be missing until `required` is checked. */
export type RowOf<C> = { [K in keyof C]: C[K] extends Column<infer T> ? T | null : never }

/** An error, as a type, for a contract that names columns which the table lacks. A contract read from a file is checked when it runs. */
export type Covers<C, S> =
  string extends Columns<C>
    ? unknown
    : [Exclude<Columns<C>, Columns<S>>] extends [never]
      ? unknown
      : { readonly 'the contract names columns the table lacks': Exclude<Columns<C>, Columns<S>> }

/** What a contract says of itself. */
export interface ContractOptions {
  readonly version?: string
  /** Who answers for the data: a team or a person. */
  readonly owner?: string
  readonly description?: string
  /** `draft`, `active`, `deprecated`...; `active` when not given. */
  readonly status?: string
  /** The id that catalogues know the contract by; made from the name when not given. */
  readonly id?: string
}

/** A column as a contract asks for it. */
export interface ContractColumn {
  readonly name: string
  readonly type: LogicalType
}

/** What the data must be: columns, their types, and rules. Made by {@link contract} or {@link readContract}; never changed. */
export class Contract<R extends object> {
  readonly kind = 'contract'
  readonly name: string
  readonly options: ContractOptions
  readonly columns: readonly ContractColumn[]
  /** Every rule, in the order it is checked and shown. */
  readonly rules: readonly BoundRule[]
  /** What the file the contract was read from says besides, kept for {@link Contract.save}. */
  readonly remainder: OdcsRemainder | undefined
  /** The row that the contract describes; never set. */
  declare readonly row?: R

  /** For readers of files; scripts use {@link contract}. */
  constructor(
    name: string,
    columns: readonly ContractColumn[],
    rules: readonly Rule[],
    options: ContractOptions = {},
    remainder?: OdcsRemainder,
  ) {
    if (typeof name !== 'string' || name.trim() === '')
      throw new TypeError('Cannot make a contract without a name: give one, such as "orders"')
    this.name = name
    this.options = options
    this.columns = columns
    this.rules = withIds(rules)
    this.remainder = remainder
    const names = columns.map((column) => column.name)
    for (const rule of rules) for (const column of rule.columns) if (!names.includes(column)) throw unknownInContract(column, names)
  }

  /**
   * Holds a table against the contract. Data that breaks a rule is a result, never an exception.
   *
   * @throws {RangeError} when the contract names a column that the table lacks
   */
  check<S extends object>(table: Table<S> & Covers<R, S>, options?: CheckOptions): Task<CheckResult<S>> {
    return checkTable(table as unknown as Table<S>, this as unknown as Contract<object>, options)
  }

  /**
   * Reads a file with the contract's types: codes keep their leading zeros, and values that do not fit widen their column to text, to be findings.
   *
   * @throws {RangeError} when the file lacks a column of the contract
   */
  open(path: string, options: OpenOptions = {}): Task<Table<R>> {
    return task(async () => {
      const types = Object.fromEntries(this.columns.map((column) => [column.name, column.type]))
      const opened = await open(path, { ...options, types: { ...types, ...options.types } })
      const missing = this.columns.find((column) => !opened.columnNames.includes(column.name))
      if (missing !== undefined)
        throw unknownColumn(missing.name, opened.columnNames, `open ${JSON.stringify(path)} as ${JSON.stringify(this.name)}: no column`)
      return opened as unknown as Table<R>
    })
  }

  /** The contract as an ODCS 3.1 YAML text. */
  toYAML(): string {
    return toOdcs(this as unknown as Contract<object>)
  }

  /** Writes the contract as an ODCS 3.1 YAML file; {@link readContract} reads it back without loss. */
  save(path: string): Task<void> {
    return task(async () => {
      if (!/\.ya?ml$/i.test(path)) throw new RangeError(`Cannot save a contract as ${JSON.stringify(path)}: name it .odcs.yaml`)
      await writeFile(path, this.toYAML())
    })
  }

  /** The contract as plain data. */
  toJSON(): object {
    return { kind: this.kind, name: this.name, ...this.options, columns: this.columns, rules: this.rules }
  }

  [displaySymbol](): MimeBundle {
    return contractBundle(this as unknown as Contract<object>)
  }
}

function unknownInContract(column: string, names: readonly string[]): RangeError {
  return new RangeError(
    unknownColumn(column, names, 'make a rule for column')
      .message.replace('The table has', 'The contract has')
      .replace('the table has', 'the contract has'),
  )
}

/** The usual id of a rule: column and kind. */
function usualId(rule: Rule): string {
  if (rule.kind === 'row') return (rule as unknown as Rule<string, 'row'>).args.sentence
  if (rule.columns.length === 1) return `${rule.columns[0]}.${rule.kind}`
  return rule.columns.length === 0 ? rule.kind : `${rule.kind}(${rule.columns.join(', ')})`
}

function withIds(rules: readonly Rule[]): BoundRule[] {
  const taken = new Set<string>()
  const named = rules.flatMap((rule) => (rule.name === undefined ? [] : [rule.name]))
  const twice = named.find((name, i) => named.indexOf(name) < i)
  if (twice !== undefined) throw new RangeError(`Cannot name two rules ${JSON.stringify(twice)}: give each a name of its own`)
  for (const name of named) taken.add(name)
  return rules.map((rule) => {
    if (rule.name !== undefined) return { ...rule, id: rule.name }
    const usual = usualId(rule)
    let id = usual
    for (let i = 2; taken.has(id); i++) id = `${usual} #${i}`
    taken.add(id)
    return { ...rule, id }
  })
}

/** The rules of one column; its type comes first, unless any value has it. */
export function columnRules(name: string, column: Column<unknown>): Rule[] {
  const bound = column.rules.map((rule) => ({ ...rule, columns: [name] }) as unknown as Rule)
  for (const rule of bound) {
    const { types } = kindOf(rule)
    if (types !== undefined && !types.includes(column.logicalType)) {
      throw new TypeError(
        `Cannot use the rule ${rule.kind} on ${JSON.stringify(name)}: it is for ${quoted(types)}, and the column is ${column.logicalType}`,
      )
    }
  }
  if (column.logicalType === 'string' || bound.some((rule) => rule.kind === 'type')) return bound
  return [makeRule('type', [name], { type: column.logicalType }), ...bound]
}

/**
 * Says what a table must be: its columns, their types, and rules. Only columns that matter are named; a table may have more.
 *
 * @param name what the contract is called
 * @param columns each column with its type and rules
 * @param rules rules over several columns, rows or the whole table
 * @example
 * const rules = contract('invoice-lines', {
 *   InvoiceNo: string().required().matches(/^C?\d{6}$/),
 *   Quantity: integer().not(0),
 *   UnitPrice: number().min(0),
 *   CustomerID: integer().required({ mostly: 0.95 }),
 * }, [noRepeats()])
 * const checked = await rules.check(await open('datasets/online-retail.csv'))
 */
// biome-ignore lint/suspicious/noExplicitAny: a contract's columns have any types
export function contract<C extends Record<string, Column<any>>>(
  name: string,
  columns: C,
  rules: readonly (Rule<NoInfer<Columns<C>>> | RowRule<NoInfer<RowOf<C>>>)[] = [],
  options: ContractOptions = {},
): Contract<RowOf<C>> {
  const entries = Object.entries(columns)
  const all = [
    ...entries.flatMap(([column, asked]) => columnRules(column, asked)),
    ...rules.map((rule) => ('test' in rule ? (boundRow(rule as unknown as RowRule<object>) as unknown as Rule) : (rule as Rule))),
  ]
  const described = entries.map(([column, asked]) => ({ name: column, type: asked.logicalType }))
  return new Contract<RowOf<C>>(name, described, all, options)
}
