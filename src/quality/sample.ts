import { type Batch, print } from '../engine/index.ts'
import type { CellValue, PersonalKind, ReasonView, TableView } from '../protocol/index.ts'
import { cellValue } from '../table/index.ts'
import { kindOf } from './kinds/index.ts'
import type { Target } from './plan/scan.ts'
import type { Counted } from './run.ts'

/** How many failing rows a scorecard holds at most. */
export const sampleSize = 40

/** How many rows stand for each combination of broken rules. */
const rowsEach = 3

const [rowName, reasonsName] = ['__assay_check_number', '__assay_check_reasons']

/** Failing rows with all their reasons, so chosen that every rule that fails is among them; personal columns masked. */
export async function sampleOf(
  counted: Counted,
  target: Target,
  failing: number,
  query: (sql: string) => Promise<Batch>,
  personalColumns: ReadonlyMap<string, PersonalKind>,
): Promise<TableView> {
  const names = [...target.types.keys()]
  const empty = { kind: 'table', version: 1, name: target.relation.name, rows: failing, notes: [] } as const
  const batch = failing === 0 ? undefined : await query(print(counted.scan.sample(rowName, reasonsName, rowsEach, sampleSize)))
  const columns = names.map((name) => {
    const personal = personalColumns.get(name)
    return { name, type: target.types.get(name)!, ...(personal === undefined ? {} : { personal }), failing: failingIn(counted, name) }
  })
  const cells: CellValue[][] = []
  const rowNumbers: number[] = []
  const reasons: { index: number; reasons: ReasonView[] }[] = []
  const numbers = Array.from({ length: batch?.rows ?? 0 }, (_, row) => Number(batch!.columns[names.length]![row]))
  const inOrder = numbers.map((_, row) => row).sort((a, b) => numbers[a]! - numbers[b]!)
  for (const [index, row] of inOrder.entries()) {
    cells.push(columns.map((column, i) => cellValue(batch!.columns[i]![row], column.type, column.personal)))
    rowNumbers.push(numbers[row]!)
    reasons.push({ index, reasons: reasonsOf(counted, batch!.columns[names.length + 1]![row]) })
  }
  return { ...empty, columns, cells, rowNumbers, reasons }
}

function reasonsOf({ scan }: Counted, value: unknown): ReasonView[] {
  return Array.from(value as ArrayLike<{ rule: string }>).map(({ rule: id }) => {
    const { rule } = scan.flags.find((flag) => flag.rule.id === id)!
    const kind = kindOf(rule)
    return { rule: id, columns: rule.columns, severity: rule.severity, text: kind.scope === 'row' ? kind.reason(rule) : kind.text(rule) }
  })
}

/** Rows that break any rule which names the column. */
function failingIn({ scan, patterns }: Counted, column: string): number {
  const names = scan.flags.map((flag) => flag.rule.columns.includes(column))
  return patterns.reduce((sum, pattern) => sum + (pattern.fails.some((fails, i) => fails && names[i]) ? pattern.rows : 0), 0)
}
