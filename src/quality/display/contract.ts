import type { MimeBundle } from '../../protocol/index.ts'
import { html, staticTables, textTable } from '../../util/index.ts'
import type { Contract } from '../contract.ts'
import { kindOf } from '../kinds/index.ts'
import type { BoundRule } from '../rule.ts'
import { ruleShare, severityNames } from './words.ts'

function allowed({ tolerance }: BoundRule): string {
  if (tolerance.limit === 0) return ''
  return tolerance.unit === 'share' ? ruleShare(tolerance.limit, 'en') : `${tolerance.limit} rows`
}

const cells = (rule: BoundRule) => [
  severityNames[rule.severity].en,
  (rule.text ?? kindOf(rule).text(rule)).en,
  rule.columns.join(', '),
  allowed(rule),
]

/** A contract as the list of its rules. */
export function contractBundle(contract: Contract<object>): MimeBundle {
  const title = `${contract.name}${contract.options.version === undefined ? '' : ` ${contract.options.version}`}: ${contract.columns.length} columns, ${contract.rules.length} rules`
  const rows = contract.rules.map(cells)
  const plain = textTable(
    [{ head: ['level'] }, { head: ['rule'], width: 64 }, { head: ['columns'] }, { head: ['allowed'], align: 'right' }],
    rows,
  )
  const body = rows.map(
    ([level, sentence, columns, share]) =>
      html`<tr><td>${level}</td><th scope="row" align="left">${sentence}</th><td>${columns}</td><td align="right">${share}</td></tr>
`,
  )
  const table = html`<table><caption>${title}</caption><thead><tr><th scope="col">Level</th><th scope="col">Rule</th><th scope="col">Columns</th><th scope="col" align="right">Allowed</th></tr></thead><tbody>
${body}</tbody></table>`
  return { 'text/html': staticTables(String(table)), 'text/plain': `${title}\n\n${plain}` }
}
