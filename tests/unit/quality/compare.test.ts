import assert from 'node:assert/strict'
import fc from 'fast-check'
import { compare, from, open } from '../../../src/index.ts'
import { type ComparisonView, displaySymbol, staticMime } from '../../../src/protocol/index.ts'
import type { AnyRow, Table } from '../../../src/table/index.ts'

const yesterday = () =>
  from(
    [
      { id: 'a', price: 1, note: 'x', old: true },
      { id: 'b', price: 2, note: null, old: true },
      { id: 'd', price: 2.55, note: 'k', old: false },
      { id: null, price: 4, note: 's', old: false },
    ],
    { name: 'yesterday' },
  )
const today = () =>
  from(
    [
      { id: 'b', price: 2.5, note: 'w', more: 1 },
      { id: 'c', price: 3, note: 'x', more: 2 },
      { id: 'd', price: 2.56, note: 'k', more: 3 },
    ],
    { name: 'today' },
  )

describe('compare()', () => {
  it('tells added, removed and changed rows by key', async () => {
    const diff = await today().compare(yesterday(), { key: 'id' })
    assert.deepEqual(diff.counts, { added: 1, removed: 1, changed: 2, same: 0 })
    assert.deepEqual(await diff.added.rows(), [{ id: 'c', price: 3, note: 'x', more: 2 }])
    assert.deepEqual(await diff.removed.rows(), [{ id: 'a', price: 1, note: 'x', old: true }])
    assert.deepEqual(await diff.changed.rows(), [
      { id: 'b', column: 'price', before: '2.0', after: '2.5' },
      { id: 'b', column: 'note', before: null, after: 'w' },
      { id: 'd', column: 'price', before: '2.55', after: '2.56' },
    ])
    assert.equal(diff.column('price').changed, 2)
    assert.equal(diff.column('note').share, 0.5)
  })

  it('tolerates differences up to the limit itself', async () => {
    const changed = async (price: number) =>
      (await compare(today(), yesterday(), { key: 'id', tolerance: { price } })).column('price').changed
    assert.deepEqual([await changed(0.009), await changed(0.01), await changed(0.5)], [2, 1, 0])
  })

  it('names columns that only one table has, and counts rows without a key', async () => {
    const { view } = await today().compare(yesterday(), { key: 'id' })
    assert.deepEqual([view.columnsAdded, view.columnsRemoved], [['more'], ['old']])
    assert.deepEqual(
      [view.before, view.after],
      [
        { name: 'yesterday', rows: 4, withoutKey: 1 },
        { name: 'today', rows: 3, withoutKey: 0 },
      ],
    )
    assert.deepEqual(
      view.notes.map((note) => note.code),
      ['without-key', 'columns-added', 'columns-removed'],
    )
  })

  it('refuses repeated keys and says how many there are', async () => {
    const lines = await open('datasets/online-retail.csv', { cache: false })
    await assert.rejects(lines.compare(lines, { key: ['InvoiceNo', 'StockCode'] }), (error: Error) => {
      assert.ok(error instanceof RangeError)
      assert.match(
        error.message,
        /^Cannot compare by "InvoiceNo", "StockCode": 141 keys stand on 303 rows of the earlier table, and 141 keys stand/,
      )
      assert.match(error.message, /dedupe\("InvoiceNo", "StockCode"\)$/)
      return true
    })
  })

  it('finds what was done to three days of Online Retail', async () => {
    const lines = (await open('datasets/online-retail.csv', { cache: false })).dedupe('InvoiceNo', 'StockCode') as unknown as Table<AnyRow>
    const before = lines.filter((line) => line.Country !== 'France')
    const after = lines
      .filter((line) => line.Quantity > 0)
      .derive({ UnitPrice: (line) => (line.Quantity > 100 ? line.UnitPrice + 1 : line.UnitPrice) })
    const diff = await compare(after as unknown as Table<AnyRow>, before, { key: ['InvoiceNo', 'StockCode'] })
    const counts = {
      added: await lines.filter((line) => line.Quantity > 0 && line.Country === 'France').count(),
      removed: await lines.filter((line) => !(line.Quantity > 0) && line.Country !== 'France').count(),
      changed: await lines.filter((line) => line.Quantity > 100 && line.Country !== 'France').count(),
    }
    const { same, ...found } = diff.counts
    assert.deepEqual(found, counts)
    assert.ok(counts.added > 0 && counts.removed > 0 && counts.changed > 0)
    assert.equal(await diff.added.count(), counts.added)
    assert.equal(await diff.removed.count(), counts.removed)
    assert.equal(await diff.changed.count(), counts.changed)
    assert.equal(same + counts.changed + counts.removed, await before.count())
  })

  it('gives a table that does not differ from itself', async () => {
    const diff = await today().compare(today(), { key: 'id' })
    assert.equal(diff.same, true)
    assert.match(diff.view.verdict.en, /no row added, removed or changed; 3 rows the same/)
  })

  it('compares NaN, infinities, and columns of other types', async () => {
    const one = from({ id: [1, 2, 3, 4], x: [Number.NaN, Number.POSITIVE_INFINITY, 1.5, null], y: [1, 2, 3, 4] })
    const two = from({ id: [1.5, 2, 3, 4], x: [Number.NaN, Number.POSITIVE_INFINITY, 1, Number.NaN], y: ['1', '2', 'three', '4'] })
    const diff = await compare(one as unknown as Table<AnyRow>, two as unknown as Table<AnyRow>, { key: 'id', tolerance: { x: 1 } })
    assert.deepEqual(diff.counts, { added: 1, removed: 1, changed: 2, same: 1 })
    assert.deepEqual(
      (await diff.changed.rows()).map((row) => [row.id, row.column, row.before, row.after]),
      [
        [3, 'y', 'three', '3'],
        [4, 'x', 'nan', null],
      ],
    )
    assert.deepEqual(
      diff.view.notes.map((note) => [note.code, note.column]),
      [['compared-as-text', 'y']],
    )
  })

  it('meets empty tables and keys named as its own columns', async () => {
    const some = from([{ column: 'k', before: 1 }])
    const none = some.filter((row) => row.before > 1)
    assert.deepEqual((await some.compare(none, { key: 'column' })).counts, { added: 1, removed: 0, changed: 0, same: 0 })
    const other = from([{ column: 'k', before: 2 }])
    assert.deepEqual(await (await some.compare(other, { key: 'column' })).changed.rows(), [
      { column: 'k', column_2: 'before', before: '2', after: '1' },
    ] as never)
    assert.deepEqual((await none.compare(none, { key: ['column', 'before'] })).counts, { added: 0, removed: 0, changed: 0, same: 0 })
  })

  it('refuses what it cannot do, and says what would do', async () => {
    const refuses = (options: object, message: RegExp) =>
      assert.rejects(compare(today() as unknown as Table<AnyRow>, yesterday() as unknown as Table<AnyRow>, options as never), { message })
    await refuses({ key: 'idd' }, /did you mean "id"/)
    await refuses({ key: 'more' }, /the earlier table has/)
    await refuses({ key: [] }, /name the columns/)
    await refuses({ key: 'id', tolerance: { note: 1 } }, /^Cannot tolerate differences in "note": it holds text, not numbers$/)
    await refuses({ key: 'id', tolerance: { price: -1 } }, /give a number of 0 or more/)
  })

  it('masks personal values in cells, samples and text', async () => {
    const people = (mail: string) => from([{ id: 1, email: mail, city: mail.includes('q') ? 'Q' : 'W' }])
    const diff = await people('quentin@example.com').compare(people('walter@example.com'), { key: 'id' })
    assert.deepEqual(await diff.changed.rows(), [
      { id: 1, column: 'email', before: '•••', after: '•••' },
      { id: 1, column: 'city', before: 'W', after: 'Q' },
    ])
    const shown = JSON.stringify(diff[displaySymbol]())
    assert.doesNotMatch(shown, /quentin@|walter@/)
  })

  it('shows itself in both languages', async () => {
    const bundle = (await today().compare(yesterday(), { key: 'id' }))[displaySymbol]()
    assert.equal(
      (bundle[staticMime.comparison] as ComparisonView).verdict['zh-CN'],
      'today 与 yesterday，按 id 比较：新增 1 行，删除 1 行，修改 2 行，0 行相同。',
    )
    assert.match(bundle['text/plain'] as string, /^today against yesterday, by id: 1 row added, 1 removed, 2 changed, 0 the same\./)
    assert.match(bundle['text/html'] as string, /<th scope="row" style="text-align:left">price<\/th>/)
    assert.match(bundle['text/markdown'] as string, /\| price \| number \| 2 \| 100% \|/)
  })

  it('agrees with a comparison row by row, whatever the rows', async () => {
    const rows = fc.uniqueArray(
      fc.record({
        k: fc.integer({ min: 0, max: 12 }),
        x: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
        y: fc.constantFrom('a', 'b', ''),
      }),
      {
        selector: (row) => row.k,
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(rows, rows, fc.integer({ min: 0, max: 2 }), async (was, is, tolerance) => {
        const table = (list: typeof was) => from({ k: list.map((row) => row.k), x: list.map((row) => row.x), y: list.map((row) => row.y) })
        const diff = await compare(table(is) as unknown as Table<AnyRow>, table(was) as unknown as Table<AnyRow>, {
          key: 'k',
          ...(was.some((row) => row.x !== null) && is.some((row) => row.x !== null) ? { tolerance: { x: tolerance } } : {}),
        })
        const near = was.some((row) => row.x !== null) && is.some((row) => row.x !== null) ? tolerance : 0
        const old = new Map(was.map((row) => [row.k, row]))
        const now = new Map(is.map((row) => [row.k, row]))
        const cells = is.flatMap((row) => {
          const before = old.get(row.k)
          if (before === undefined) return []
          const x = row.x === null || before.x === null ? row.x !== before.x : Math.abs(row.x - before.x) > near
          return [...(x ? [`${row.k} x`] : []), ...(row.y !== before.y ? [`${row.k} y`] : [])]
        })
        assert.deepEqual(
          (await diff.changed.rows()).map((row) => `${row.k} ${row.column}`),
          cells,
        )
        assert.equal(diff.counts.added, is.filter((row) => !old.has(row.k)).length)
        assert.equal(diff.counts.removed, was.filter((row) => !now.has(row.k)).length)
      }),
      { numRuns: 25 },
    )
  })
})
