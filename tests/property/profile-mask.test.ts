import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import type { PersonalKind } from '../../src/protocol/index.ts'
import { maskValue } from '../../src/semantic/index.ts'

const kinds: readonly PersonalKind[] = ['name', 'phone', 'email', 'card', 'idcard', 'address', 'id', 'birthdate', 'ip']
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^1[3-9]\d{9}$/),
  fc.stringMatching(/^\+?[\d ()-]{6,16}$/),
  fc.stringMatching(/^\d{13,19}$/),
  fc.stringMatching(/^(19|20)\d\d-[01]\d-[0-3]\d$/),
  fc.stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/),
  fc.ipV6(),
  fc.emailAddress(),
  fc.constantFrom('王小明', '北京市海淀区中关村大街 27 号', '新疆维吾尔自治区乌鲁木齐市', 'a@b.cn', 'com@example.com', '👩‍👩‍👧‍👦'),
)
const kept = (mask: string) => [...mask.replaceAll('•', '')].length

describe('maskValue() on any value', () => {
  it('maskValue() never keeps more than a third of the characters', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        text.filter((t) => !t.includes('•')),
        (kind, value) => {
          const size = [...value.trim()].length
          assert.ok(kept(maskValue(kind, value)) <= size / 3, `${kind} ${value} -> ${maskValue(kind, value)}`)
        },
      ),
      { numRuns: 3000 },
    ))

  it('maskValue() never shows the local part of an e-mail address', () =>
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const local = email.slice(0, email.lastIndexOf('@'))
        assert.ok(!maskValue('email', email).includes(local))
      }),
      { numRuns: 2000 },
    ))

  it('maskValue() gives the same mask for a number and its text', () =>
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.maxSafeNat(), (kind, value) =>
        assert.equal(maskValue(kind, value), maskValue(kind, String(value))),
      ),
    ))

  it('maskValue() says nothing of the length: there are always three dots', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds.filter((kind) => kind !== 'email')),
        text.filter((t) => t.trim() !== '' && !t.includes('•')),
        (kind, value) => assert.equal(maskValue(kind, value).match(/•+/g)?.join('|'), '•••'),
      ),
    ))
})
