import assert from 'node:assert/strict'
import * as aq from 'arquero'
import { from } from '../../../src/table/index.ts'

const date = new Date('2011-05-31T08:26:59.250Z')

const kinds = [
  {
    whole: 1,
    real: 0.5,
    text: `it's "so"`,
    flag: true,
    at: date,
    list: [1, 2],
    deep: { a: 'x', b: [{ c: 1 }] },
    mixed: 1,
    big: 2n ** 62n,
    all: null,
  },
  { whole: -2, real: Number.NaN, text: '', flag: false, at: null, list: [], deep: null, mixed: 'two', big: null, all: null },
  {
    whole: null,
    real: -Infinity,
    text: '订单',
    flag: null,
    at: new Date(0),
    list: null,
    deep: { a: null, b: [] },
    mixed: true,
    big: 1n,
    all: undefined,
  },
]

async function values(table: { rows(): PromiseLike<object[]> }): Promise<unknown[]> {
  return (await table.rows()).map((row) => Object.values(row))
}

describe('from()', () => {
  for (const [how, copies] of [
    ['in the query', 1],
    ['through a file', 500],
  ] as const) {
    it(`keeps every kind of value ${how}`, async () => {
      const data = Array.from({ length: copies }, () => kinds).flat()
      const table = from(data).select('whole', 'real', 'text', 'flag', 'at', 'list', 'deep', 'mixed', 'all')
      assert.deepEqual((await values(table)).slice(-3), [
        [1, 0.5, `it's "so"`, true, date, [1, 2], { a: 'x', b: [{ c: 1 }] }, '1', null],
        [-2, Number.NaN, '', false, null, [], null, 'two', null],
        [null, -Infinity, '订单', null, new Date(0), null, { a: null, b: [] }, 'true', null],
      ])
      assert.deepEqual(
        (await table.schema()).map((field) => field.type),
        ['integer', 'number', 'text', 'boolean', 'timestamp', 'list', 'struct', 'text', 'text'],
      )
      assert.equal(await table.count(), 3 * copies)
    })
  }

  it('reports whole numbers that JavaScript cannot hold by column', async () => {
    await assert.rejects(from(kinds).select('big').rows(), /Cannot give column "big" as numbers/)
  })

  it('takes an object of arrays, an arquero table, and Arrow bytes', async () => {
    const wanted = [
      { x: 1, y: 'a' },
      { x: 2, y: null },
    ]
    assert.deepEqual(await from({ x: [1, 2], y: ['a', null] }).rows(), wanted)
    assert.deepEqual(await from(aq.table({ x: [1, 2], y: ['a', null] })).rows(), wanted)
    assert.deepEqual(await from(await from(wanted).toArrowIPC()).rows(), wanted)
    assert.deepEqual(await from(await from(wanted).toArrow()).rows(), wanted)
  })

  it('gives a table without rows its columns', async () => {
    const table = from({ a: [], b: [] as number[] })
    assert.deepEqual(table.columnNames, ['a', 'b'])
    assert.equal(await table.count(), 0)
    assert.deepEqual(await table.rows(), [])
  })

  it('refuses what is no table', () => {
    assert.throws(() => from([]), /Cannot make a table without columns/)
    assert.throws(() => from([1] as never), /give an array of objects, an object of arrays/)
    assert.throws(() => from('x' as never), TypeError)
    assert.throws(() => from({ a: [1], b: [1, 2] }), /differ in length/)
    assert.throws(() => from([{ a: 1, A: 2 }]), /names that differ only in case cannot be told apart/)
  })

  it('keeps columns of rows that have different ones', async () => {
    assert.deepEqual(await from([{ a: 1 }, { b: 'x' }] as object[]).rows(), [
      { a: 1, b: null },
      { a: null, b: 'x' },
    ])
  })
})
