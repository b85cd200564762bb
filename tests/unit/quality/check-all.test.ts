import assert from 'node:assert/strict'
import { checkAll, contract, from, integer, parseContract, references, string, unique } from '../../../src/index.ts'
import { type CheckAllView, displaySymbol, staticMime } from '../../../src/protocol/index.ts'

const users = from([{ user_id: 'a' }, { user_id: 'b' }, { user_id: 'b' }], { name: 'users' })
const orders = from(
  [
    { id: 1, user_id: 'a', qty: 2 },
    { id: 2, user_id: 'z', qty: 0 },
    { id: 3, user_id: 'b', qty: 1 },
    { id: 4, user_id: 'a', qty: 5 },
    { id: 5, user_id: 'a', qty: 5 },
  ],
  { name: 'orders' },
)
const userRules = contract('users', { user_id: string().required() }, [unique('user_id')])
const orderRules = contract('orders', { id: integer(), user_id: string(), qty: integer().not(0) }, [references('user_id', users)])
const options = { history: false } as const

describe('checkAll()', () => {
  it('gives one scorecard, and the failing rows of each table', async () => {
    const checked = await checkAll({ users: [users, userRules], orders: [orders, orderRules] }, options)
    assert.equal(checked.ok, false)
    assert.equal(checked.view.rows, 8)
    assert.equal(checked.view.passing, 1 + 4)
    assert.equal(checked.score, (5 / 8) * 100)
    assert.equal(checked.results.orders.score, 80)
    assert.deepEqual(
      (await checked.failing('orders').rows()).map((row) => [row.row, row.reasons.length]),
      [[2, 2]],
    )
    assert.equal((await checkAll({ orders: [orders.filter((order) => order.qty > 0), orderRules] }, options)).ok, true)
  })

  it('finds the tables that rules of a file refer to by name', async () => {
    const read = parseContract(orderRules.toYAML())
    const alone = await checkAll({ orders: [orders, read] }, options)
    assert.equal(alone.results.orders.rules.find((rule) => rule.rule.includes('references'))!.outcome, 'unknown')
    const together = await checkAll({ users: [users, userRules], orders: [orders, read] }, options)
    const rule = together.results.orders.rules.find((one) => one.rule.includes('references'))!
    assert.deepEqual([rule.outcome, rule.failing], ['fail', 1])
  })

  it('refuses what is no table with its contract', async () => {
    await assert.rejects(checkAll({}), /give \{ name: \[table, contract\] \}/)
    await assert.rejects(checkAll({ orders: [orderRules, orders] as never }), /Cannot check "orders": give \[table, contract\]/)
    const checked = await checkAll({ users: [users, userRules] }, options)
    assert.throws(() => checked.failing('user' as never), /the tables are "users"/)
  })

  it('shows itself in both languages', async () => {
    const bundle = (await checkAll({ users: [users, userRules], orders: [orders, orderRules] }, options))[displaySymbol]()
    const view = bundle[staticMime['check-all']] as CheckAllView
    assert.equal(view.verdict.en, '2 of 2 tables fail (users, orders): score 62.5, 5 of 8 rows pass.')
    assert.match(view.verdict['zh-CN'], /^2 个表中有 2 个不符合契约/)
    assert.match(bundle['text/plain'] as string, /^orders +failed +80\.0 +5 +1 +2 \/ \d/m)
    assert.match(
      bundle['text/html'] as string,
      /<th scope="row" style="text-align:left">users<\/th><td style="text-align:left">failed<\/td>/,
    )
    assert.match(bundle['text/markdown'] as string, /^\| users \| failed \|/m)
  })
})
