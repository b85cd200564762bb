import assert from 'node:assert/strict'
import { parseDates } from '../../../src/clean/index.ts'
import { from } from '../../../src/index.ts'

const orders = () =>
  from(
    ['2024-03-01', '13/04/2024', '03/04/2024', '05/05/2024', '2024年5月6日', '7 Jun 2024', 'soon', null, ' 2024/07/08 '].map(
      (placed, i) => ({ id: i + 1, placed }),
    ),
    { name: 'orders' },
  )
const days = (rows: readonly { placed: Date | null }[]) => rows.map((row) => row.placed?.toISOString().slice(0, 10) ?? null)

describe('parseDates()', () => {
  it('suggests formats from the data, and never guesses what could be read in two ways', async () => {
    const found = await orders().parseDates('placed')
    assert.deepEqual(days(await found.table.rows()), [
      '2024-03-01',
      '2024-04-13',
      null,
      '2024-05-05',
      '2024-05-06',
      '2024-06-07',
      null,
      null,
      '2024-07-08',
    ])
    assert.deepEqual([found.ambiguous, found.unreadable], [1, 1])
    assert.deepEqual(
      (await found.unparsed.rows()).map((row) => row.placed),
      ['03/04/2024', 'soon'],
    )
    assert.ok(found.formats.some((use) => use.format === '%Y年%m月%d日' && use.values === 1))
    assert.equal((await found.table.schema()).find((field) => field.name === 'placed')!.type, 'date')
  })

  it('reads days or months first when told', async () => {
    const third = async (dayFirst: boolean) => days(await (await orders().parseDates('placed', { dayFirst })).table.rows())[2]
    assert.equal(await third(true), '2024-04-03')
    assert.equal(await third(false), '2024-03-04')
    const months = await orders().parseDates('placed', { dayFirst: false })
    assert.deepEqual(
      (await months.unparsed.rows()).map((row) => row.placed),
      ['13/04/2024', 'soon'],
    )
  })

  it('takes formats that are given: one for the slashes leaves nothing to guess', async () => {
    const found = await parseDates(orders(), 'placed', { formats: ['%Y-%m-%d', '%d/%m/%Y'] })
    assert.deepEqual(days(await found.table.rows()).slice(0, 4), ['2024-03-01', '2024-04-13', '2024-04-03', '2024-05-05'])
    assert.equal(found.ambiguous, 0)
    const both = await parseDates(orders(), 'placed', { formats: ['%d/%m/%Y', '%m/%d/%Y'] })
    assert.equal(both.ambiguous, 1)
  })

  it('keeps times of day, and logs what it did', async () => {
    const times = from([{ at: '2024-03-01 08:30' }, { at: '01/02/2024 10:00:05' }, { at: '2024-03-02' }])
    const found = await times.parseDates('at', { dayFirst: true })
    assert.deepEqual(
      (await found.table.rows()).map((row) => row.at!.toISOString()),
      ['2024-03-01T08:30:00.000Z', '2024-02-01T10:00:05.000Z', '2024-03-02T00:00:00.000Z'],
    )
    assert.equal(found.changes.view.cellsChanged, 3)
    assert.equal((await found.changes.rows().rows())[1]!.before, '01/02/2024 10:00:05')
  })

  it('refuses columns that are not there, or not text', async () => {
    await assert.rejects(parseDates(orders(), 'place' as never), /did you mean "placed"/)
    await assert.rejects(parseDates(orders(), 'id'), { name: 'TypeError', message: 'Cannot parse dates of "id": it is integer, not text' })
    await assert.rejects(parseDates(orders(), 'placed', { formats: [] }), /give at least one/)
  })
})
