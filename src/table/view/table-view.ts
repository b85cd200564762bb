import type { CellValue, Note, PersonalKind, ReasonView, TableView } from '../../protocol/index.ts'
import { countOf } from '../bridge/count.ts'
import { type Relation, relation } from '../relation.ts'
import { fieldsOf } from '../schema.ts'
import { cellLength, cellValue } from './cell.ts'
import { firstRows, personalOf } from './personal.ts'

/** What of a table is shown, and how. */
export interface TableViewOptions {
  /** How many rows; 10 by default. */
  readonly rows?: number
  /** How many rows the table has, when that is known; null when it is not to be counted. */
  readonly total?: number | null
  /** Personal columns with their kinds, when they are known better than from the table's own values. */
  readonly personal?: ReadonlyMap<string, PersonalKind>
  /** Failing rows by column, for a table that was checked. */
  readonly failing?: Readonly<Record<string, number>>
  /** Reasons of each shown row; without it they are taken from a column `reasons` that holds some. */
  readonly reasons?: readonly (readonly ReasonView[])[]
  readonly notes?: readonly Note[]
  readonly signal?: AbortSignal
}

/** The first rows of a table as they are displayed: personal columns masked, with counts, types and notes. */
export function tableView(table: { readonly [relation]: Relation }, options: TableViewOptions = {}): Promise<TableView> {
  return viewOf(table[relation], options)
}

/** {@link tableView} of a relation. */
export async function viewOf(r: Relation, options: TableViewOptions = {}): Promise<TableView> {
  const { rows = 10, signal } = options
  const fields = await fieldsOf(r)
  const [personal, total, batch] = await Promise.all([
    options.personal ?? personalOf(r),
    options.total === undefined ? countOf(r, signal) : options.total,
    r.engine.query(firstRows(r, fields, rows, cellLength + 1, true), { large: 'text', ...(signal === undefined ? {} : { signal }) }),
  ])
  const reasons = options.reasons ?? reasonsIn(batch.columns[r.columns.indexOf('reasons')], batch.rows)
  const numbers = r.rowNumber === null ? null : Array.from(batch.columns[r.columns.length] ?? [], Number)
  // Reasons have a place of their own, and so has the row number.
  const hidden = options.reasons === undefined && reasons !== undefined ? (numbers === null ? ['reasons'] : ['reasons', 'row']) : []
  const shown = fields.map((field, i) => ({ ...field, i })).filter((field) => !hidden.includes(field.name))
  const cells = Array.from({ length: batch.rows }, (_, j) =>
    shown.map((field): CellValue => cellValue(batch.columns[field.i]?.[j], field.type, personal.get(field.name))),
  )
  return {
    kind: 'table',
    version: 1,
    name: r.name,
    rows: total,
    columns: shown.map(({ name, type }) => {
      const kind = personal.get(name)
      const failing = options.failing?.[name]
      return { name, type, ...(kind === undefined ? {} : { personal: kind }), ...(failing === undefined ? {} : { failing }) }
    }),
    cells,
    rowNumbers: numbers,
    ...(reasons === undefined
      ? {}
      : { reasons: reasons.map((list, index) => ({ index, reasons: list })).filter((row) => row.reasons.length > 0) }),
    notes: options.notes ?? r.source?.notes ?? [],
    ...sourceOf(r),
  }
}

function sourceOf({ source }: Relation): Pick<TableView, 'source'> {
  if (source === undefined) return {}
  const { path, format, encoding, delimiter, rejected } = source
  return {
    source: { path, format, rejected, ...(encoding === undefined ? {} : { encoding }), ...(delimiter === undefined ? {} : { delimiter }) },
  }
}

/** The reasons that a column of failing rows holds. */
function reasonsIn(values: ArrayLike<unknown> | undefined, rows: number): ReasonView[][] | undefined {
  if (values === undefined || rows === 0) return undefined
  const lists = Array.from(values, (value) => (Array.isArray(value) ? value : undefined))
  if (lists.some((list) => list === undefined || list.some((item) => typeof item?.rule !== 'string' || !('text' in item)))) return undefined
  return (lists as ReasonRow[][]).map((list) =>
    list.map(({ rule, columns, severity, text }) => ({ rule, columns, severity, text: bothLanguages(text) })),
  )
}

interface ReasonRow {
  readonly rule: string
  readonly columns: readonly string[]
  readonly severity: ReasonView['severity']
  readonly text: string | ReasonView['text']
}

function bothLanguages(text: ReasonRow['text']): ReasonView['text'] {
  return typeof text === 'string' ? { en: text, 'zh-CN': text } : text
}
