import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { History } from '../../../../kernel/host/history.ts'
import { HistoryFile } from '../../../../kernel/host/history-file.ts'

const tail = { hist_access_type: 'tail', n: 100 }

describe('History', () => {
  const history = new History()
  for (const [at, input] of ['open(a)', '1 + 1', 'open(b)', 'open(a)', 'x[0]'].entries()) history.add(at + 1, input)(`out ${at + 1}`)
  const inputs = async (request: Record<string, unknown>) => (await history.answer(request)).map((row) => row[2])

  it('answer() gives the tail, with outputs on demand', async () => {
    assert.deepEqual(await history.answer({ hist_access_type: 'tail', n: 2 }), [
      [1, 4, 'open(a)'],
      [1, 5, 'x[0]'],
    ])
    assert.deepEqual(await history.answer({ hist_access_type: 'tail', n: 1, output: true }), [[1, 5, ['x[0]', 'out 5']]])
  })

  it('answer() gives a range of one session', async () => {
    assert.deepEqual(await inputs({ hist_access_type: 'range', session: 0, start: 2, stop: 4 }), ['1 + 1', 'open(b)'])
    assert.deepEqual(await inputs({ hist_access_type: 'range', session: 9, start: 1, stop: 9 }), [])
  })

  it('answer() searches by glob, newest of each when unique', async () => {
    assert.deepEqual(await inputs({ hist_access_type: 'search', pattern: 'open*' }), ['open(a)', 'open(b)', 'open(a)'])
    assert.deepEqual(await inputs({ hist_access_type: 'search', pattern: 'open(?)', unique: true }), ['open(b)', 'open(a)'])
    assert.deepEqual(await inputs({ hist_access_type: 'search', pattern: 'open*', n: 1 }), ['open(a)'])
    assert.deepEqual(await inputs({ hist_access_type: 'search', pattern: '*[+]*' }), ['1 + 1'])
    assert.deepEqual(await inputs({ hist_access_type: 'search', pattern: 'x.*' }), [])
  })
})

describe('HistoryFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-history-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('read() numbers sessions by their first input, also when they write in turns', async () => {
    const home = join(folder, 'turns')
    const [a, b] = [new HistoryFile(home), new HistoryFile(home)]
    const [first, second] = [new History(a), new History(b)]
    first.add(1, 'a1')
    await first.close()
    second.add(1, 'b1')
    await second.close()
    first.add(2, 'a2\nmore')('seen')
    assert.deepEqual(await first.answer({ ...tail, output: true }), [
      [1, 1, ['a1', null]],
      [1, 2, ['a2\nmore', 'seen']],
      [2, 1, ['b1', null]],
    ])
    assert.deepEqual(await second.answer({ hist_access_type: 'range', session: -1, start: 2 }), [[1, 2, 'a2\nmore']])
    assert.deepEqual(await second.answer({ hist_access_type: 'range', session: 0 }), [[2, 1, 'b1']])
  })

  it('read() steps over lines that are cut short or foreign', async () => {
    const home = join(folder, 'broken')
    mkdirSync(home)
    writeFileSync(
      join(home, 'history.jsonl'),
      '{"session":"s","line":1,"input":"kept"}\n{"session":"s","li\nnull\n[1]\n"x"\n{"session":4}\n',
    )
    assert.deepEqual((await new HistoryFile(home).read()).entries, [{ session: 1, line: 1, input: 'kept' }])
  })

  it('add() puts a long file aside and goes on counting sessions', async () => {
    const home = join(folder, 'long')
    const enter = async (input: string) => {
      const history = new History(new HistoryFile(home, 300))
      history.add(1, input.padEnd(120, '.'))
      await history.close()
      return (await history.answer(tail)).map(([session, , text]) => `${session} ${String(text).replaceAll('.', '')}`)
    }
    for (const name of ['one', 'two', 'three', 'four']) await enter(name)
    assert.deepEqual(await enter('five'), ['3 three', '4 four', '5 five'])
    assert.deepEqual(await enter('six'), ['3 three', '4 four', '5 five', '6 six'])
    assert.deepEqual(readdirSync(home).sort(), ['history.jsonl', 'history.old.jsonl'])
  })

  it('a folder that cannot be written is no error, and is read all the same', async () => {
    const file = join(folder, 'file')
    appendFileSync(file, '')
    const history = new History(new HistoryFile(join(file, 'below')))
    history.add(1, 'only here')
    assert.deepEqual(await history.answer(tail), [[1, 1, 'only here']])
  })
})
