import type { CheckView, RuleView } from '../../protocol/index.ts'
import { failingRows, findingText } from './evidence.ts'

/** Text within XML: what XML 1.0 cannot hold is replaced. */
function xml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#9;')
    .replace(/\n/g, '&#10;')
    .replace(/\r/g, '&#13;')
}

/**
 * A scorecard as JUnit XML, which CI systems show as tests: one test case a rule, grouped by dimension. An error rule that fails is a
 * failure, one that could not be evaluated an error; warnings and notes pass, and say in their output what they found.
 *
 * Failing rows are named by number, with the values of the rule's columns; personal values are masked.
 *
 * @example
 * await writeFile('check.xml', junitCheck((await orders.check(rules)).view))
 */
export function junitCheck(view: CheckView): string {
  const errors = view.rules.filter((rule) => rule.severity === 'error')
  const failures = errors.filter((rule) => rule.outcome === 'fail').length
  const unknown = errors.filter((rule) => rule.outcome === 'unknown').length
  const suite = `${view.contract.name}${view.contract.version === undefined ? '' : ` ${view.contract.version}`} on ${view.table.name || 'table'}`
  const counts = `tests="${view.rules.length}" failures="${failures}" errors="${unknown}" skipped="0" time="0"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="assay" ${counts}>
  <testsuite name="${xml(suite)}" ${counts}>
    <properties>
      <property name="score" value="${view.score.toFixed(2)}"/>
      <property name="rows" value="${view.table.rows}"/>
      <property name="fingerprint" value="${xml(view.made.fingerprint ?? '')}"/>
    </properties>
${view.rules.map((rule) => testCase(view, rule)).join('\n')}
  </testsuite>
</testsuites>
`
}

function testCase(view: CheckView, rule: RuleView): string {
  const head = `    <testcase classname="${xml(`${view.contract.name}.${rule.dimension}`)}" name="${xml(`${rule.rule}: ${rule.text.en}`)}" time="0"`
  if (rule.outcome === 'pass') return `${head}/>`
  const body = xml([findingText(rule), ...failingRows(view, rule)].join('\n')).replaceAll('&#10;', '\n')
  const inside =
    rule.severity !== 'error' || rule.outcome === 'tolerated'
      ? `<system-out>${xml(rule.severity)}: ${body}</system-out>`
      : rule.outcome === 'unknown'
        ? `<error message="${xml(findingText(rule))}" type="${xml(rule.dimension)}">${body}</error>`
        : `<failure message="${xml(findingText(rule))}" type="${xml(rule.dimension)}">${body}</failure>`
  return `${head}>\n      ${inside}\n    </testcase>`
}
