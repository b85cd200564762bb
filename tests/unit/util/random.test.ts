import assert from 'node:assert/strict'
import { Random } from '../../../src/util/index.ts'

describe('util/random', () => {
  it('Random gives the same numbers for the same seed, and others for another', () => {
    const take = (seed: number) => {
      const random = new Random(seed)
      return Array.from({ length: 5 }, () => random.next())
    }
    assert.deepEqual(take(42), take(42))
    assert.notDeepEqual(take(42), take(43))
  })

  it('next() is uniform on [0, 1): chi-square of 100,000 numbers in 100 bins', () => {
    const random = new Random(7)
    const bins = new Array<number>(100).fill(0)
    for (let i = 0; i < 100000; i++) bins[Math.floor(random.next() * 100)]!++
    const chi = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
    assert.ok(chi > 60 && chi < 150, `chi-square ${chi}, 99 degrees of freedom`)
  })

  it('normal() has mean 0 and variance 1', () => {
    const random = new Random(3)
    let sum = 0
    let squares = 0
    for (let i = 0; i < 100000; i++) {
      const x = random.normal()
      sum += x
      squares += x * x
    }
    assert.ok(Math.abs(sum / 100000) < 0.015)
    assert.ok(Math.abs(squares / 100000 - 1) < 0.02)
  })

  it('shuffle() permutes, and restore() goes on where state() was taken', () => {
    const random = new Random(1)
    random.normal()
    const items = random.shuffle(Array.from({ length: 50 }, (_, i) => i))
    assert.deepEqual(
      items.toSorted((a, b) => a - b),
      Array.from({ length: 50 }, (_, i) => i),
    )
    const copy = Random.restore(random.state())
    assert.deepEqual([copy.normal(), copy.next(), copy.integer(9)], [random.normal(), random.next(), random.integer(9)])
  })
})
