import {
  collectColumns,
  type ExprNode,
  OrderByNode,
  type Query,
  SelectClauseNode,
  type SelectQuery,
  VerbatimNode,
  WindowDefNode,
  WindowNode,
} from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import type { ColumnType } from '../../protocol/index.ts'
import { type AnyTable, columnRef, compileExpression, type Relation, sqlOf } from '../../table/index.ts'
import { messageOf, text, unknownColumn } from '../../util/index.ts'
import { kindOf } from '../kinds/index.ts'
import type { ReferenceTarget } from '../kinds/references.ts'
import type { RowTest } from '../kinds/row.ts'
import type { BoundRule, LogicalType } from '../rule.ts'
import { type Lookup, type PlanContext, RuleProblem, type TableMeasure } from './context.ts'
import { keep, leftJoin, select } from './sql.ts'
import { asType, columnTypes, hasType } from './typed.ts'

const prefix = '__assay_check'
/** The row number within the queries of a check. */
export const rowNumberName = `${prefix}_row`

/** What a table is, as far as a plan needs it. */
export interface Target {
  readonly relation: Relation
  readonly types: ReadonlyMap<string, ColumnType>
}

/** A row rule of a plan: its flag is true in failing rows. */
export interface Flag {
  readonly rule: BoundRule
  readonly name: string
}

/** A rule on the table, with its measure. */
export interface Measured {
  readonly rule: BoundRule
  readonly measure: TableMeasure
}

/** The rows of a relation with their numbers: those of the source where there are any, else in the order of the table. */
export function numberedRows(relation: Relation): Query {
  const rows = new VerbatimNode(`(${sqlOf(relation, { rowNumber: true })})`) as unknown as Query
  const number = relation.rowNumber === null ? new VerbatimNode('row_number() OVER ()') : columnRef(relation.rowNumber)
  return select([...keep(relation.columns), [rowNumberName, number]], rows)
}

/**
 * One scan that judges every row by every rule. Columns have the contract's types in it; each row rule adds a flag that is true in
 * failing rows, and rules that compare rows or tables add a join with the few keys that matter.
 */
export class Scan implements PlanContext {
  readonly types: ReadonlyMap<string, ColumnType>
  readonly rowNumberName = rowNumberName
  readonly now: Date
  readonly flags: Flag[] = []
  readonly measures: Measured[] = []
  /** Why rules could not be evaluated, by id. */
  readonly problems = new Map<string, RuleProblem>()
  readonly #target: Target
  readonly #wanted: ReadonlyMap<string, LogicalType>
  readonly #tables: ReadonlyMap<string | AnyTable, Target>
  readonly #conditions: ExprNode[] = []
  readonly #joins: { readonly query: Query; readonly alias: string; readonly condition: ExprNode }[] = []

  constructor(target: Target, wanted: ReadonlyMap<string, LogicalType>, tables: ReadonlyMap<string | AnyTable, Target>, now: Date) {
    this.#target = target
    this.types = target.types
    this.#wanted = wanted
    this.#tables = tables
    this.now = now
  }

  /** Adds a rule; one that cannot be evaluated is kept as a problem. */
  add(rule: BoundRule): void {
    const kind = kindOf(rule)
    if (kind.scope === 'query') return
    const joins = this.#joins.length
    try {
      if (kind.scope === 'table') {
        this.measures.push({ rule, measure: kind.measure(rule, this) })
        return
      }
      const condition = kind.failing(rule, this)
      const judged = rule.kind === 'row' ? { ...rule, columns: this.#columnsOf(condition) } : rule
      this.flags.push({ rule: judged, name: `${prefix}_f${this.flags.length}` })
      this.#conditions.push(fn('coalesce', condition, false))
    } catch (error) {
      this.#joins.length = joins
      this.problems.set(rule.id, error instanceof RuleProblem ? error : problemOf(error))
    }
  }

  value(column: string): ExprNode {
    return columnRef(column)
  }

  raw(column: string): ExprNode {
    return columnRef(this.#rawName(column))
  }

  rowNumber(): ExprNode {
    return columnRef(rowNumberName)
  }

  rows(): Query {
    return numberedRows(this.#target.relation)
  }

  lookup(query: Query, keys: readonly { readonly value: ExprNode; readonly column: string; readonly nullsEqual?: boolean }[]): Lookup {
    const alias = `${prefix}_j${this.#joins.length}`
    // Names of their own, so that expressions over the row can name its columns without saying of which table.
    const names = new Map((query as SelectQuery)._select.map(({ alias: name }, i) => [name!, `${alias}_${i}`]))
    const there = (name: string) => columnRef(names.get(name)!)
    const conditions = keys.map(({ value, column, nullsEqual }) => fn(nullsEqual ? 'same' : 'eq', value, there(column)))
    const renamed = select(
      [...names].map(([name, to]): [string, ExprNode] => [to, columnRef(name)]),
      query,
    )
    this.#joins.push({ query: renamed, alias, condition: fn('and', ...conditions) })
    return { column: there }
  }

  compile({ test, scope }: RowTest): ExprNode {
    const types = Object.fromEntries([...this.types].map(([name, type]) => [name, this.#typeOf(name, type)]))
    return compileExpression(test, { columns: this.#target.relation.columns, types, scope, kind: 'row' })
  }

  target({ name, column, table }: ReferenceTarget): Target {
    const found = this.#tables.get(name) ?? (table === undefined ? undefined : this.#tables.get(table))
    if (found === undefined) {
      throw new RuleProblem(
        text(
          `The table "${name}" was not given: check(table, { tables: { ${JSON.stringify(name)}: ... } })`,
          `未提供表 "${name}"：check(table, { tables: { ${JSON.stringify(name)}: ... } })`,
        ),
      )
    }
    if (!found.types.has(column)) throw problemOf(unknownColumn(column, [...found.types.keys()], `find in "${name}" the column`))
    return found
  }

  /** The table's columns that an expression reads. */
  #columnsOf(condition: ExprNode): string[] {
    const read = new Set<string>(collectColumns(condition).map((node) => node.column))
    return [...this.types.keys()].filter((column) => read.has(column))
  }

  #typeOf(column: string, type: ColumnType): ColumnType {
    const wanted = this.#wanted.get(column)
    return wanted === undefined || hasType(type, wanted) ? type : columnTypes[wanted]
  }

  /** The hidden name of a column as it is in the table, when the contract's type is another; else its own name. */
  #rawName(column: string): string {
    const type = this.types.get(column)
    const wanted = this.#wanted.get(column)
    if (type === undefined || wanted === undefined || hasType(type, wanted)) return column
    return `${prefix}_r${[...this.types.keys()].indexOf(column)}`
  }

  /** The rows with the contract's types, and hidden columns for what they were before. */
  #typedRows(): Query {
    const entries: [string, ExprNode][] = [[rowNumberName, columnRef(rowNumberName)]]
    for (const [column, type] of this.types) {
      const raw = this.#rawName(column)
      const wanted = this.#wanted.get(column)
      entries.push([column, wanted === undefined ? columnRef(column) : asType(columnRef(column), type, wanted)])
      if (raw !== column) entries.push([raw, columnRef(column)])
    }
    return select(entries, this.rows())
  }

  /** Every row with its flags; all columns are there, save those of the joins. */
  #flagged(): SelectQuery {
    const rows = this.#typedRows()
    const names = [
      rowNumberName,
      ...this.types.keys(),
      ...[...this.types.keys()].map((c) => this.#rawName(c)).filter((c) => !this.types.has(c)),
    ]
    const alias = `${prefix}_t`
    const flags = this.flags.map((flag, i): [string, ExprNode] => [flag.name, this.#conditions[i]!])
    const query = select([...keep(names, alias), ...flags], rows, alias)
    for (const { query: other, alias: as, condition } of this.#joins) leftJoin(query, other, as, condition)
    return query
  }

  /** How many rows fail each combination of rules, and the measures of the table; the masks come first, then the count, then the measures. */
  counts(): Query {
    const masks = maskNodes(this.flags)
    const names = masks.map((_, i) => `m${i}`)
    const query = select(
      [
        ...masks.map((mask, i): [string, ExprNode] => [names[i]!, mask]),
        ['n', fn('count')],
        ...this.measures.map(({ measure }, i): [string, ExprNode] => [`t${i}`, measure.value]),
      ],
      this.#flagged(),
    )
    query._groupby = masks
    return query
  }

  /**
   * The failing rows as they are in the table, with row number (a second time as {@link rowNumberName}) and all reasons.
   *
   * @param notes also the rows that break nothing but notes
   */
  failing(rowName: string, reasonsName: string, notes = false): SelectQuery {
    const columns = [...this.types.keys()].map((column): [string, ExprNode] => [column, this.raw(column)])
    const anyFlag = this.flags.filter((flag) => notes || flag.rule.severity !== 'note').map((flag) => columnRef(flag.name))
    const query = select(
      [...columns, [rowName, this.rowNumber()], [reasonsName, this.#reasons()], [rowNumberName, this.rowNumber()]],
      this.#flagged(),
    )
    query._where = [anyFlag.length === 0 ? fn('eq', 1, 0) : fn('or', ...anyFlag)]
    return query
  }

  /**
   * Some failing rows that show every way of failing: the first `each` rows of each combination of broken rules, rarer ones not before
   * `size` rows are full. The order among them is that of the place within their combination.
   */
  sample(rowName: string, reasonsName: string, each: number, size: number): SelectQuery {
    const place = `${prefix}_place`
    const failing = this.failing(rowName, reasonsName, true)
    const within = new WindowDefNode(undefined, maskNodes(this.flags), [new OrderByNode(columnRef(rowNumberName))])
    failing._select.push(new SelectClauseNode(new WindowNode(fn('row_number') as never, within), place))
    const names = [...this.types.keys(), rowName, reasonsName]
    const query = select(
      names.map((name): [string, ExprNode] => [name, columnRef(name)]),
      failing,
    )
    query._where = [fn('lte', columnRef(place), each)]
    query._orderby = [new OrderByNode(columnRef(place)), new OrderByNode(columnRef(rowName))]
    query.limit(size)
    return query
  }

  #reasons(): ExprNode {
    const reasons = this.flags.map(({ rule, name }) => fn('if', columnRef(name), reasonNode(rule), null))
    return fn('list_present', fn('list', ...(reasons.length === 0 ? [fn('if', false, reasonNode(undefined), null)] : reasons)))
  }
}

/** Flags that fit one mask: a double holds 53 bits. */
export const flagsPerMask = 50

function maskNodes(flags: readonly Flag[]): ExprNode[] {
  const masks: ExprNode[] = []
  for (let start = 0; start < flags.length; start += flagsPerMask) {
    const bits = flags
      .slice(start, start + flagsPerMask)
      .map((flag, i) => fn('if', columnRef(flag.name), new VerbatimNode(String(2 ** i)), 0))
    masks.push(bits.length === 1 ? bits[0]! : bits.reduce((sum: ExprNode, bit) => fn('add', sum, bit)))
  }
  return masks
}

function reasonNode(rule: BoundRule | undefined): ExprNode {
  const kind = rule === undefined ? undefined : kindOf(rule)
  const sentence = rule !== undefined && kind?.scope === 'row' ? kind.reason(rule).en : ''
  const columns = rule?.columns ?? []
  return fn('struct', 'rule', rule?.id ?? '', 'columns', fn('list', ...columns), 'severity', rule?.severity ?? '', 'text', sentence)
}

function problemOf(error: unknown): RuleProblem {
  const message = messageOf(error)
  return new RuleProblem(text(message, message))
}
