import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract, displaySymbol, from, history, integer, row, rowCount, string } from '../../../src/index.ts'
import { keptRun } from '../../../src/quality/history/kept-run.ts'
import { appendRun } from '../../../src/quality/history/store.ts'

const rules = contract('orders/2010: ü', { id: integer().required(), name: string().maxLength(4) }, [rowCount({ min: 1 })])
const tableOf = (names: readonly string[]) => from(names.map((name, id) => ({ id, name })))

describe('history()', () => {
  let folder = ''
  let home: string | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay history '))
    home = process.env['ASSAY_HOME']
    process.env['ASSAY_HOME'] = folder
  })
  afterEach(() => {
    if (home === undefined) delete process.env['ASSAY_HOME']
    else process.env['ASSAY_HOME'] = home
    rmSync(folder, { recursive: true, force: true })
  })
  const kept = () => readdirSync(join(folder, 'history')).map((name) => join(folder, 'history', name))

  it('keeps each run in ASSAY_HOME and follows score, dimensions and rules', async () => {
    for (const names of [['a', 'b', 'c', 'secret-1'], ['a', 'b', 'secret-2', 'secret-3'], ['a']]) await rules.check(tableOf(names))
    const past = await history('orders/2010: ü')
    assert.deepEqual(
      past.runs.map((run) => run.score),
      [75, 50, 100],
    )
    assert.deepEqual(
      past.rule('name.maxLength').points.map((point) => [point.value, point.outcome]),
      [
        [0.25, 'fail'],
        [0.5, 'fail'],
        [0, 'pass'],
      ],
    )
    assert.deepEqual([past.rule('name.maxLength').change, past.rule('name.maxLength').direction], [-0.5, 'better'])
    assert.deepEqual([past.score().change, past.score().direction], [50, 'better'])
    assert.deepEqual(
      past.dimension('validity').points.map((point) => point.value),
      [75, 50, 100],
    )
    assert.equal(past.dimension('completeness').direction, 'same')
    assert.throws(() => past.rule('name.maxLenght'), /Cannot follow the rule "name\.maxLenght": did you mean "name\.maxLength"\?/)
  })

  it('keeps no value of the data', async () => {
    await rules.check(tableOf(['secret-1']))
    const odd = contract('odd', { name: string() }, [
      row('is a number', { kind: 'sql', strings: ['CAST(name AS INT) > 0'], values: [] } as never),
    ])
    await odd.check(tableOf(['secret-2']))
    const all = kept().map((file) => readFileSync(file, 'utf8'))
    assert.equal(all.length, 2)
    assert.ok(!all.join('').includes('secret'))
  })

  it('leaves no trace with history: false, and reads an empty history', async () => {
    await rules.check(tableOf(['a']), { history: false })
    assert.ok(!existsSync(join(folder, 'history')))
    const past = await history('orders/2010: ü')
    assert.deepEqual([past.runs.length, past.skipped, past.score().change], [0, 0, null])
    const shown = past[displaySymbol]() as Record<string, string>
    assert.match(shown['text/plain']!, /No check of this contract has been kept/)
  })

  it('loses no other run to a line that a crash cut off', async () => {
    await rules.check(tableOf(['a']))
    const [file] = kept()
    appendFileSync(file!, readFileSync(file!, 'utf8').slice(0, 100))
    await rules.check(tableOf(['a', 'b']))
    appendFileSync(file!, '{"version":1,"at":"soon"}\nnull\n')
    const past = await history('orders/2010: ü')
    assert.deepEqual(
      past.runs.map((run) => run.table.rows),
      [1, 2],
    )
    assert.equal(past.skipped, 3)
  })

  it('keeps runs that end at once, each whole', async () => {
    const { view } = await rules.check(tableOf(['a']), { history: false })
    await Promise.all(Array.from({ length: 40 }, (_, i) => appendRun(keptRun(view, new Date(i * 1000)))))
    const past = await history('orders/2010: ü')
    assert.deepEqual([past.runs.length, past.skipped], [40, 0])
    assert.deepEqual(
      past.runs.map((run) => Date.parse(run.at)),
      Array.from({ length: 40 }, (_, i) => i * 1000),
    )
  })

  it('tells contracts and tables with like names apart', async () => {
    const { view } = await rules.check(tableOf(['a']), { history: false })
    for (const name of ['a b', 'a-b', 'A b']) {
      await appendRun(keptRun({ ...view, contract: { name }, table: { name: 'x y', rows: 1 } }, new Date()))
      await appendRun(keptRun({ ...view, contract: { name }, table: { name: 'x-y', rows: 1 } }, new Date()))
    }
    assert.equal((await history('a b')).runs.length, 2)
    assert.equal((await history('a b', { table: 'x-y' })).runs.length, 1)
  })

  it('never fails a check because it cannot write', async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'history'), 'in the way')
    assert.equal((await rules.check(tableOf(['a']))).ok, true)
    await assert.rejects(history('orders/2010: ü'), /Cannot read the history/)
  })

  it('shows itself as text, Markdown and HTML', async () => {
    const bad = contract('a|b <i>', { name: string().maxLength(4) })
    await bad.check(tableOf(['a', 'secret']))
    await bad.check(tableOf(['a']))
    const shown = (await history('a|b <i>'))[displaySymbol]() as Record<string, string>
    assert.match(shown['text/plain']!, /name\.maxLength +█▁ +0 +−50%/)
    assert.match(shown['text/plain']!, /Score = rows that pass every error and warning rule ÷ all rows × 100/)
    assert.match(shown['text/html']!, /a\|b &lt;i&gt;/)
    assert.match(shown['text/markdown']!, /a\\\|b \\<i\\>/)
  })
})
