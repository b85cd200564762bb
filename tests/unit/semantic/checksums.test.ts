import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { isGtin, isIban, isIdentityCard, passesLuhn } from '../../../src/semantic/index.ts'

describe('check digits', () => {
  it('isIdentityCard() accepts valid numbers of GB 11643', () => {
    for (const id of ['11010519491231002X', '34052419800101001X', '440524188001010014']) assert.ok(isIdentityCard(id), id)
    assert.ok(isIdentityCard('11010519491231002x'))
  })

  it('isIdentityCard() refuses a wrong digit, province, date or length', () => {
    for (const id of ['110105194912310021', '99010519491231002X', '11010519491331002X', '110105491231002', '1101051949123100-X']) {
      assert.ok(!isIdentityCard(id), id)
    }
  })

  it('isIdentityCard() accepts one of eleven check digits for any number', () => {
    const body = '11010519491231002'
    const accepted = [...'0123456789X'].filter((digit) => isIdentityCard(body + digit))
    assert.deepEqual(accepted, ['X'])
  })

  it('passesLuhn() tells valid from invalid card numbers', () => {
    assert.ok(passesLuhn('4111111111111111'))
    assert.ok(!passesLuhn('4111111111111112'))
    assert.ok(!passesLuhn('4111 1111 1111 1111'))
  })

  it('isIban() tells valid from invalid account numbers', () => {
    assert.ok(isIban('GB82 WEST 1234 5698 7654 32'))
    assert.ok(isIban('DE89370400440532013000'))
    assert.ok(!isIban('GB82 WEST 1234 5698 7654 33'))
  })

  it('isGtin() tells valid from invalid article numbers', () => {
    assert.ok(isGtin('4006381333931'))
    assert.ok(isGtin('96385074'))
    assert.ok(!isGtin('4006381333930'))
  })
})
