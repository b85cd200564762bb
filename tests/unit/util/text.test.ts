import assert from 'node:assert/strict'
import { displayWidth, Html, html, staticTables, textTable } from '../../../src/util/index.ts'

describe('util/html and util/text-table', () => {
  it('html`` escapes what is filled in and trusts Html', () => {
    assert.equal(String(html`<b title="${'"'}">${'<script>'}</b>${new Html('<i></i>')}`), '<b title="&quot;">&lt;script&gt;</b><i></i>')
    assert.equal(String(html`${['a', '&']}${null}${false}${undefined}${0}`), 'a&amp;0')
  })

  it('staticTables() turns alignment into a style, left where none is said', () => {
    assert.equal(
      staticTables(
        '<table><thead><tr><th scope="col" align="right">n</th></tr></thead><tr><td>a</td><td style="color:red">b</td></tr></table>',
      ),
      '<table><thead><tr><th scope="col" style="text-align:right">n</th></tr></thead><tr><td style="text-align:left">a</td><td style="color:red">b</td></tr></table>',
    )
  })

  it('textTable() aligns numbers right and cuts long cells', () => {
    const text = textTable(
      [
        { head: ['name'], width: 6 },
        { head: ['n'], align: 'right' },
      ],
      [
        ['abcdefgh', '1'],
        ['b', '1,000'],
      ],
    )
    assert.equal(text, 'name        n\n──────  ─────\nabcde…      1\nb       1,000')
  })

  it('displayWidth() counts wide characters twice and marks not at all', () => {
    assert.equal(displayWidth('数据'), 4)
    assert.equal(displayWidth('e\u0301'), 1)
    assert.equal(displayWidth('ab'), 2)
  })

  it('textTable() keeps columns straight beside Chinese text', () => {
    const lines = textTable(
      [{ head: ['列'] }, { head: ['n'] }],
      [
        ['数据', '1'],
        ['ab', '2'],
      ],
    ).split('\n')
    assert.equal(new Set(lines.slice(2).map((line) => displayWidth(line))).size, 1)
  })
})
