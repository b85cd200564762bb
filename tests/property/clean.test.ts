import assert from 'node:assert/strict'
import fc from 'fast-check'
import { from } from '../../src/index.ts'

const cell = fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(1000, -1000)))
const rows = fc.array(fc.record({ a: cell, b: fc.option(fc.constantFrom('x', 'y')) }), { minLength: 1, maxLength: 25 })
/** Rows of their own keep columns typed whatever else there is. */
const anchored = rows.map((list) => [...list, { a: 0, b: 'x' }, { a: 1, b: 'y' }])

describe('clean(), whatever the rows', () => {
  it('clean() done twice by a fitted plan changes nothing more, and rows add up', async () => {
    await fc.assert(
      fc.asyncProperty(anchored, async (data) => {
        const { table, changes, plan } = await from(data).clean((steps) =>
          steps
            .dropRepeats()
            .fill('a', { with: 'median', by: 'b' })
            .fill('a', { with: 'median' })
            .outliers('a', { rule: 'iqr', then: 'clip' }),
        )
        const { view } = changes
        assert.equal(view.rowsBefore, data.length)
        assert.equal(view.rowsAfter, new Set(data.map((row) => JSON.stringify(row))).size)
        assert.equal(await table.count(), view.rowsAfter)
        const listed = await changes.rows().rows()
        assert.equal(listed.filter((one) => one.action === 'removed').length, view.rowsBefore - view.rowsAfter)
        assert.equal(listed.filter((one) => one.action === 'changed').length, view.cellsChanged)
        const clipped = await from(await table.rows()).clean((steps) => steps.fill('a', { value: 0 }))
        assert.equal(clipped.changes.view.cellsChanged, 0)
        // Filling may make rows equal; clipping by the same limits and filling by the same values find nothing left to do.
        const again = await plan.apply(table)
        assert.equal(again.changes.view.cellsChanged, 0)
      }),
      { numRuns: 15 },
    )
  })
})
