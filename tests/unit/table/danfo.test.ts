import assert from 'node:assert/strict'
import { type Danfo, type DanfoFrame, from, fromDanfo, op } from '../../../src/table/index.ts'

/** danfojs in one of its packages, where it is installed: it takes overrides of the root package, so it is no dependency of ours. */
async function danfojs(): Promise<Danfo<DanfoFrame> | undefined> {
  for (const name of ['danfojs-node', 'danfojs']) {
    const found = (await import(name).catch(() => undefined)) as (Partial<Danfo<DanfoFrame>> & { default?: Danfo<DanfoFrame> }) | undefined
    if (found !== undefined) return (found.default ?? found) as Danfo<DanfoFrame>
  }
  return undefined
}

/** What danfojs 1.2 keeps of a frame. */
const frame: DanfoFrame = {
  columns: ['shop', 'price', 'open'],
  $columns: ['shop', 'price', 'open'],
  dtypes: ['string', 'float32', 'boolean'],
  values: [
    ['a', 10.5, 1],
    ['a', null, 0],
    ['b', Number.NaN, null],
  ],
  $dataIncolumnFormat: [
    ['a', 'a', 'b'],
    [10.5, null, Number.NaN],
    [1, 0, null],
  ],
}

describe('fromDanfo()', () => {
  it('takes columns with what is missing as missing, and booleans as booleans', async () => {
    assert.deepEqual(await fromDanfo(frame).rows(), [
      { shop: 'a', price: 10.5, open: true },
      { shop: 'a', price: null, open: false },
      { shop: 'b', price: null, open: null },
    ])
    const { $dataIncolumnFormat: _, ...byRow } = frame
    assert.deepEqual(await fromDanfo(byRow).rows(), await fromDanfo(frame).rows())
  })

  it('gives means that leave out what is missing, where danfojs counts it as 0', async () => {
    const means = fromDanfo(frame)
      .groupby('shop')
      .rollup({ mean: (o) => op.mean(o['price']) })
    assert.deepEqual(await means.rows(), [
      { shop: 'a', mean: 10.5 },
      { shop: 'b', mean: null },
    ])
  })

  it('refuses what is no data frame, and columns of one name', () => {
    for (const wrong of [null, [], {}, { columns: ['a'], values: [[1]] }])
      assert.throws(() => fromDanfo(wrong as never), /give a data frame of danfojs/)
    assert.throws(() => fromDanfo({ ...frame, columns: ['a', 'a', 'b'] }), /two columns of one name/)
  })
})

describe('toDanfo()', () => {
  it('gives rows and names to the module', async () => {
    class DataFrame {
      readonly rows: unknown
      readonly options: unknown
      constructor(rows: unknown, options?: unknown) {
        this.rows = rows
        this.options = options
      }
    }
    const made = await from([
      { a: 1, b: 'x' },
      { a: null, b: 'y' },
    ]).toDanfo({ DataFrame })
    assert.deepEqual(
      [made.rows, made.options],
      [
        [
          [1, 'x'],
          [null, 'y'],
        ],
        { columns: ['a', 'b'] },
      ],
    )
    assert.throws(() => from([{ a: 1 }]).toDanfo({} as never), /give the module of danfojs/)
  })

  it('and back, by danfojs itself', async function () {
    const danfo = await danfojs()
    // Skipped where danfojs is not installed: it installs only with overrides, see the guide.
    if (danfo === undefined) return this.skip()
    const rows = [
      { shop: 'a', price: 10.5, qty: 1, open: true },
      { shop: 'b', price: null, qty: 2, open: false },
    ]
    const there = await from(rows).toDanfo(danfo)
    assert.deepEqual(await fromDanfo(there).rows(), rows)
  })
})
