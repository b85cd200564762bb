import assert from 'node:assert/strict'
import { contract, from, integer, junitCheck, row, rowCount, sarifCheck, string } from '../../../src/index.ts'

const rules = contract(
  'orders <&"\'>\u0001',
  {
    id: integer().required(),
    qty: integer().min(1, { severity: 'warning' }),
    note: string().maxLength(3, { mostly: 0.5 }),
    email: string().matches(/@example\.com$/),
  },
  [rowCount({ min: 10 }), row('qty fits', { kind: 'sql', strings: ['nosuchfunction(qty)'], values: [] } as never)],
)
const data = from([
  { id: 1, qty: 0, note: 'long text', email: 'ann.lee@example.org' },
  { id: 2, qty: 4, note: 'ok', email: 'bob.ray@example.com' },
])

describe('junitCheck()', () => {
  it('has a test case a rule; only error rules fail or err; text is escaped', async () => {
    const xml = junitCheck((await rules.check(data)).view)
    assert.match(xml, /<testsuites name="assay" tests="8" failures="2" errors="1" skipped="0" time="0">/)
    assert.equal(xml.match(/<testcase /g)?.length, 8)
    assert.match(xml, /orders &lt;&amp;&quot;'&gt;\ufffd/)
    assert.match(xml, /qty\.min: qty is at least 1" time="0">\s*<system-out>warning: 1 of 2 rows fail/)
    assert.match(xml, /<failure message="2 rows" type="completeness">/)
    assert.match(xml, /<error message="not evaluated: /)
    assert.match(xml, /row 1: email /)
    assert.ok(!xml.includes('ann.lee'), 'shows a personal value')
    assert.ok(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml))
  })
})

describe('sarifCheck()', () => {
  it('has a rule each, and a result for each that does not hold', async () => {
    const checked = await rules.check(data)
    const log = JSON.parse(sarifCheck(checked.view, { file: './data/orders of may.csv' }))
    assert.equal(log.version, '2.1.0')
    const [run] = log.runs
    assert.equal(run.tool.driver.rules.length, 8)
    const failing = checked.rules.filter((one) => one.outcome === 'fail' || one.outcome === 'unknown')
    assert.deepEqual(
      run.results.map((one: { ruleId: string }) => one.ruleId),
      failing.map((one) => one.rule),
    )
    for (const result of run.results) {
      assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId)
      assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, 'data/orders%20of%20may.csv')
    }
    assert.equal(run.results.find((one: { ruleId: string }) => one.ruleId === 'qty.min').level, 'warning')
    assert.ok(!JSON.stringify(log).includes('ann.lee'), 'shows a personal value')
  })
})
