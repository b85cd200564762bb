import assert from 'node:assert/strict'
import { barsOf, places } from '../../../src/views/chart/bins.ts'
import { errorBins, errorWidth, sameTails } from '../../../src/views/chart/error-bins.ts'
import { gather, positive } from '../../../src/views/chart/lines.ts'
import { apart } from '../../../src/views/chart/loss.ts'
import { linear, logarithmic, logTicks, ticks } from '../../../src/views/chart/scale.ts'
import { timeTicks } from '../../../src/views/chart/time-ticks.ts'

describe('views/chart', () => {
  it('ticks() are round and inside the range', () => {
    assert.deepEqual(ticks(0, 28819, 2), [0, 20000])
    assert.deepEqual(ticks(-0.3, 0.3, 3), [-0.2, 0, 0.2])
    assert.deepEqual(ticks(5, 5, 4), [5])
  })

  it('logTicks() widens to labels on both ends', () => {
    assert.deepEqual(logTicks(0.0175, 0.48), { from: 0.01, to: 0.5, at: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5] })
    const wide = logTicks(1e-6, 3)
    assert.ok(wide.from <= 1e-6 && wide.to >= 3 && wide.at.length <= 8)
  })

  it('logTicks() of one value spans something', () => {
    const { from, to } = logTicks(1, 1)
    assert.ok(to > from)
  })

  it('linear() and logarithmic() map ends to ends', () => {
    const [straight, log] = [linear(2, 4, 10, 20), logarithmic(0.01, 1, 200, 0)]
    assert.deepEqual([straight(2), straight(3), straight(4)], [10, 15, 20])
    assert.deepEqual([log(0.01), log(0.1), log(1)], [200, 100, 0])
  })

  it('places() sets tails apart by a gap and fills the width', () => {
    const bars = barsOf({
      bins: [
        { from: 0, to: 1, count: 3 },
        { from: 1, to: 2, count: 4 },
      ],
      below: { limit: 0, count: 1 },
      above: { limit: 2, count: 2 },
    })
    assert.deepEqual(
      bars.map((bar) => bar.count),
      [1, 3, 4, 2],
    )
    assert.deepEqual(
      places(bars, 120, 10).map(({ x }) => x),
      [0, 35, 60, 95],
    )
    const last = places(bars, 120, 10).at(-1)!
    assert.equal(last.x + last.width, 120)
  })

  it('gather() keeps few points, and makes of many the median and range of each group', () => {
    const few = gather([{ x: 1, y: 2 }])
    assert.deepEqual(few, [{ x: 1, y: 2, low: 2, high: 2 }])
    const many = gather(Array.from({ length: 400 }, (_, i) => ({ x: i + 1, y: (i % 5) + 1 })))
    assert.equal(many.length, 80)
    assert.deepEqual(many[3], { x: 20, y: 3, low: 1, high: 5 })
    assert.deepEqual([many[0]!.x, many.at(-1)!.x], [1, 400])
  })

  it('positive() leaves out what a log scale cannot show', () => {
    assert.deepEqual(positive([1, 2, 3, 4], [0, Number.NaN, 0.5, -1]), [{ x: 3, y: 0.5 }])
    assert.deepEqual(positive([1], undefined), [])
  })

  it('apart() moves labels that end close together', () => {
    const [a, b] = apart([100, 104])
    assert.equal(b! - a!, 14)
    assert.equal(a! + b!, 204)
    assert.deepEqual(apart([10, 100]), [10, 100])
  })

  it('errorBins() have an edge at 0 and lose no error', () => {
    const errors = Array.from({ length: 200 }, (_, i) => Math.sin(i) * 3 + (i === 7 ? 40 : 0))
    const { bins, below, above } = errorBins(errors, errorWidth(errors))
    assert.ok(bins.some((bin) => bin.from === 0))
    assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0) + (below?.count ?? 0) + (above?.count ?? 0), 200)
    assert.equal(above?.count, 1)
  })

  it('sameTails() gives every histogram the tails that one has', () => {
    const [a, b] = [errorBins([0.1, 99], 1), errorBins([0.1, -99], 1)]
    const [c, d] = sameTails([a, b])
    assert.deepEqual([c!.below?.count, c!.above?.count, d!.below?.count, d!.above?.count], [0, 1, 1, 0])
    assert.deepEqual(sameTails([errorBins([0], 1)])[0], errorBins([0], 1))
  })

  it('timeTicks() name the year once and where it changes', () => {
    const labels = timeTicks(Date.UTC(2016, 9, 15), Date.UTC(2017, 2, 20), 6, 'en').map((tick) => tick.label)
    assert.deepEqual(labels, ['Nov 2016', 'Dec', 'Jan 2017', 'Feb', 'Mar'])
    assert.deepEqual(
      timeTicks(Date.UTC(2010, 0), Date.UTC(2014, 5), 5, 'zh-CN').map((tick) => tick.label),
      ['2010', '2011', '2012', '2013', '2014'],
    )
  })
})
