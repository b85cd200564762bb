import assert from 'node:assert/strict'
import fc from 'fast-check'
import { toCodePoints, toUtf16 } from '../../../../kernel/host/offsets.ts'

describe('offsets', () => {
  it('toUtf16() and toCodePoints() agree with the characters of a string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, wanted) => {
        const characters = [...text]
        const position = Math.min(wanted, characters.length)
        const offset = characters.slice(0, position).join('').length
        assert.equal(toUtf16(text, position), offset)
        assert.equal(toCodePoints(text, offset), position)
      }),
    )
  })

  it('toUtf16() stays within the text', () => {
    assert.equal(toUtf16('a😀', 99), 3)
  })
})
