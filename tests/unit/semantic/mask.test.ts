import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { maskValue } from '../../../src/semantic/index.ts'

describe('maskValue()', () => {
  const cases = [
    ['id', 17850, '•••0'],
    ['id', 'CG-12520', '•••20'],
    ['id', '42', '•••'],
    ['name', 'Maria Anders', 'M•••'],
    ['name', '王小明', '王•••'],
    ['name', '王明', '•••'],
    ['phone', '13812345678', '•••678'],
    ['phone', '(206) 555-9857', '•••857'],
    ['email', 'maria.anders@example.com', '•••@•••.com'],
    ['email', 'a@b.cn', '•••'],
    ['email', 'com@example-shop.com', '•••'],
    ['card', '4111 1111 1111 1111', '•••1111'],
    ['idcard', '11010519491231002X', '•••2X'],
    ['address', '14 Main Street, London', '•••'],
    ['address', '北京市海淀区中关村大街 27 号', '北京市•••'],
    ['birthdate', '1948-12-08', '194•••'],
    ['birthdate', new Date('1948-12-08'), '194•••'],
    ['birthdate', '3/29/1982', '198•••'],
    ['ip', '192.168.1.20', '192•••'],
    ['ip', '8.8.8.8', '8•••'],
    ['ip', '2001:db8::1', '•••'],
  ] as const
  for (const [kind, value, mask] of cases) {
    it(`maskValue() of a ${kind} such as ${String(value).slice(0, 24)} is ${mask}`, () => assert.equal(maskValue(kind, value), mask))
  }

  it('maskValue() of a missing value is empty', () => {
    assert.equal(maskValue('id', null), '')
    assert.equal(maskValue('id', undefined), '')
    assert.equal(maskValue('id', ''), '')
  })

  it('maskValue() of an object shows nothing of it', () => assert.equal(maskValue('address', { street: 'Main Street' }), '•••'))
})
