import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { barText } from '../../../src/profile/bars.ts'
import { dateHistogram } from '../../../src/profile/date-bins.ts'
import { binned, binsFor, wholeHistogram } from '../../../src/profile/figures.ts'
import { quantilesOf, weighted } from '../../../src/profile/weighted.ts'
import type { HistogramView } from '../../../src/protocol/index.ts'

const day = 86_400_000

function histogram(values: readonly number[], whole = false): HistogramView {
  const data = weighted(values.map((value) => [value, 1] as const))
  const bins = binsFor({ min: data.values[0]!, max: data.values.at(-1)!, quantiles: quantilesOf(data) }, whole)
  return binned(data, bins!)
}

describe('bins of numbers', () => {
  it('numberBins() has round edges, exact to the last digit', () => {
    const { bins } = histogram(Array.from({ length: 100 }, (_, i) => i / 10))
    assert.deepEqual(
      bins.slice(0, 4).map(({ from }) => from),
      [0, 0.5, 1, 1.5],
    )
    const fine = histogram(Array.from({ length: 31 }, (_, i) => i / 100)).bins
    assert.deepEqual(fine.map(({ from }) => from).slice(0, 8), [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07])
    for (const { count } of fine.slice(0, -1)) assert.equal(count, 1)
  })

  it('numberBins() sets far values apart', () => {
    const { bins, above, below } = histogram([...Array.from({ length: 99 }, (_, i) => i), 100_000], true)
    assert.equal(below, undefined)
    assert.equal(above?.count, 1)
    assert.equal(above?.limit, bins.at(-1)!.to)
    assert.ok(above!.limit < 200)
  })

  it('numberBins() gives each of a few whole numbers a bin of its own', () => {
    assert.deepEqual(histogram([1, 2, 2, 3, 5], true).bins, [
      { from: 1, to: 2, count: 1 },
      { from: 2, to: 3, count: 2 },
      { from: 3, to: 4, count: 1 },
      { from: 4, to: 5, count: 0 },
      { from: 5, to: 6, count: 1 },
    ])
  })

  it('numberBins() of one value is one bin that holds it', () => {
    for (const value of [0, 7, -3.5, 1e15, 1e-7]) {
      const { bins } = histogram([value, value])
      assert.equal(bins.length, 1)
      assert.ok(bins[0]!.from <= value && value <= bins[0]!.to)
      assert.equal(bins[0]!.count, 2)
    }
  })

  it('numberBins() never starts below 0 for values that hardly are', () => {
    const values = [-1000, ...Array.from({ length: 500 }, (_, i) => i / 10)]
    assert.equal(histogram(values).bins[0]!.from, 0)
    assert.deepEqual(histogram(values).below, { limit: 0, count: 1 })
  })

  it('binned() loses no value and has at most forty-one bins', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 }), (values) => {
        const data = weighted(values.map((value) => [value, 1] as const))
        const bins = binsFor({ min: data.values[0]!, max: data.values.at(-1)!, quantiles: quantilesOf(data) }, false)
        if (bins === null) return
        const seen = binned(data, bins)
        assert.ok(seen.bins.length <= 41, `${seen.bins.length} bins`)
        assert.equal(
          seen.bins.reduce((sum, { count }) => sum + count, 0) + (seen.below?.count ?? 0) + (seen.above?.count ?? 0),
          values.length,
        )
      }),
    ))

  it('wholeHistogram() counts values by their rows', () => {
    assert.deepEqual(
      wholeHistogram(
        weighted([
          [1, 3],
          [2, 1],
        ]),
      )?.bins,
      [
        { from: 1, to: 2, count: 3 },
        { from: 2, to: 3, count: 1 },
      ],
    )
  })
})

describe('bins of time', () => {
  const times = (from: string, days: number, step = 1) =>
    weighted(Array.from({ length: days }, (_, i) => [Date.parse(`${from}Z`) + i * step * day, 1] as const))

  it('dateHistogram() of half a year has weeks that begin on Monday', () => {
    const { bins } = dateHistogram(times('2010-12-01', 182))!
    assert.equal(new Date(bins[0]!.from).getUTCDay(), 1)
    for (const { from, to } of bins) assert.equal(to - from, 7 * day)
  })

  it('dateHistogram() of two years has months of the calendar', () => {
    const { bins } = dateHistogram(times('2015-02-17', 730))!
    assert.ok(bins.every(({ from, to }) => new Date(from).getUTCDate() === 1 && new Date(to).getUTCDate() === 1))
    assert.equal(bins[0]!.from, Date.UTC(2015, 1, 1))
    assert.equal(bins.length, 25)
  })

  it('dateHistogram() sets a date that stands for "unknown" apart', () => {
    const seen = dateHistogram(
      weighted([[0, 5], ...Array.from({ length: 1000 }, (_, i) => [Date.UTC(2024, 0, 1) + i * 3_600_000, 1] as const)]),
    )!
    assert.equal(seen.below?.count, 5)
    assert.ok(seen.bins[0]!.from > Date.UTC(2023, 0, 1))
  })

  it('dateHistogram() of one moment, of centuries, and of years before 1970 holds them all', () => {
    assert.equal(
      dateHistogram(weighted([[5, 2]]))!.bins.reduce((sum, bin) => sum + bin.count, 0),
      2,
    )
    const old = dateHistogram(times('0100-01-01', 400, 1500))!
    assert.equal(
      old.bins.reduce((sum, bin) => sum + bin.count, 0),
      400,
    )
    assert.ok(old.bins.length <= 41)
  })

  it('dateHistogram() of nothing is not there', () => assert.equal(dateHistogram(weighted([])), undefined))
})

describe('barText()', () => {
  it('barText() has a mark a bin, a blank for none, tails apart', () => {
    const bins = [8, 0, 4, 1].map((count, i) => ({ from: i, to: i + 1, count }))
    assert.equal(barText({ bins, above: { limit: 4, count: 2 } }), '█ ▅▂ ▃')
  })
})
