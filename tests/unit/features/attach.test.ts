import assert from 'node:assert/strict'
import { engine } from '../../../src/engine/index.ts'
import { attachNumbers, uniquelyNumbered } from '../../../src/features/index.ts'
import { relationOf, Table, tableFrom } from '../../../src/table/index.ts'

describe('features/attach', () => {
  it('attachNumbers() gives each row its value, and null to rows without one', async () => {
    const query = `SELECT * FROM (VALUES ('a', 1), ('b', 2), ('c', 3)) v(name, n)`
    const table = tableFrom<{ name: string }>(engine(), query, { columns: ['name'], rowNumber: 'n' })
    const [r, number] = await uniquelyNumbered(relationOf(table), new AbortController().signal)
    assert.equal(number, 'n')
    const got = new Table(attachNumbers(r, number, [3, 1], [0.1 + 0.2, null], 'x'))
    assert.deepEqual(await got.rows(), [
      { name: 'a', x: null },
      { name: 'b', x: null },
      { name: 'c', x: 0.1 + 0.2 },
    ])
  })

  it('uniquelyNumbered() goes by position where numbers repeat, as over several files', async () => {
    const query = `SELECT * FROM (VALUES ('a', 1), ('b', 2), ('c', 1), ('d', 2)) v(name, n)`
    const table = tableFrom<{ name: string }>(engine(), query, { columns: ['name'], rowNumber: 'n', order: [] })
    const [r, number] = await uniquelyNumbered(relationOf(table), new AbortController().signal)
    assert.notEqual(number, 'n')
    const got = new Table(attachNumbers(r, number, [1, 2, 3, 4], [1, 2, 3, 4], 'x'))
    assert.deepEqual(
      (await got.rows()).map((row) => Object.values(row)),
      [
        ['a', 1],
        ['b', 2],
        ['c', 3],
        ['d', 4],
      ],
    )
  })
})
