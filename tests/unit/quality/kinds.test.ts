import assert from 'node:assert/strict'
import { engine } from '../../../src/engine/index.ts'
import {
  boolean,
  type Column,
  contract,
  date,
  fresh,
  from,
  integer,
  noRepeats,
  number,
  references,
  row,
  rowCount,
  sql,
  string,
  timestamp,
  unique,
} from '../../../src/index.ts'
import type { RowRule, Rule } from '../../../src/quality/index.ts'
import { type AnyRow, type Table, tableFrom } from '../../../src/table/index.ts'

/** A table of one column, `x`, from SQL literals; typed by the engine. */
function table(values: readonly string[], type: string): Table<AnyRow> {
  const rows = values.map((value, i) => `(${i + 1}, CAST(${value} AS ${type}))`).join(', ')
  const text =
    values.length === 0 ? `SELECT 1 AS n, CAST(NULL AS ${type}) AS x WHERE false` : `SELECT n, x FROM (VALUES ${rows}) AS v(n, x)`
  return tableFrom(engine(), text, { columns: ['x'], rowNumber: 'n', name: 'values' })
}

/** Numbers of the rows that fail rules on a column `x`. */
async function failing(
  data: Table<AnyRow>,
  column: Column<never>,
  rules: readonly (Rule<'x'> | RowRule<AnyRow>)[] = [],
): Promise<number[]> {
  const checked = await contract('test', { x: column as Column<unknown> }, rules as never).check(data)
  const unknown = checked.rules.find((rule) => rule.outcome === 'unknown')
  assert.equal(unknown, undefined, unknown?.problem?.en)
  return (await checked.failing().rows()).map((one) => one['row'] as number)
}

const col = (column: Column<unknown> | Column<string> | Column<number> | Column<Date> | Column<boolean>) => column as Column<never>
const doubles = () => table(["'NaN'", "'Infinity'", "'-Infinity'", 'NULL', '0', '1.5', '-2'], 'DOUBLE')
const texts = () => table(["'12'", "'12.5'", "'abc'", "''", 'NULL', "' 7 '", "'2010-12-01'", "'true'"], 'VARCHAR')

describe('rule kinds on hostile values', () => {
  it('type integer() takes whole numbers only, of numbers and of text', async () => {
    assert.deepEqual(await failing(doubles(), col(integer())), [1, 2, 3, 6])
    assert.deepEqual(await failing(texts(), col(integer())), [2, 3, 4, 7, 8])
  })

  it('type number() takes all numbers but NaN', async () => {
    assert.deepEqual(await failing(doubles(), col(number())), [1])
    assert.deepEqual(await failing(texts(), col(number())), [3, 4, 7, 8])
  })

  it('type date() and timestamp() take ISO text, and no time of day for a date', async () => {
    assert.deepEqual(await failing(texts(), col(date())), [1, 2, 3, 4, 6, 8])
    const times = table(["'2010-12-01'", "'2010-12-01 08:26:00'", 'NULL'], 'TIMESTAMP')
    assert.deepEqual(await failing(times, col(date())), [2])
    assert.deepEqual(await failing(times, col(timestamp())), [])
    const stamps = table(["'2010-12-01 08:26:00'", "'2010-13-01'", "'soon'"], 'VARCHAR')
    assert.deepEqual(await failing(stamps, col(timestamp())), [2, 3])
  })

  it('type boolean() takes true and false, and 1 and 0 of whole numbers', async () => {
    assert.deepEqual(await failing(texts(), col(boolean())), [1, 2, 3, 4, 6, 7])
    assert.deepEqual(await failing(table(['0', '1', '2', 'NULL'], 'INTEGER'), col(boolean())), [3])
  })

  it('type fails for every value of a column that cannot hold the type', async () => {
    assert.deepEqual(await failing(table(['TRUE', 'NULL', 'FALSE'], 'BOOLEAN'), col(number())), [1, 3])
  })

  it('required() fails for null, not for NaN or blank text', async () => {
    assert.deepEqual(await failing(doubles(), col(number().type({ severity: 'note' }).required())), [4])
    assert.deepEqual(await failing(texts(), col(string().required())), [5])
  })

  it('min() and max() judge infinities, and leave null, NaN and misfits to others', async () => {
    const lax = number().type({ severity: 'note' })
    assert.deepEqual(await failing(doubles(), col(lax.min(0))), [3, 7])
    assert.deepEqual(await failing(doubles(), col(lax.max(0))), [2, 6])
    assert.deepEqual(await failing(doubles(), col(lax.min(0, { exclusive: true }))), [3, 5, 7])
    assert.deepEqual(await failing(doubles(), col(lax.max(0, { exclusive: true }))), [2, 5, 6])
    assert.deepEqual(await failing(texts(), col(lax.min(10))), [6])
  })

  it('between() includes its limits, also of dates', async () => {
    assert.deepEqual(await failing(doubles(), col(number().type({ severity: 'note' }).between(0, 1.5))), [2, 3, 7])
    const days = table(["'2010-11-30'", "'2010-12-01'", "'2010-12-31'", "'2011-01-01'", 'NULL'], 'DATE')
    assert.deepEqual(await failing(days, col(date().between(new Date('2010-12-01'), new Date('2010-12-31')))), [1, 4])
  })

  it('not() and oneOf() compare values, and hold for null', async () => {
    assert.deepEqual(await failing(doubles(), col(number().type({ severity: 'note' }).not(0, 1.5))), [5, 6])
    assert.deepEqual(await failing(texts(), col(string().oneOf('abc', '', '12'))), [2, 6, 7, 8])
    assert.deepEqual(await failing(texts(), col(string().not("it's", 'abc'))), [3])
  })

  it('matches() searches as JavaScript does, with anchors, flags and Chinese', async () => {
    const values = ["'C536379'", "'536379'", "'c536379'", "'5363790'", 'NULL', "'订单１'", "'订单'"]
    const data = () => table(values, 'VARCHAR')
    assert.deepEqual(await failing(data(), col(string().matches(/^C?\d{6}$/))), [3, 4, 6, 7])
    assert.deepEqual(await failing(data(), col(string().matches(/^C?\d{6}$/i))), [4, 6, 7])
    assert.deepEqual(await failing(data(), col(string().matches(/[\u4e00-\u9fa5]{2}/))), [1, 2, 3, 4])
  })

  it('lengths count characters, not bytes or code units', async () => {
    const data = () => table(["'ab'", "'abc'", "'订单号'", "'a😀'", "''", 'NULL'], 'VARCHAR')
    assert.deepEqual(await failing(data(), col(string().length(2))), [2, 3, 5])
    assert.deepEqual(await failing(data(), col(string().minLength(1))), [5])
    assert.deepEqual(await failing(data(), col(string().maxLength(2))), [2, 3])
  })

  it('unique() fails all rows of a repeated value, and judges no null', async () => {
    const data = table(["'a'", "'b'", "'a'", 'NULL', 'NULL', "'A'"], 'VARCHAR')
    assert.deepEqual(await failing(data, col(string().unique())), [1, 3])
    assert.deepEqual(await failing(data, col(string()), [unique('x')]), [1, 3])
    assert.deepEqual(await failing(table(["'NaN'", "'NaN'", '1'], 'DOUBLE'), col(number().type({ severity: 'note' }).unique())), [1, 2])
  })

  it('noRepeats() spares the first row, and null equals null', async () => {
    const data = table(["'a'", "'b'", "'a'", 'NULL', 'NULL', "'a'"], 'VARCHAR')
    assert.deepEqual(await failing(data, col(string()), [noRepeats()]), [3, 5, 6])
    assert.deepEqual(await failing(data, col(string()), [noRepeats('x')]), [3, 5, 6])
  })

  it('references() finds values that the other table lacks, also across types', async () => {
    const users = from([{ id: 1 }, { id: 17850 }, { id: null }])
    assert.deepEqual(await failing(table(['1', '2', 'NULL'], 'INTEGER'), col(integer()), [references('x', users, 'id')]), [2])
    assert.deepEqual(await failing(table(["'1'", "'x'", "'17850'"], 'VARCHAR'), col(string()), [references('x', users, 'id')]), [2])
    assert.deepEqual(
      await failing(table(['1', '17850', '3'], 'DOUBLE'), col(number()), [references('x', from([{ id: '17850' }]), 'id')]),
      [1, 3],
    )
  })

  it('row() holds where the expression is null', async () => {
    const data = table(['1', '-1', 'NULL'], 'INTEGER')
    assert.deepEqual(await failing(data, col(integer()), [row<AnyRow>('above', (r) => r.x > 0)]), [2])
    assert.deepEqual(await failing(data, col(integer()), [row<AnyRow>('above', (r) => r.x > floor, { scope: { floor: 1 } })]), [1, 2])
    assert.deepEqual(await failing(data, col(integer()), [row<AnyRow>('above', sql`x > ${0}`)]), [2])
  })

  it('row() sees columns with the contract type', async () => {
    assert.deepEqual(await failing(texts(), col(integer().type({ severity: 'note' })), [row<AnyRow>('above', (r) => r.x + 1 > 10)]), [6])
  })

  it('rules hold for an empty table, save rowCount() and fresh()', async () => {
    const empty = table([], 'INTEGER')
    const rules = contract('test', { x: integer().required().min(0).unique() }, [
      noRepeats(),
      row('positive', (r) => r.x > 0),
      rowCount({ max: 5 }),
    ])
    const checked = await rules.check(empty)
    assert.equal(checked.ok, true)
    assert.equal(checked.score, 100)
    assert.equal(await checked.failing().count(), 0)
    assert.deepEqual(checked.view.sample.cells, [])
    const strict = await contract('test', { x: integer() }, [rowCount({ min: 1 })]).check(empty)
    assert.equal(strict.rule('rowCount').outcome, 'fail')
    assert.equal(strict.rule('rowCount').observed?.en, '0 rows')
    const never = await contract('test', { x: date() }, [fresh('x', { within: '1 day' })]).check(table([], 'DATE'))
    assert.equal(never.rule('x.fresh').outcome, 'fail')
  })

  it('rules judge a table of one row', async () => {
    const one = table(['5'], 'INTEGER')
    assert.deepEqual(await failing(one, col(integer().required().unique().max(4)), [noRepeats()]), [1])
  })

  it('fresh() measures the newest value against a moment', async () => {
    const days = () => table(["'2010-12-01'", "'2010-12-03'", 'NULL'], 'DATE')
    const at = (asOf: string, within: '2 days' | '36 hours') =>
      contract('t', { x: date() }, [fresh('x', { within, asOf: new Date(asOf) })]).check(days())
    assert.equal((await at('2010-12-05', '2 days')).rule('x.fresh').outcome, 'pass')
    assert.equal((await at('2010-12-05T00:00:01Z', '2 days')).rule('x.fresh').outcome, 'fail')
    assert.equal((await at('2010-12-05', '36 hours')).rule('x.fresh').observed?.en, '2 days old')
    const rules = contract('t', { x: date() }, [fresh('x', { within: '2 days' })])
    assert.equal((await rules.check(days(), { now: new Date('2010-12-04') })).rule('x.fresh').outcome, 'pass')
  })

  it('every kind works on columns whose names are quotes, keywords, Chinese or code', async () => {
    for (const name of ['"', "'", 'select', 'order', '数量', 'a.b', 'x"; DROP TABLE t; --', '$' + '{1}', 'row', 'reasons', ' ']) {
      const quoted = `"${name.replaceAll('"', '""')}"`
      const data = tableFrom<AnyRow>(
        engine(),
        `SELECT n, x AS ${quoted} FROM (VALUES (1, 'a'), (2, 'a'), (3, NULL), (4, 'bc')) AS v(n, x)`,
        {
          columns: [name],
          rowNumber: 'n',
        },
      )
      const column = string()
        .required()
        .oneOf('a', 'bc')
        .not('z')
        .matches(/^[a-c]+$/)
        .minLength(1)
        .maxLength(1)
        .unique()
      const rules = contract('t', { [name]: column }, [
        noRepeats(),
        references(name, from([{ id: 'a' }]), 'id'),
        unique(name, { name: 'again' }),
      ])
      const checked = await rules.check(data)
      assert.deepEqual(
        checked.rules.filter((rule) => rule.outcome === 'unknown'),
        [],
        name,
      )
      const rows = await checked.failing().rows()
      assert.deepEqual(
        rows.map((one) => Object.values(one).filter((value) => typeof value === 'number')[0]),
        [1, 2, 3, 4],
        name,
      )
    }
  })
})
declare const floor: number
