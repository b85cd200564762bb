import assert from 'node:assert/strict'
import { drift, from, open, Random } from '../../../src/index.ts'
import { type DriftView, displaySymbol, staticMime } from '../../../src/protocol/index.ts'
import { adjusted } from '../../../src/quality/drift/adjust.ts'
import { binsOf } from '../../../src/quality/drift/bins.ts'
import { samplesOf } from '../../../src/quality/drift/samples.ts'
import type { AnyRow, Table } from '../../../src/table/index.ts'

const month = (seed: number, more: { price?: number; qty?: number; country?: string; missing?: number } = {}) => {
  const random = new Random(seed)
  return from(
    Array.from({ length: 800 }, (_, i) => ({
      id: seed * 10_000 + i,
      price:
        random.next() < (more.missing ?? 0)
          ? null
          : Math.round((10 + (more.price ?? 0) + 4 * (random.next() + random.next() + random.next())) * 100) / 100,
      qty: 1 + Math.floor(random.next() * (5 + (more.qty ?? 0))),
      country: random.next() < 0.3 ? (more.country ?? 'France') : 'Spain',
      note: `${'x'.repeat(Math.floor(random.next() * 20))} ${i} ${seed}`,
      placed: new Date(Date.UTC(2024, seed, 1 + (i % 28))),
    })),
    { name: 'orders' },
  ) as unknown as Table<AnyRow>
}

describe('drift()', () => {
  it('finds no drift in samples of one distribution', async () => {
    const found = await month(2).drift(month(1))
    assert.equal(found.ok, true)
    assert.deepEqual(Object.fromEntries(found.columns.map((column) => [column.name, column.verdict])), {
      id: 'unknown',
      price: 'same',
      qty: 'same',
      country: 'same',
      note: 'same',
      placed: 'unknown',
    })
    assert.match(found.column('placed').text.en, /Dates move with time/)
    assert.match(found.view.verdict.en, /^No drift in 4 columns\.$/)
  })

  it('finds what drifted, by how much, in words', async () => {
    const found = await month(2, { price: 3, qty: 3, country: 'Italy' }).drift(month(1))
    assert.equal(found.view.drifted, 3)
    const price = found.column('price')
    assert.equal(price.verdict, 'drifted')
    assert.equal(price.test!.name, 'kolmogorov-smirnov')
    assert.ok(price.measures['mean now']! - price.measures['mean before']! > 2.5)
    assert.ok(Math.abs(price.measures.wasserstein! - (price.measures['mean now']! - price.measures['mean before']!)) < 0.2)
    assert.match(price.text.en, /^Drifted: mean 1\d\.\d\d before, 1\d\.\d\d now \(distance 0\.\d+, p < 0\.0001\)$/)
    assert.match(price.text['zh-CN'], /^已漂移：均值由/)
    assert.equal(found.column('country').measures['new values'], 1)
    assert.deepEqual(
      found
        .column('country')
        .bins!.map((bin) => bin.label)
        .sort(),
      ['France', 'Italy', 'Spain'],
    )
    assert.equal(found.column('country').compared, 'categories')
    assert.equal(found.column('note').compared, 'lengths')
  })

  it('calls a certain but tiny difference small', async () => {
    const many = (extra: number) =>
      from({ x: Array.from({ length: 3900 }, (_, i) => (i % 100) + (i % 100 < extra ? 100 : 0)) }) as unknown as Table<AnyRow>
    const found = await drift(many(3), many(0), { tests: { x: 'welch' }, threshold: 0.3 })
    assert.equal(found.column('x').verdict, 'small')
    assert.equal(found.column('x').test!.name, 'welch')
  })

  it('counts missing values on both sides, and meets columns without values', async () => {
    const found = await month(2, { missing: 0.25 }).drift(month(1), { columns: ['price', 'placed'] })
    assert.equal(found.column('price').missing.reference, 0)
    assert.ok(Math.abs(found.column('price').missing.current - 0.25) < 0.05)
    assert.equal(found.column('placed').verdict, 'drifted')
    const none = from({ x: [1, 2, 3] }) as unknown as Table<AnyRow>
    const empty = none.filter((row) => row.x > 5)
    assert.equal((await drift(empty, none)).column('x').verdict, 'unknown')
    assert.equal((await drift(empty, empty)).ok, true)
    assert.equal((await drift(none.slice(0, 1), none)).column('x').verdict, 'same')
  })

  it('takes other tests by column, and refuses what is none', async () => {
    const found = await drift(month(2), month(1), { columns: ['qty', 'country'], tests: { qty: 'chi-squared', country: 'g-test' } })
    assert.equal(found.column('qty').compared, 'categories')
    assert.equal(found.column('country').test!.name, 'g-test')
    await assert.rejects(
      drift(month(2), month(1), { tests: { qty: 'kolmogorov' as never } }),
      /Cannot use the test "kolmogorov": the tests are/,
    )
    await assert.rejects(drift(month(2), month(1), { columns: ['prise'] }), /did you mean "price"/)
    await assert.rejects(drift(month(2), month(1), { alpha: 5 }), /give a number from 0 to 1/)
  })

  it('compares December 2010 with August 2011 of Online Retail', async () => {
    const lines = (await open('datasets/online-retail.csv', { cache: false })) as unknown as Table<AnyRow>
    const winter = lines.filter((line) => line.InvoiceDate.getFullYear() === 2010)
    const found = await lines.filter((line) => line.InvoiceDate.getFullYear() === 2011).drift(winter)
    assert.equal(found.columns.length, 8)
    assert.equal(found.column('InvoiceDate').verdict, 'unknown')
    assert.notEqual(found.column('Country').verdict, 'unknown')
    const bundle = found[displaySymbol]()
    assert.equal((bundle[staticMime.drift] as DriftView).columns.length, 8)
    assert.match(bundle['text/plain'] as string, /^column +verdict +test +psi +what$/m)
    assert.match(bundle['text/html'] as string, /<th scope="row" style="text-align:left">Country<\/th>/)
    assert.match(bundle['text/markdown'] as string, /\| Country \|/)
    const customer = found.column('CustomerID')
    assert.ok(customer.personal === undefined || customer.bins === undefined)
  })

  it('adjusts p-values as Benjamini and Hochberg do, and bins by tenths of the reference', () => {
    assert.deepEqual(
      adjusted([0.01, 0.04, 0.03]).map((p) => Math.round(p * 1e9) / 1e9),
      [0.03, 0.04, 0.04],
    )
    const hundred = Array.from({ length: 100 }, (_, i) => i)
    assert.deepEqual(
      binsOf(samplesOf(hundred, [0, 0, 99])).x,
      Array.from({ length: 10 }, () => 10),
    )
    assert.deepEqual(binsOf(samplesOf(hundred, [0, 0, 99])).y, [2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })
})
