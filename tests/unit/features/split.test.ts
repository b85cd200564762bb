import assert from 'node:assert/strict'
import { split } from '../../../src/features/index.ts'
import { from, type Table } from '../../../src/table/index.ts'

interface Row {
  readonly id: number
  readonly kind: string | null
  readonly who: number
  readonly day: number | null
}

const rows: Row[] = Array.from({ length: 400 }, (_, i) => ({
  id: i,
  kind: i % 40 === 0 ? null : i % 4 === 0 ? 'rare' : 'common',
  who: i % 23,
  day: i === 7 ? null : Math.floor(((i * 7919) % 400) / 4),
}))
const table = from(rows) as unknown as Table<Row>
const idsOf = async (part: Table<Row>) => (await part.rows()).map((row) => row.id)

describe('features/split', () => {
  it('split() draws the exact share, each row once, in the order of the table', async () => {
    const { train, test, notes } = await split(table, { test: 0.25, seed: 42 })
    const [a, b] = [await idsOf(train), await idsOf(test)]
    assert.equal(b.length, 100)
    assert.deepEqual(
      [...a, ...b].sort((x, y) => x - y),
      rows.map((row) => row.id),
    )
    assert.deepEqual(
      a,
      a.toSorted((x, y) => x - y),
    )
    assert.deepEqual(notes, [])
  })

  it('split() repeats by seed and differs by another', async () => {
    const ids = async (seed: number) => idsOf((await split(table, { test: 0.25, seed })).test)
    assert.deepEqual(await ids(1), await ids(1))
    assert.notDeepEqual(await ids(1), await ids(2))
  })

  it('split() of a table without row numbers draws by position', async () => {
    const grouped = table.groupby('id').rollup({ n: () => 1 }) as unknown as Table<Row>
    const { train, test } = await split(grouped, { test: 0.1 })
    assert.equal((await test.rows()).length, 40)
    assert.equal((await train.rows()).length, 360)
    assert.deepEqual(test.columnNames, ['id', 'n'])
  })

  it('split() by time puts the last share into the test part and keeps ties together', async () => {
    const { train, test, notes } = await split(table, { by: 'day', test: 0.3 })
    const [a, b] = [await train.rows(), await test.rows()]
    assert.ok(Math.max(...a.map((row) => row.day!)) < Math.min(...b.map((row) => row.day!)))
    assert.ok(Math.abs(b.length - 0.3 * 399) <= 4)
    assert.equal(a.length + b.length, 399)
    assert.equal(notes[0]!.text.en, '1 row has no day and is in neither part')
    assert.match(notes[0]!.text['zh-CN'], /1 行没有 day/)
  })

  it('split() by time moves on when the first value fills the part to train on', async () => {
    const { train, test } = await split(from({ t: [1, 1, 1, 1, 2] }), { by: 't', test: 0.8 })
    assert.deepEqual([(await train.rows()).length, (await test.rows()).length], [4, 1])
  })

  it('split() by strata keeps the share in each value, missing ones too', async () => {
    const { train, test } = await split(table, { test: 0.2, stratify: 'kind', seed: 3 })
    const shares = new Map<string | null, number>()
    for (const row of await test.rows()) shares.set(row.kind, (shares.get(row.kind) ?? 0) + 1)
    assert.deepEqual(Object.fromEntries(shares), { rare: 18, common: 60, null: 2 })
    assert.equal((await train.rows()).length, 320)
  })

  it('split() by group keeps groups whole', async () => {
    const { train, test } = await split(table, { test: 0.3, group: 'who', seed: 5 })
    const [a, b] = [new Set((await train.rows()).map((row) => row.who)), new Set((await test.rows()).map((row) => row.who))]
    assert.ok([...a].every((who) => !b.has(who)))
    assert.equal(a.size + b.size, 23)
    assert.ok(Math.abs((await test.count()) - 120) <= 18)
  })

  it('split() says what cannot be split', async () => {
    assert.throws(() => split(table, { test: 1.5 }), /Cannot split with test: 1.5. Give the share/)
    assert.throws(() => split(table, { test: 0.2, by: 'dya' as 'day' }), /Cannot split by column "dya": did you mean "day"\?/)
    assert.throws(() => split(table, { test: 0.2, by: 'day', group: 'who' }), /"by" and "group" at once/)
    await assert.rejects(split(table, { test: 0.2, by: 'kind' }), /Cannot split by time on "kind": it is text/)
    await assert.rejects(split(from({ t: [1, 1] }), { test: 0.5, by: 't' }), /all rows have the same value/)
    await assert.rejects(split(from({ t: [1] }), { test: 0.5 }), /Cannot split 1 row: both parts need some/)
    await assert.rejects(split(from({ g: [1, 1] }), { test: 0.5, group: 'g' }), /all rows are in one group/)
  })
})
