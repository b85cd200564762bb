import assert from 'node:assert/strict'
import { literal } from '@uwdata/mosaic-sql'
import { engine, print } from '../../../src/engine/index.ts'
import { addVerb, compileExpression, fingerprintOf, from, relationOf, schemaOf, sql, tableFrom } from '../../../src/table/index.ts'

describe('the seam to other rooms', () => {
  it('addVerb() adds a verb to all tables, once', async () => {
    addVerb('countTwice', async (table, times: number) => times * (await table.count()))
    const table = from([{ a: 1 }, { a: 2 }]) as unknown as { countTwice(times: number): Promise<number> }
    assert.equal(await table.countTwice(2), 4)
    assert.throws(() => addVerb('countTwice', () => 1), /tables have one of that name/)
    assert.throws(() => addVerb('filter', () => 1), /tables have one of that name/)
  })

  it('compileExpression() gives a node for a rule', () => {
    const node = compileExpression((o: { qty: number }) => o.qty > 1, { columns: ['qty'], kind: 'row' })
    assert.equal(print(node), '("qty" > 1)')
    assert.throws(
      () =>
        compileExpression(
          Object.assign((o: { qyt: number }) => o.qyt),
          { columns: ['qty'], kind: 'row' },
        ),
      /did you mean "qty"/,
    )
    assert.equal(print(compileExpression(sql`qty > ${"it's"}`, { columns: ['qty'], kind: 'row' })), `(qty > 'it''s')`)
  })

  it('tableFrom() takes a syntax tree, and hides the row number and what orders', async () => {
    const base = relationOf(from([{ a: 1 }]))
    assert.equal(print(literal(1)), '1')
    const table = tableFrom(engine(), base.query, { columns: ['a'], rowNumber: base.rowNumber })
    assert.deepEqual(table.columnNames, ['a'])
    assert.deepEqual(await table.rows(), [{ a: 1 }])
    const ordered = tableFrom(engine(), 'SELECT * FROM (VALUES (1, 3), (2, 1)) v(a, k)', {
      columns: ['a'],
      order: [{ column: 'k', descending: false }],
    })
    assert.deepEqual(await ordered.rows(), [{ a: 2 }, { a: 1 }])
  })

  it('schemaOf() asks once', async () => {
    const table = from([{ a: 1 }])
    assert.equal(schemaOf(table), schemaOf(table))
    assert.deepEqual(await schemaOf(table), [{ name: 'a', type: 'integer', native: 'BIGINT' }])
  })

  it('fingerprintOf() tells data and steps apart, and is stable', async () => {
    const make = (value: number) => from([{ a: value }]).filter((o) => o.a > 0)
    assert.equal(await fingerprintOf(make(1)), await fingerprintOf(make(1)))
    assert.notEqual(await fingerprintOf(make(1)), await fingerprintOf(make(2)))
    assert.notEqual(await fingerprintOf(make(1)), await fingerprintOf(from([{ a: 1 }])))
    const large = (seed: number) => from(Array.from({ length: 5000 }, (_, i) => ({ i, x: i * seed })))
    assert.equal(await fingerprintOf(large(1)), await fingerprintOf(large(1)))
    assert.notEqual(await fingerprintOf(large(1)), await fingerprintOf(large(2)))
  })
})
