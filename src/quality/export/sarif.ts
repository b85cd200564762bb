import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CheckView, RuleView, Severity } from '../../protocol/index.ts'
import { version } from '../../util/index.ts'
import { failingRows, findingText } from './evidence.ts'

/** Where findings are shown. */
export interface SarifOptions {
  /** The path of the data, as the code scanning service knows it: relative to the repository's root. */
  readonly file?: string
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', note: 'note' }

/**
 * A scorecard as SARIF 2.1.0, which code scanning services show: a rule each, and a result for each rule that does not hold. Rows that fail
 * within what a rule tolerates are no result. Failing rows are named by number in the message; personal values are masked.
 *
 * @example
 * await writeFile('check.sarif', sarifCheck(checked.view, { file: 'datasets/orders.csv' }))
 */
export function sarifCheck(view: CheckView, { file }: SarifOptions = {}): string {
  const results = view.rules.flatMap((rule, ruleIndex) =>
    rule.outcome === 'fail' || rule.outcome === 'unknown' ? [resultOf(view, rule, ruleIndex, file)] : [],
  )
  const driver = { name: 'Assay', semanticVersion: version, rules: view.rules.map(ruleOf) }
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    results,
    properties: { contract: view.contract, score: view.score, rows: view.table.rows, ok: view.ok },
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function ruleOf(rule: RuleView): object {
  return {
    id: rule.rule,
    shortDescription: { text: rule.text.en },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { dimension: rule.dimension, columns: rule.columns, tags: ['data-quality', rule.dimension] },
  }
}

function resultOf(view: CheckView, rule: RuleView, ruleIndex: number, file: string | undefined): object {
  const rows = failingRows(view, rule)
  const message = [`${rule.text.en}: ${findingText(rule)}`, ...(rows.length === 0 ? [] : [`Such as ${rows.join('; ')}`])].join('. ')
  const logicalLocations = rule.columns.map((column) => ({
    name: column,
    fullyQualifiedName: `${view.table.name}.${column}`,
    kind: 'member',
  }))
  const physicalLocation = file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file) } } }
  return {
    ruleId: rule.rule,
    ruleIndex,
    level: levels[rule.severity],
    message: { text: message },
    locations: [{ ...physicalLocation, ...(logicalLocations.length === 0 ? {} : { logicalLocations }) }],
    partialFingerprints: { 'assayRule/v1': `${view.contract.name}/${rule.rule}` },
    properties: { outcome: rule.outcome, failing: rule.failing, total: rule.total },
  }
}

/** A path as the relative or absolute reference that SARIF asks for. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/').replace(/^\.\//, '')
}
