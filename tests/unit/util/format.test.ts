import assert from 'node:assert/strict'
import { formatCount, formatDay, formatNumber, formatScore, formatSeconds, formatShare, formatTimestamp } from '../../../src/util/index.ts'

describe('util/format', () => {
  it('formatCount() groups thousands and writes a minus sign', () => {
    assert.equal(formatCount(37030), '37,030')
    assert.equal(formatCount(-74215, 'zh-CN'), '−74,215')
  })

  it('formatNumber() keeps what tells a number apart', () => {
    assert.equal(formatNumber(9.3345), '9.33')
    assert.equal(formatNumber(0.012345678), '0.01235')
    assert.equal(formatNumber(16888.02), '16,888.02')
    assert.equal(formatNumber(3), '3')
    assert.equal(formatNumber(Number.NaN), 'NaN')
    assert.equal(formatNumber(Number.NEGATIVE_INFINITY), '−∞')
  })

  it('formatShare() says 0 for none only, and never rounds to all or none', () => {
    assert.equal(formatShare(0), '0')
    assert.equal(formatShare(0.0004), '< 0.1%')
    assert.equal(formatShare(0.219), '21.9%')
    assert.equal(formatShare(0.9999), '> 99.9%')
    assert.equal(formatShare(1), '100%')
  })

  it('formatDay() writes a day in prose in both languages', () => {
    const day = Date.UTC(2011, 4, 31)
    assert.equal(formatDay(day), '31 May 2011')
    assert.equal(formatDay(day, 'zh-CN'), '2011 年 5 月 31 日')
  })

  it('formatTimestamp() leaves out what is zero', () => {
    assert.equal(formatTimestamp(Date.UTC(2010, 11, 1, 8, 26)), '2010-12-01 08:26')
    assert.equal(formatTimestamp(Date.UTC(2010, 11, 1, 8, 26, 5)), '2010-12-01 08:26:05')
    assert.equal(formatTimestamp(Date.UTC(2010, 11, 1), true), '2010-12-01')
    assert.equal(formatTimestamp(Number.NaN), 'invalid date')
  })

  it('formatScore() rounds no failing table to a full score', () => {
    assert.equal(formatScore(99.98), '99.9')
    assert.equal(formatScore(100), '100.0')
    assert.equal(formatScore(0.01), '0.1')
    assert.equal(formatScore(73.64), '73.6')
  })

  it('formatSeconds() changes its unit with size', () => {
    assert.equal(formatSeconds(0.42), '0.4 s')
    assert.equal(formatSeconds(200), '3 min 20 s')
  })
})
