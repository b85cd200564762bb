import assert from 'node:assert/strict'
import fc from 'fast-check'
import { from } from '../../src/table/index.ts'

const row = fc.record(
  {
    g: fc.option(fc.constantFrom('a', 'b', 'C', '订'), { nil: null }),
    i: fc.option(fc.integer({ min: -50, max: 50 }), { nil: null }),
    x: fc.option(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x || 0),
      { nil: null },
    ),
  },
  { noNullPrototype: true },
)
/** Numbers are not null in the first row, so that columns have their types. */
const rows = fc.array(row, { minLength: 1, maxLength: 30 }).map((list) => [{ g: 'a', i: 0, x: 0.5 }, ...list])

describe('verbs as properties', () => {
  it('concat() of the parts is the whole', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(31), { maxLength: 3 }), async (data, cuts) => {
        const bounds = [0, ...cuts.filter((cut) => cut <= data.length).sort((a, b) => a - b), data.length]
        const whole = from(data)
        const [first, ...rest] = bounds.slice(1).map((end, i) => whole.slice(bounds[i] as number, end))
        if (first === undefined) return
        assert.deepEqual(await first.concat(...rest).rows(), data)
      }),
      { numRuns: 40 },
    )
  })

  it('fold(), then pivot() by row, gives the columns back', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        const numbered = data.map((item, id) => ({ id, ...item }))
        const back = from(numbered)
          .fold(['i', 'x'])
          .groupby('id', 'g')
          .pivot('key', 'value', { keys: ['i', 'x'] })
        assert.deepEqual(await back.rows(), numbered)
      }),
      { numRuns: 40 },
    )
  })

  it('what intersect() keeps and what except() keeps are the different rows', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(rows, rows, async (a, b) => {
        const [left, right] = [from(a), from(b)]
        const [both, one, all] = await Promise.all([
          left.intersect(right as never).rows(),
          left.except(right as never).rows(),
          left.dedupe().rows(),
        ])
        const texts = (list: readonly object[]) => list.map((item) => JSON.stringify(item)).sort()
        assert.deepEqual(texts([...both, ...one]), texts(all))
        const known = new Set(texts(b))
        assert.ok(both.every((item) => known.has(JSON.stringify(item))) && one.every((item) => !known.has(JSON.stringify(item))))
      }),
      { numRuns: 40 },
    )
  })

  it('spread() and unroll() hold what the lists hold', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        async (lists) => {
          const data = [[1], ...lists].map((list, id) => ({ id, list }))
          const unrolled = await from(data).unroll('list', { index: 'at' }).rows()
          assert.deepEqual(
            unrolled,
            data.flatMap(({ id, list }) => list.map((item, at) => ({ id, list: item, at }))),
          )
          const spread = await from(data)
            .spread('list', { as: ['a', 'b'] })
            .rows()
          assert.deepEqual(
            spread,
            data.map(({ id, list }) => ({ id, a: list[0] ?? null, b: list[1] ?? null })),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})
