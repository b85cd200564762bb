import assert from 'node:assert/strict'
import * as util from '../../../src/util/index.ts'
import * as views from '../../../src/views/format.ts'

const langs = ['en', 'zh-CN'] as const
const numbers = [
  0,
  1,
  -1,
  37030,
  -12.5,
  0.5,
  1 / 3,
  1e-5,
  1e-7,
  -1e-9,
  1e15,
  16888.02,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  0.0175,
  99.949,
]
const random = new util.Random(7)
const more = Array.from({ length: 300 }, () => (random.next() - 0.5) * 10 ** Math.floor(random.next() * 12 - 5))

describe('views/format', () => {
  it('formatNumber() and formatCount() write what util/format writes', () => {
    for (const lang of langs) {
      for (const value of [...numbers, ...more]) {
        assert.equal(views.formatNumber(value, lang), util.formatNumber(value, lang))
        if (Number.isFinite(value)) assert.equal(views.formatCount(Math.round(value), lang), util.formatCount(Math.round(value), lang))
      }
    }
  })

  it('formatShare() writes what util/format writes', () => {
    for (const share of [0, 1, 0.219, 0.0004, 0.9995, ...more.map((value) => Math.abs(value) % 1)])
      for (const lang of langs) assert.equal(views.formatShare(share, lang), util.formatShare(share, lang))
  })

  it('formatDay(), formatTimestamp() and formatSeconds() write what util/format writes', () => {
    for (const time of [0, 1291191960000, 1313168040000]) {
      for (const lang of langs) assert.equal(views.formatDay(time, lang), util.formatDay(time, lang))
      assert.equal(views.formatTimestamp(time), util.formatTimestamp(time))
    }
    for (const seconds of [0, 0.44, 9.96, 12, 59.4, 200]) {
      for (const lang of langs) assert.equal(views.formatSeconds(seconds, lang), util.formatSeconds(seconds, lang))
    }
  })

  it('formatFineShare() keeps two digits below one percent', () => {
    assert.deepEqual(
      [0, 0.0066, 0.00047, 0.000001, 0.219].map((share) => views.formatFineShare(share, 'en')),
      ['0', '0.66%', '0.047%', '< 0.001%', '21.9%'],
    )
  })

  it('formatScore() is never rounded up to 100', () => {
    assert.deepEqual([99.98, 100, 75.72, 0].map(views.formatScore), ['99.9', '100.0', '75.7', '0.0'])
  })

  it('formatAlike() gives the figures of a column the same decimals', () => {
    assert.deepEqual(views.formatAlike([2, 1.95], 'en'), ['2.00', '1.95'])
    assert.deepEqual(views.formatAlike([0.943, -0.0512], 'en'), ['0.94300', '−0.05120'])
    assert.deepEqual(views.formatAlike([1234.5, 1300.25], 'en'), ['1,234.50', '1,300.25'])
  })

  it('formatWait() counts whole seconds', () => {
    assert.deepEqual(
      [0.2, 4.4, 75].map((seconds) => views.formatWait(seconds, 'en')),
      ['1 s', '4 s', '1 min 15 s'],
    )
    assert.equal(views.formatWait(4.4, 'zh-CN'), '4 秒')
  })
})
