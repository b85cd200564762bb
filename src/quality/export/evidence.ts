import type { CheckView, RuleView } from '../../protocol/index.ts'
import { formatCount, formatShare } from '../../util/index.ts'

/** How many failing rows a rule is shown with. */
const shown = 5

/** What a rule found, in one line: `12 of 6,339 rows fail (0.2%); none may`. */
export function findingText(rule: RuleView): string {
  if (rule.problem !== undefined) return `not evaluated: ${rule.problem.en}`
  if (rule.scope === 'table') return rule.observed?.en ?? (rule.outcome === 'fail' ? 'it does not hold' : 'it holds')
  const counts = `${formatCount(rule.failing)} of ${formatCount(rule.total)} rows fail (${formatShare(rule.share)})`
  return rule.failing === 0 ? `all ${formatCount(rule.total)} rows hold` : `${counts}; ${allowedText(rule)}`
}

function allowedText({ allowed }: RuleView): string {
  return allowed === 0 ? 'none may' : `${formatShare(allowed)} may`
}

/** Some rows that a rule fails on, with the values of its columns as the scorecard masks them. */
export function failingRows(view: CheckView, rule: RuleView): string[] {
  const { sample } = view
  const columns = sample.columns.flatMap((column, i) => (rule.columns.includes(column.name) ? [i] : []))
  const lines: string[] = []
  for (const { index, reasons } of sample.reasons ?? []) {
    if (!reasons.some((reason) => reason.rule === rule.rule)) continue
    const values = columns.map((i) => `${sample.columns[i]!.name} ${cellText(sample.cells[index]?.[i])}`)
    lines.push([`row ${sample.rowNumbers?.[index] ?? index + 1}`, ...(values.length === 0 ? [] : [values.join(', ')])].join(': '))
    if (lines.length === shown) break
  }
  return lines
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return 'missing'
  return typeof cell === 'string' ? JSON.stringify(cell) : String(cell)
}
