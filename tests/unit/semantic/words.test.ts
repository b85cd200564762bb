import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { wordsOf } from '../../../src/semantic/index.ts'

describe('wordsOf()', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['CustomerID', ['customer', 'id']],
    ['customer_id', ['customer', 'id']],
    ['ship-to name', ['ship', 'to', 'name']],
    ['AAPL.Open', ['aapl', 'open']],
    ['XMLHttpRequest', ['xml', 'http', 'request']],
    ['address2', ['address', '2']],
    ['手机号', ['手机号']],
    ['用户ID', ['用户', 'id']],
    ['', []],
  ]
  for (const [name, words] of cases) it(`wordsOf() splits ${JSON.stringify(name)}`, () => assert.deepEqual(wordsOf(name), words))
})
