import assert from 'node:assert/strict'
import { nearest, quoted, unknownColumn } from '../../../src/util/index.ts'

describe('util/errors', () => {
  it('nearest() finds a name one slip away and nothing far off', () => {
    assert.equal(nearest('prise', ['price', 'qty']), 'price')
    assert.equal(nearest('pirce', ['price', 'qty']), 'price')
    assert.equal(nearest('QTY', ['price', 'qty']), 'qty')
    assert.equal(nearest('customer', ['price', 'qty']), undefined)
  })

  it('unknownColumn() names the column, the nearest and the rest', () => {
    assert.equal(
      unknownColumn('prise', ['price', 'qty']).message,
      'Cannot read column "prise": did you mean "price"? The table has "price", "qty"',
    )
    assert.equal(unknownColumn('zzzzzz', ['price']).message, 'Cannot read column "zzzzzz": the table has "price"')
    assert.equal(unknownColumn('a', []).message, 'Cannot read column "a": the table has no columns')
  })

  it('quoted() says how many names it leaves out', () => {
    assert.equal(quoted(['a', 'b', 'c'], 2), '"a", "b" and 1 more')
  })
})
