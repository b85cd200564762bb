import type { CellValue, Lang, TableColumnView, TableView } from '../../protocol/index.ts'
import { formatCount } from '../../util/index.ts'

const one = (count: number, en: string) => (count === 1 ? en : `${en}s`)

/** What a table is: `lines: 6,339 rows × 8 columns`. */
export function titleOf(view: TableView, lang: Lang = 'en'): string {
  const columns = view.columns.length
  const size =
    lang === 'en'
      ? `${view.rows === null ? 'rows not counted' : `${formatCount(view.rows)} ${one(view.rows, 'row')}`} × ${formatCount(columns)} ${one(columns, 'column')}`
      : `${view.rows === null ? '行数未计' : `${formatCount(view.rows, lang)} 行`} × ${formatCount(columns, lang)} 列`
  return view.name === '' ? size : `${view.name}: ${size}`
}

/** What a reader should know besides, sentence by sentence. */
export function remarksOf(view: TableView, lang: Lang = 'en'): string[] {
  const personal = view.columns.filter((column) => column.personal !== undefined).map((column) => column.name)
  const remarks: string[] = []
  if (lang === 'en') {
    if (personal.length > 0) remarks.push(`${personal.join(', ')} ${personal.length === 1 ? 'is' : 'are'} personal and masked`)
  } else {
    if (personal.length > 0) remarks.push(`${personal.join('、')} 为个人数据，已脱敏`)
  }
  if (view.source !== undefined) remarks.push(readAs(view.source, lang))
  return [...remarks, ...view.notes.map((note) => note.text[lang])]
}

function readAs({ format, encoding, rejected }: NonNullable<TableView['source']>, lang: Lang): string {
  const how = [format, ...(encoding === undefined ? [] : [encoding])]
  if (lang === 'en')
    return `Read as ${how.join(', ')}${rejected === 0 ? '' : `; ${formatCount(rejected)} ${one(rejected, 'line')} rejected`}`
  return `按 ${how.join('，')} 读取${rejected === 0 ? '' : `；${formatCount(rejected, lang)} 行无法读取`}`
}

/** The type under a column's name. */
export function typeLabel(column: TableColumnView): string {
  return column.personal === undefined ? column.type : `${column.type}, masked`
}

/** Whether a column's cells stand to the right. */
export function isRight(column: TableColumnView): boolean {
  return column.personal === undefined && ['integer', 'number', 'decimal'].includes(column.type)
}

/** The cells of a column as text; null stays null. Numbers have as many decimals as the longest of them, up to 6. */
export function cellTexts(view: TableView, index: number): (string | null)[] {
  const values = view.cells.map((row) => row[index] ?? null)
  const decimals = Math.max(0, ...values.map(decimalsOf))
  return values.map((value) => (value === null ? null : typeof value === 'number' ? numberText(value, decimals) : String(value)))
}

function decimalsOf(value: CellValue): number {
  if (typeof value !== 'number' || Number.isInteger(value) || isExtreme(value)) return 0
  return Math.min(6, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length)
}

const isExtreme = (value: number) => value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-4)

function numberText(value: number, decimals: number): string {
  if (isExtreme(value)) return String(value).replace('-', '−')
  return value.toFixed(decimals).replace('-', '−')
}

/** Which of the table's columns a row's reasons name. */
export function failingCells(view: TableView): ReadonlyMap<number, ReadonlySet<string>> {
  return new Map((view.reasons ?? []).map(({ index, reasons }) => [index, new Set(reasons.flatMap((reason) => reason.columns))]))
}

/** A row's reasons in one line. */
export function reasonsText(view: TableView, index: number, lang: Lang = 'en'): string {
  const reasons = view.reasons?.find((row) => row.index === index)?.reasons ?? []
  const [open, close, separator] = lang === 'en' ? [' (', ')', '; '] : ['（', '）', '；']
  return reasons.map((reason) => `${reason.text[lang]}${open}${severities[reason.severity][lang]}${close}`).join(separator)
}

const severities = {
  error: { en: 'error', 'zh-CN': '错误' },
  warning: { en: 'warning', 'zh-CN': '警告' },
  note: { en: 'note', 'zh-CN': '提示' },
} as const

/** The word of a cell without a value. */
export const missingWord = { en: 'missing', 'zh-CN': '缺失' } as const
