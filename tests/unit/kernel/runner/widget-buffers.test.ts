import assert from 'node:assert/strict'
import fc from 'fast-check'
import { putBuffers, withoutBuffers } from '../../../../kernel/runner/widgets/buffers.ts'

const bytes = fc.uint8Array({ maxLength: 5 })
const key = fc.string({ minLength: 1, maxLength: 4 }).filter((name) => name !== '__proto__' && name !== 'toJSON')
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    bytes,
    fc.integer(),
    fc.string(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

describe('buffers of widgets', () => {
  it('putBuffers() puts back what withoutBuffers() has taken out, over JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true }), (state) => {
        const taken = withoutBuffers(state)
        assert.equal(taken.paths.length, taken.buffers.length)
        const back = JSON.parse(JSON.stringify(taken.state)) as Record<string, unknown>
        putBuffers(back, taken.paths, taken.buffers)
        assert.deepEqual(back, state)
      }),
    )
  })

  it('withoutBuffers() takes views with their own bytes only', () => {
    const whole = new Uint8Array([1, 2, 3, 4])
    const { state, paths, buffers } = withoutBuffers({ a: [whole.subarray(1, 3), new DataView(whole.buffer, 3)], b: whole.buffer })
    assert.deepEqual(state, { a: [null, null] })
    assert.deepEqual(paths, [['a', 0], ['a', 1], ['b']])
    assert.deepEqual(
      buffers.map((buffer) => [...buffer]),
      [[2, 3], [4], [1, 2, 3, 4]],
    )
  })

  it('putBuffers() leaves out what is no path into the state', () => {
    const state = { a: 1, list: [null] }
    const one = new Uint8Array([1])
    putBuffers(state, [['__proto__', 'x'], ['a', 'b'], ['none', 'c'], [], ['__proto__'], ['list', 0]], [one, one, one, one, one, one])
    assert.deepEqual(state, { a: 1, list: [one] })
    assert.equal(({} as Record<string, unknown>)['x'], undefined)
  })
})
