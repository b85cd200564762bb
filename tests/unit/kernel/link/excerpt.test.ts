import assert from 'node:assert/strict'
import { excerpt } from '../../../../kernel/link/excerpt.ts'

const colourless = (lines: readonly string[]) => lines.map((line) => line.replace(/\u001b\[\d+m/g, ''))

describe('excerpt', () => {
  const lines = ['const a = 1', '\tconst b: number = "x"', 'b']

  it('excerpt() shows the line between its neighbours, with carets below the place', () => {
    assert.deepEqual(colourless(excerpt(lines, 2, 8, 9)), [
      '      1 | const a = 1',
      '    > 2 | \tconst b: number = "x"',
      '        | \t      ^',
      '      3 | b',
    ])
  })

  it('excerpt() puts the caret below wide characters too, and cuts long lines', () => {
    assert.deepEqual(colourless(excerpt(["'订单', x"], 1, 7)), ["    > 1 | '订单', x", '        |         ^'])
    const [line, caret, ...rest] = colourless(excerpt(['y'.repeat(5000)], 1, 4000))
    assert.equal(line?.length, 213)
    assert.equal(caret, undefined)
    assert.deepEqual(rest, [])
  })

  it('excerpt() stays within the cell', () => {
    assert.deepEqual(colourless(excerpt(['x'], 1, 1)), ['    > 1 | x', '        | ^'])
  })
})
