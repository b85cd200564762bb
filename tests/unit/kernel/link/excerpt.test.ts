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

  it('excerpt() stays within the cell', () => {
    assert.deepEqual(colourless(excerpt(['x'], 1, 1)), ['    > 1 | x', '        | ^'])
  })
})
