import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { from, open, parseContract, suggest } from '../../../src/index.ts'
import { displaySymbol, type SuggestionView, staticMime } from '../../../src/protocol/index.ts'
import { mostlyFor } from '../../../src/quality/suggest/confidence.ts'
import { patternOf } from '../../../src/quality/suggest/pattern.ts'
import type { AnyRow, Table } from '../../../src/table/index.ts'

const read = async (path: string) => (await open(path, { cache: false })) as unknown as Table<AnyRow>

/** Rules learned from some rows that fail on others. */
async function failingOn(learned: Table<AnyRow>, other: Table<AnyRow>): Promise<{ rules: number; failing: string[] }> {
  const checked = await (await suggest(learned)).contract().check(other as never)
  return {
    rules: checked.rules.length,
    failing: checked.rules.filter((rule) => rule.outcome !== 'pass' && rule.outcome !== 'tolerated').map((rule) => rule.rule),
  }
}

const orders = (days = 0) =>
  from(
    Array.from({ length: 400 }, (_, i) => ({
      order: `SO-${10_000 + i}`,
      line: i % 4,
      sku: `${'ABCDE'[i % 5]}${'FGH'[i % 3]}-${100 + (i % 40)}`,
      status: ['paid', 'sent', 'back'][i % 3],
      rating: 1 + (i % 5),
      email: `user${i}@example.com`,
      discount: i % 50 === 0 ? null : (i % 7) / 10,
      placed: new Date(Date.UTC(2024, 0, 1) + i * 3_600_000),
      sent: new Date(Date.UTC(2024, 0, 2 + days) + i * 3_600_000),
      batch: `${i % 20}`.padStart(3, '0'),
    })),
    { name: 'orders' },
  ) as unknown as Table<AnyRow>

describe('suggest()', () => {
  it('proposes rules of eleven families, with reasons in both languages', async () => {
    const suggested = await suggest(orders(), { now: new Date(Date.UTC(2024, 0, 20)) })
    const families = new Set(suggested.rules.map((rule) => rule.family))
    for (const family of ['type', 'required', 'range', 'set', 'pattern', 'length', 'unique', 'repeats', 'volume', 'order', 'freshness'])
      assert.ok(families.has(family), family)
    const find = (rule: string) => suggested.rules.find((one) => one.rule === rule)!
    assert.deepEqual(find('order.matches').definition.args, { pattern: '^[A-Z]{2}-\\d{5}$' })
    assert.deepEqual(find('status.oneOf').definition.args, { values: ['back', 'paid', 'sent'] })
    assert.deepEqual(find('rating.between').definition.args, { from: 1, to: 5 })
    assert.ok(find('placed is not after sent'))
    assert.ok(find('order.unique').confidence > 0.98)
    assert.match(find('discount.required').reason.en, /^98% of 400 rows have a value$/)
    assert.ok(suggested.rules.every((rule) => rule.reason['zh-CN'] !== '' && rule.reason['zh-CN'] !== rule.reason.en))
  })

  it('gives a contract that its table keeps, and that survives a file', async () => {
    const suggested = await suggest(orders(), { now: new Date(Date.UTC(2024, 0, 20)) })
    const contract = suggested.contract({ accept: (rule) => rule.family !== 'freshness' })
    assert.equal((await contract.check(orders() as never)).ok, true)
    assert.ok(contract.rules.length >= 20)
    const again = parseContract(contract.toYAML())
    assert.equal(again.rules.length, contract.rules.length)
    assert.equal((await again.check(orders() as never)).ok, true)
    assert.equal(suggested.contract({ confidence: 1 }).rules.length, 0)
  })

  it('tells rows apart by two columns when no column does alone', async () => {
    const lines = from(
      Array.from({ length: 300 }, (_, i) => ({ invoice: `I${Math.floor(i / 15)}`, product: `P${i % 15}`, qty: i % 3 })),
    ) as unknown as Table<AnyRow>
    const key = (await suggest(lines)).rules.find((rule) => rule.family === 'key')
    assert.deepEqual(key?.columns, ['invoice', 'product'])
  })

  it('finds values that are not like the others', async () => {
    const rows = (await orders().rows()).map(({ discount: _, ...row }) => row)
    const broken = rows.map((row, i) => ({
      ...row,
      ...(i === 100 ? { order: 'SO10100' } : {}),
      ...(i === 200 ? { status: 'piad' } : {}),
      ...(i === 301 ? { sent: new Date(0) } : {}),
    }))
    const table = from(broken, { name: 'orders' }) as unknown as Table<AnyRow>
    const checked = await (await suggest(table)).contract().check(table as never)
    const found = (await checked.failing().rows()).map((row) => row.row)
    assert.deepEqual(found, [101, 201, 302])
  })

  it('suggests rules on three days of Online Retail that hold on the other half, either way', async () => {
    const lines = await read('datasets/online-retail.csv')
    for (const [learned, other] of [
      [lines.slice(0, 3170), lines.slice(3170)],
      [lines.slice(3170), lines.slice(0, 3170)],
    ] as const) {
      const { rules, failing } = await failingOn(learned, other)
      assert.ok(rules >= 20, `${rules} rules`)
      assert.ok(failing.length <= 0.05 * rules, failing.join(', '))
    }
  })

  for (const path of [
    '../shared/data/B-errdet-hospital/dirty.csv',
    '../shared/data/B-errdet-beers/dirty.csv',
    '../shared/data/B-telco-churn/telco-customer-churn-by-IBM.csv.gz',
  ])
    it(`suggests rules on ${path.split('/')[3]} that hold on the other half`, async function () {
      if (!existsSync(path)) return this.skip()
      const table = await read(path)
      const { rules, failing } = await failingOn(table.sample(Math.floor((await table.count()) / 2), { seed: 3 }), table)
      assert.ok(rules >= 10, `${rules} rules`)
      assert.ok(failing.length <= 0.05 * rules, failing.join(', '))
    })

  it('meets tables that are empty, tiny, or hold nothing', async () => {
    const tiny = from([{ a: 1, b: null }]) as unknown as Table<AnyRow>
    assert.equal((await suggest(tiny)).rules.length, 1)
    assert.equal((await suggest(tiny.filter((row) => row.a > 1))).rules.length, 0)
  })

  it('names no personal value, and shows itself', async () => {
    const bundle = (await suggest(orders()))[displaySymbol]()
    assert.doesNotMatch(JSON.stringify(bundle), /user\d+@/)
    assert.ok((bundle[staticMime.suggestion] as SuggestionView).rules.length > 10)
    assert.match(bundle['text/plain'] as string, /^orders: \d+ rules suggested from 400 rows\./)
    assert.match(bundle['text/html'] as string, /<th scope="row" style="text-align:left">order matches/)
    assert.match(bundle['text/markdown'] as string, /^\| Every row has order \|/m)
  })

  it('asks for the share that the data supports', () => {
    assert.deepEqual(
      [mostlyFor(0, 1000), mostlyFor(1, 100_000), mostlyFor(12, 1000), mostlyFor(60, 1000), mostlyFor(200, 1000)],
      [1, 0.999, 0.95, 0.9, null],
    )
    assert.equal(
      patternOf([
        { value: 'AA-99', count: 500 },
        { value: 'AA-999', count: 480 },
        { value: 'x', count: 1 },
      ]),
      '^([A-Z]{2}-\\d{2}|[A-Z]{2}-\\d{3})$',
    )
    assert.equal(patternOf([{ value: 'aaa aaaa', count: 500 }]), null)
  })
})
