import assert from 'node:assert/strict'
import { History } from '../../../../kernel/host/history.ts'

describe('History', () => {
  const history = new History()
  for (const [at, input] of ['open(a)', '1 + 1', 'open(b)', 'open(a)', 'x[0]'].entries()) history.add(at + 1, input)(`out ${at + 1}`)
  const inputs = (request: Record<string, unknown>) => history.answer(request).map((row) => row[2])

  it('answer() gives the tail, with outputs on demand', () => {
    assert.deepEqual(history.answer({ hist_access_type: 'tail', n: 2 }), [
      [1, 4, 'open(a)'],
      [1, 5, 'x[0]'],
    ])
    assert.deepEqual(history.answer({ hist_access_type: 'tail', n: 1, output: true }), [[1, 5, ['x[0]', 'out 5']]])
  })

  it('answer() gives a range of this session only', () => {
    assert.deepEqual(inputs({ hist_access_type: 'range', session: 0, start: 2, stop: 4 }), ['1 + 1', 'open(b)'])
    assert.deepEqual(inputs({ hist_access_type: 'range', session: 9, start: 1, stop: 9 }), [])
  })

  it('answer() searches by glob, newest of each when unique', () => {
    assert.deepEqual(inputs({ hist_access_type: 'search', pattern: 'open*' }), ['open(a)', 'open(b)', 'open(a)'])
    assert.deepEqual(inputs({ hist_access_type: 'search', pattern: 'open(?)', unique: true }), ['open(a)', 'open(b)'])
    assert.deepEqual(inputs({ hist_access_type: 'search', pattern: 'open*', n: 1 }), ['open(a)'])
    assert.deepEqual(inputs({ hist_access_type: 'search', pattern: '*[+]*' }), ['1 + 1'])
    assert.deepEqual(inputs({ hist_access_type: 'search', pattern: 'x.*' }), [])
  })
})
