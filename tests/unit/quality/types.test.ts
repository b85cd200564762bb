import assert from 'node:assert/strict'
import { contract, from, integer, number, references, row, string, unique } from '../../../src/index.ts'

/** Compiled with the tests, never run: each marked line must be a compile error. */
function mistakes() {
  const orders = from([{ order_id: 'a', user_id: 'u', qty: 1, price: 2 }])
  const users = from([{ user_id: 'u' }])
  // @ts-expect-error a key that is not in the contract
  contract('x', { a: string() }, [unique('a', 'StockCode')])
  // @ts-expect-error a column that the table lacks
  contract('x', { order_id: string(), nope: string() }).check(orders)
  // @ts-expect-error the same, asked the other way round
  orders.check(contract('x', { nope: string() }))
  // @ts-expect-error a misspelt column in an expression
  contract('x', { qty: number() }, [row('r', (r) => r.qyt > 0)])
  // @ts-expect-error a pattern for a number
  contract('x', { qty: number().matches(/a/) })
  // @ts-expect-error a column that the other table lacks
  references('user_id', users, 'id')
  // @ts-expect-error a text among numbers
  integer().oneOf(1, 'a')
  // @ts-expect-error a step on a misspelt column
  orders.clean((c) => c.fill('pirce', { with: 'mean' }))
  // @ts-expect-error a value of another type
  orders.clean((c) => c.fill('price', { value: 'x' }))
  return [
    contract('x', { order_id: string().required({ mostly: 0.9 }), qty: integer().not(0, { severity: 'warning' }) }, [
      unique('order_id', 'qty', { severity: 'note' }),
      references('order_id', users, 'user_id', { mostly: 0.5 }),
      row('r', (r) => r.qty > 0 && r.order_id.startsWith('a')),
    ]).check(orders),
    orders.clean((c) =>
      c.dropRepeats('order_id').fill('price', { with: 'median', by: 'user_id' }).outliers('qty', { rule: 'iqr', then: 'clip' }),
    ),
  ]
}

describe('types of contracts', () => {
  it('mistakes() are compile errors, checked with the types of the tests', () => {
    assert.equal(typeof mistakes, 'function')
  })
})
