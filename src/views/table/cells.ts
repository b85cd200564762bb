import type { CellValue, ColumnType, ReasonView, TableColumnView, TableView } from '../../protocol/index.ts'

const numeric: readonly ColumnType[] = ['integer', 'number', 'decimal']

/** Whether a column's cells stand to the right. */
export const isRight = (column: TableColumnView): boolean => column.personal === undefined && numeric.includes(column.type)

const isExtreme = (value: number) => value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-4)

function decimalsOf(value: CellValue | undefined): number {
  if (typeof value !== 'number' || Number.isInteger(value) || isExtreme(value)) return 0
  return Math.min(6, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length)
}

/** How each column writes its values: numbers with as many decimals as the longest of them, up to 6. */
export function writers(view: TableView): ((value: CellValue) => string)[] {
  return view.columns.map((_, index) => {
    const decimals = Math.max(0, ...view.cells.map((row) => decimalsOf(row[index])))
    return (value) => {
      if (typeof value !== 'number') return String(value)
      return (isExtreme(value) || !Number.isFinite(value) ? String(value) : value.toFixed(decimals)).replace('-', '−')
    }
  })
}

/** The reasons of each shown row. */
export function reasonsByRow(view: TableView): ReadonlyMap<number, readonly ReasonView[]> {
  return new Map((view.reasons ?? []).map(({ index, reasons }) => [index, reasons]))
}
