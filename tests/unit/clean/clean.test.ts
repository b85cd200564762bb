import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { plainChanges } from '../../../src/clean/index.ts'
import { from, open, type Steps } from '../../../src/index.ts'
import { displaySymbol, mime } from '../../../src/protocol/index.ts'
import type { AnyRow, Table } from '../../../src/table/index.ts'

const golden = JSON.parse(readFileSync('tests/golden/clean.json', 'utf8'))

const close = (actual: unknown, expected: number, message?: string) =>
  assert.ok(
    Math.abs((actual as number) - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    `${message ?? ''} ${actual} is not ${expected}`,
  )

const small = () =>
  from([
    { id: 'a', group: 'x', price: 1, qty: 1 },
    { id: 'b', group: 'x', price: 3, qty: 2 },
    { id: 'c', group: 'y', price: null, qty: 2 },
    { id: 'd', group: 'x', price: null, qty: 100 },
    { id: 'b', group: 'x', price: 3, qty: 2 },
    { id: 'e', group: null, price: 10, qty: 3 },
    { id: 'f', group: null, price: null, qty: 2 },
    { id: 'g', group: 'z', price: null, qty: 1 },
  ])

const values = async (table: Table<AnyRow>, column: string) => (await table.rows()).map((row) => row[column])

describe('clean() on three days of Online Retail', () => {
  let lines: Table<AnyRow>
  before(async () => {
    lines = (await open('datasets/online-retail.csv', { cache: false })) as unknown as Table<AnyRow>
  })

  const fittedBy = async (plan: (steps: Steps<AnyRow>) => Steps<AnyRow>) =>
    (await lines.clean(plan)).changes.steps.map((step) => step.fitted!)

  it('dropRepeats() keeps what pandas drop_duplicates keeps', async () => {
    const all = await lines.clean((steps) => steps.dropRepeats())
    assert.equal(all.changes.view.rowsAfter, golden.rows_without_repeats)
    assert.equal(all.changes.view.rowsBefore - all.changes.view.rowsAfter, 85)
    assert.equal(await all.table.count(), golden.rows_without_repeats)
    const keyed = await lines.clean((steps) => steps.dropRepeats('InvoiceNo', 'StockCode'))
    assert.equal(keyed.changes.view.rowsAfter, golden.rows_by_invoice_and_code)
  })

  it('fill() fits the mean, median and mode of pandas', async () => {
    for (const how of ['mean', 'median', 'mode'] as const) {
      const [price, quantity] = await fittedBy((steps) => steps.fill('UnitPrice', { with: how }).fill('Quantity', { with: how }))
      close(price![how], golden.price[how], `UnitPrice ${how}`)
      close(quantity![how], golden.quantity[how], `Quantity ${how}`)
    }
  })

  it('outliers() fits the limits of NumPy quantiles, scaled MAD and standard deviations', async () => {
    for (const rule of ['iqr', 'mad', 'z'] as const) {
      const how = { rule, then: 'null' } as const
      const [quantity, price] = await fittedBy((steps) => steps.outliers('Quantity', how).outliers('UnitPrice', how))
      for (const [fitted, expected] of [
        [quantity, golden.quantity],
        [price, golden.price],
      ]) {
        close(fitted.lower, expected.limits[rule][0], `${rule} lower`)
        close(fitted.upper, expected.limits[rule][1], `${rule} upper`)
      }
    }
  })

  it('outliers() touches as many rows as NumPy finds outside, whatever becomes of them', async () => {
    for (const then of ['drop', 'clip', 'null'] as const) {
      const { changes } = await lines.clean((steps) => steps.outliers('Quantity', { rule: 'iqr', then }))
      const [step] = changes.steps
      assert.equal(then === 'drop' ? step!.rowsRemoved : step!.cellsChanged, golden.outside_iqr, then)
      assert.equal(await changes.rows().count(), golden.outside_iqr, then)
    }
  })

  it('fill() of a personal column never shows the value', async () => {
    const { changes, plan } = await lines.clean((steps) => steps.fill('CustomerID', { with: 'mode' }))
    const shown = JSON.stringify([changes.view, plan, changes[displaySymbol]()])
    assert.ok(!shown.includes(String(golden.customer_mode)) && !shown.includes('17,850'))
    const [change] = await changes.rows().rows(1)
    assert.deepEqual(change, {
      row: change!.row,
      step: 'fill(CustomerID)',
      action: 'changed',
      column: 'CustomerID',
      before: null,
      after: '•••',
    })
    assert.equal(changes.view.cellsChanged, 1620)
  })

  it('the same rows in changes and in the table, by number', async () => {
    const { table, changes } = await lines.clean((steps) => steps.dropRepeats().filter('no returns', (r) => r['Quantity'] > 0))
    const removed = await changes.rows().rows()
    assert.equal(removed.length, 6339 - (await table.count()))
    assert.ok(removed.every((change) => change.action === 'removed' && change.column === null))
    assert.equal(new Set(removed.map((change) => change.row)).size, removed.length)
  })
})

describe('clean()', () => {
  it('changes nothing in place', async () => {
    const data = small()
    const before = await data.rows()
    await data.clean((steps) => steps.dropRepeats().fill('price', { value: 0 }).outliers('qty', { rule: 'iqr', then: 'drop' }))
    assert.deepEqual(await data.rows(), before)
  })

  it('fill() by group takes the group, and leaves missing what its group has no value for', async () => {
    const { table, changes } = await small().clean((steps) => steps.fill('price', { with: 'median', by: 'group' }))
    // x: 1, 3, 3; y and z have none; the missing group has 10
    assert.deepEqual(await values(table as unknown as Table<AnyRow>, 'price'), [1, 3, null, 3, 3, 10, 10, null])
    assert.deepEqual(changes.steps[0]!.fitted, { with: 'median', by: 'group', groups: 2 })
    assert.equal(changes.steps[0]!.cellsChanged, 2)
  })

  it('fill() takes the smallest of equally frequent values as the mode', async () => {
    const ties = from({ x: [5, 2, 2, 5, 9, null], t: ['b', 'a', 'b', 'a', 'c', null] })
    const { table } = await ties.clean((steps) => steps.fill('x', { with: 'mode' }).fill('t', { with: 'mode' }))
    assert.deepEqual((await table.rows()).at(-1), { x: 2, t: 'a' })
  })

  it('fill() counts NaN as missing, in the statistic and in the cells', async () => {
    const data = from({ x: [1, Number.NaN, 3.5, null] })
    const { table, changes } = await data.clean((steps) => steps.fill('x', { with: 'mean' }))
    assert.deepEqual(await values(table as unknown as Table<AnyRow>, 'x'), [1, 2.25, 3.5, 2.25])
    assert.equal(changes.view.cellsChanged, 2)
  })

  it('fill() takes texts, booleans and dates as values', async () => {
    const data = from({ t: ['a', null], b: [true, null], d: [new Date('2010-12-01'), null] })
    const day = new Date('2011-01-01')
    const { table } = await data.clean((steps) => steps.fill('t', { value: "it's" }).fill('b', { value: false }).fill('d', { value: day }))
    assert.deepEqual((await table.rows())[1], { t: "it's", b: false, d: day })
  })

  it('outliers() clips whole numbers to whole numbers', async () => {
    const data = from({ x: [1, 2, 2, 3, 4, 4, 5, 100, -50] })
    const { table, changes } = await data.clean((steps) => steps.outliers('x', { rule: 'iqr', then: 'clip' }))
    const { lower, upper } = changes.steps[0]!.fitted as { lower: number; upper: number }
    assert.deepEqual([lower, upper], [-1, 7])
    assert.deepEqual(await values(table as unknown as Table<AnyRow>, 'x'), [1, 2, 2, 3, 4, 4, 5, 7, -1])
    assert.deepEqual(
      (await changes.rows().rows()).map(({ row, before, after }) => [row, before, after]),
      [
        [8, '100', '7'],
        [9, '-50', '-1'],
      ],
    )
  })

  it('outliers() leaves missing and NaN alone, and counts infinities as far away', async () => {
    const data = from({ x: [1.5, 2, 2.5, 3, Number.NaN, null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] })
    const { table } = await data.clean((steps) => steps.outliers('x', { rule: 'iqr', then: 'drop' }))
    assert.deepEqual(await values(table as unknown as Table<AnyRow>, 'x'), [1.5, 2, 2.5, 3, Number.NaN, null])
  })

  it('outliers() does nothing where values do not differ enough', async () => {
    const data = from({ x: [2, 2, 2, 2, 2, 2, 9] })
    const { changes } = await data.clean((steps) => steps.outliers('x', { rule: 'mad', then: 'drop' }))
    assert.deepEqual([changes.view.rowsAfter, changes.steps[0]!.fitted!['lower']], [7, null])
  })

  it('cleaning is done when done once: repeats, clipping and filling change nothing the second time', async () => {
    const plan = (steps: Steps<{ id: string; price: number | null; qty: number }>) =>
      steps.dropRepeats().fill('price', { with: 'median' }).outliers('qty', { rule: 'iqr', then: 'clip' })
    const first = await small().clean(plan as never)
    const again = await first.plan.apply(first.table)
    assert.deepEqual([again.changes.view.rowsAfter, again.changes.view.cellsChanged], [first.changes.view.rowsAfter, 0])
    assert.deepEqual(await again.table.rows(), await first.table.rows())
  })

  it('apply() uses the values and limits of the table it was fitted on', async () => {
    const train = from({ x: [1, 2, 3, 4, 5], y: [10, null, 20, 30, 40] })
    const { plan } = await train.clean((steps) => steps.fill('y', { with: 'mean' }).outliers('x', { rule: 'z', then: 'clip', k: 1 }))
    const test = await plan.apply(from({ x: [1000, 3, null], y: [null, 7, 8] }))
    const std = Math.sqrt(2.5)
    assert.deepEqual(await values(test.table as unknown as Table<AnyRow>, 'y'), [25, 7, 8])
    assert.deepEqual(await values(test.table as unknown as Table<AnyRow>, 'x'), [Math.floor(3 + std), 3, null])
    assert.deepEqual(JSON.parse(JSON.stringify(plan)).steps[0].fitted, { mean: 25 })
  })

  it('row numbers survive: those that are left, and those that went', async () => {
    const { table, changes } = await small().clean((steps) => steps.dropRepeats().filter((r) => r.qty < 50))
    const left = await values(table as unknown as Table<AnyRow>, 'id')
    assert.deepEqual(left, ['a', 'b', 'c', 'e', 'f', 'g'])
    assert.deepEqual(
      (await changes.rows().rows()).map(({ row, step }) => [row, step]),
      [
        [4, 'filter(…)'],
        [5, 'dropRepeats'],
      ],
    )
  })

  it('filter() takes outside values by name, and drops rows where the test is null', async () => {
    const { changes } = await small().clean((steps) => steps.filter('cheap', (r) => r.price < most, { most: 5 }))
    assert.equal(changes.view.rowsAfter, 3)
  })

  it('clean() works on a joined table, which has no row numbers of its own', async () => {
    const joined = small().join(from([{ group: 'x', name: 'X' }]), 'group')
    const { changes } = await joined.clean((steps) => steps.dropRepeats())
    assert.deepEqual(
      (await changes.rows().rows()).map((change) => change.row),
      [4],
    )
  })

  it('clean() of an empty table says 0 everywhere', async () => {
    const empty = small().filter((r) => r.qty > 1000)
    const { changes } = await empty.clean((steps) =>
      steps.dropRepeats().fill('price', { value: 1 }).outliers('qty', { rule: 'z', then: 'drop' }),
    )
    assert.deepEqual([changes.view.rowsBefore, changes.view.rowsAfter, changes.view.cellsChanged], [0, 0, 0])
    assert.equal(await changes.rows().count(), 0)
  })

  it('clean() of columns with hostile names', async () => {
    const data = from({ '"; DROP TABLE x': [1, null, 1], 数量: [1, 2, 1], select: ['a', null, 'a'] })
    const { table } = await data.clean((steps) =>
      steps.fill('"; DROP TABLE x', { with: 'mean', by: '数量' }).fill('select', { with: 'mode' }).dropRepeats('"; DROP TABLE x', '数量'),
    )
    assert.deepEqual(await table.rows(), [
      { '"; DROP TABLE x': 1, 数量: 1, select: 'a' },
      { '"; DROP TABLE x': null, 数量: 2, select: 'a' },
    ])
  })

  it('clean() refuses columns that are not there, naming the nearest', async () => {
    const wrong = (plan: (steps: Steps<AnyRow>) => Steps<AnyRow>) => (small() as unknown as Table<AnyRow>).clean(plan)
    await assert.rejects(
      wrong((steps) => steps.fill('pirce', { value: 1 })),
      { name: 'RangeError', message: /"pirce": did you mean "price"/ },
    )
    await assert.rejects(
      wrong((steps) => steps.fill('price', { with: 'mean', by: 'grup' })),
      { name: 'RangeError', message: /did you mean "group"/ },
    )
    await assert.rejects(
      wrong((steps) => steps.filter((r) => r['qyt'] > 1)),
      { name: 'RangeError', message: /did you mean "qty"/ },
    )
  })

  it('clean() refuses statistics that a type does not have', async () => {
    const wrong = (plan: (steps: Steps<AnyRow>) => Steps<AnyRow>) => (small() as unknown as Table<AnyRow>).clean(plan)
    await assert.rejects(
      wrong((steps) => steps.fill('id', { with: 'mean' })),
      { name: 'TypeError', message: /"id" with its mean: it is text, not a number/ },
    )
    await assert.rejects(
      wrong((steps) => steps.outliers('id', { rule: 'iqr', then: 'drop' })),
      { name: 'TypeError', message: /it is text/ },
    )
    await assert.rejects(
      wrong((steps) => steps.outliers('qty', { rule: 'iqr', then: 'drop', k: -1 })),
      { name: 'RangeError' },
    )
    await assert.rejects(
      from({ x: [null, null] }).clean((steps) => steps.fill('x', { with: 'mode' })),
      { name: 'RangeError', message: /it has no values/ },
    )
    await assert.rejects(
      wrong(() => 3 as never),
      { name: 'TypeError', message: /must return its steps/ },
    )
  })

  it('changes display themselves in every form', async () => {
    const { changes } = await small().clean((steps) => steps.dropRepeats().fill('price', { value: 0 }))
    const bundle = changes[displaySymbol]()
    assert.deepEqual(bundle[mime.changes], changes.view)
    assert.match(String(bundle['text/plain']), /1 of 8 rows removed \(12\.5%\), 4 cells changed; 7 rows left\./)
    assert.match(
      String(bundle['text/html']),
      /<th scope="row" style="text-align:left">Drop exact repeats of earlier rows<\/th><td style="text-align:right">1<\/td>/,
    )
    assert.match(String(bundle['text/markdown']), /\| Fill missing price with 0 \| 0 \| 4 \| 7 \|/)
    assert.match(plainChanges(changes.view, 'zh-CN'), /8 行中删除 1 行（12\.5%），修改 4 个单元格；剩余 7 行。/)
    assert.equal(changes.view.sample!.rowNumbers!.length, 5)
  })
})
declare const most: number
