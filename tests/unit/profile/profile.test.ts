import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { before, describe, it } from 'mocha'
import { engine, identifier } from '../../../src/engine/index.ts'
import { type Profile, profile } from '../../../src/profile/index.ts'
import { displaySymbol, mime, type ProfileView } from '../../../src/protocol/index.ts'
import { open } from '../../../src/source/index.ts'
import { type Table, tableFrom } from '../../../src/table/index.ts'

const datasets = fileURLToPath(new URL('../../../datasets/', import.meta.url))

/** A table of a SELECT statement. */
async function select(sql: string): Promise<Table<Record<string, unknown>>> {
  const fields = await engine().describe(sql)
  return tableFrom(engine(), sql, { columns: fields.map((field) => field.name), name: 'sample' })
}

const of = async (sql: string) => profile(await select(sql))
const codes = (seen: Profile, column: string) => seen.column(column).notes.map((note) => note.code)
const english = (seen: Profile, column: string) => seen.column(column).notes.map((note) => note.text.en)

describe('profile() of odd tables', () => {
  it('profile() of no rows gives zeros and says so', async () => {
    const seen = await of(`SELECT 1::INTEGER AS a, 'x' AS b, DATE '2020-01-01' AS c WHERE false`)
    assert.equal(seen.rows, 0)
    assert.equal(seen.duplicates, 0)
    assert.deepEqual(
      seen.notes.map((note) => note.code),
      ['no-rows'],
    )
    for (const column of seen.columns)
      assert.deepEqual(
        [column.count, column.missing, column.distinct.value, column.numbers, column.histogram],
        [0, 0, 0, undefined, undefined],
      )
  })

  it('profile() of one row has no spread', async () => {
    const { numbers } = (await of('SELECT 7 AS a')).column('a')
    assert.deepEqual(
      [numbers?.mean, numbers?.std, numbers?.skewness, numbers?.kurtosis, numbers?.quantiles['0.5']],
      [7, null, null, null, 7],
    )
  })

  it('profile() of missing values alone says that all are missing', async () => {
    const seen = await of('SELECT NULL::DOUBLE AS a, NULL::VARCHAR AS b, NULL::TIMESTAMP AS c, NULL::INTEGER[] AS d FROM range(10)')
    for (const name of ['a', 'b', 'c', 'd']) {
      assert.equal(seen.column(name).missing, 10)
      assert.deepEqual(codes(seen, name), ['all-missing'])
    }
    assert.equal(seen.duplicates, 9)
  })

  it('profile() of no columns says so', async () => {
    const seen = await profile(tableFrom(engine(), 'SELECT 1 AS hidden FROM range(3)', { columns: [], hidden: ['hidden'] }))
    assert.deepEqual(seen.columns, [])
    assert.equal(seen.duplicates, null)
    assert.deepEqual(
      seen.notes.map((note) => note.code),
      ['no-columns'],
    )
  })

  it('profile() leaves NaN and infinite values out of the statistics and counts them', async () => {
    const seen = await of(`SELECT unnest(['1', '2', '3', 'NaN', 'NaN', 'Infinity', '-Infinity', NULL])::DOUBLE AS a`)
    const { count, missing, numbers } = seen.column('a')
    assert.deepEqual([count, missing, numbers!.nan, numbers!.infinite, numbers!.min, numbers!.max, numbers!.mean], [7, 1, 2, 2, 1, 3, 2])
    assert.deepEqual(
      codes(seen, 'a').filter((code) => code === 'nan' || code === 'infinite'),
      ['nan', 'infinite'],
    )
    assert.ok(!JSON.stringify(seen).includes('null,null'))
  })

  it('profile() of NaN alone has no statistics and still counts them', async () => {
    const seen = await of(`SELECT 'NaN'::DOUBLE AS a FROM range(5)`)
    assert.equal(seen.column('a').numbers, undefined)
    assert.match(english(seen, 'a').join(), /5 are NaN/)
  })

  it('profile() takes every type of column', async () => {
    const seen =
      await of(`SELECT i::TINYINT AS i8, i::HUGEINT AS huge, i / 2 AS f, (i / 4)::DECIMAL(10, 2) AS dec, i % 2 = 0 AS flag, DATE '2020-01-01' + i::INTEGER AS day,
      TIMESTAMP '2020-01-01' + to_hours(i::INTEGER) AS at, (TIMESTAMP '2020-01-01' + to_hours(i::INTEGER))::TIMESTAMPTZ AS zoned, TIME '10:00:00' + to_minutes(i::INTEGER) AS clock,
      to_days(i::INTEGER) AS span, encode('b' || i) AS bytes, [i, i + 1] AS list, {'a': i} AS struct, MAP {'k': i} AS map, uuid() AS id, ('v' || i % 3)::VARCHAR AS text,
      CASE WHEN i % 2 = 0 THEN 'x' ELSE 'y' END::ENUM ('x', 'y') AS choice FROM range(30) t(i)`)
    const types = Object.fromEntries(seen.columns.map((column) => [column.name, column.type]))
    assert.deepEqual(
      [types.dec, types.span, types.bytes, types.list, types.struct, types.map],
      ['decimal', 'interval', 'binary', 'list', 'struct', 'map'],
    )
    for (const column of seen.columns) assert.equal(column.count, 30, column.name)
    assert.equal(seen.column('list').distinct.value, 30)
    assert.equal(seen.column('bytes').distinct.value, 30)
    assert.deepEqual(seen.column('flag').booleans, { true: 15, false: 15 })
    assert.equal(seen.column('dec').numbers?.max, 7.25)
    assert.equal(seen.column('clock').distinct.value, 30)
    assert.equal(seen.column('zoned').dates?.min, Date.UTC(2020, 0, 1))
    assert.ok(JSON.stringify(seen).length > 0)
  })

  it('profile() takes whole numbers beyond what JavaScript holds', async () => {
    const seen = await of('SELECT 9007199254740993 + (i // 2) AS serial FROM range(20) t(i)')
    assert.equal(seen.column('serial').distinct.value, 10)
    assert.deepEqual(seen.column('serial').top[0], { value: '9007199254740993', count: 2 })
  })

  it('profile() takes 500 columns and shows them in 200 kB', async () => {
    const seen = await of(
      `SELECT ${Array.from({ length: 500 }, (_, i) => `(i * ${i + 1}) % 97 AS column_${i}`).join(', ')} FROM range(200) t(i)`,
    )
    assert.equal(seen.columns.length, 500)
    assert.equal(seen.column('column_499').numbers?.max, 96)
    const payload = seen[displaySymbol]()[mime.profile] as ProfileView
    assert.ok(JSON.stringify(payload).length <= 200_000)
    assert.equal(payload.columns.length, 500)
  })

  it('profile() cuts huge texts', async () => {
    const seen = await of(`SELECT repeat('long text ', 100000) || i AS a FROM range(20) t(i)`)
    assert.equal(seen.column('a').text?.minLength, 1_000_001)
    assert.ok(JSON.stringify(seen).length < 10_000)
  })

  it('profile() takes names that are quotes, keywords, dots, Chinese, or like its own', async () => {
    const names = ['a"b', 'select', "it's", 'a.b', '数量', 'v', 'n', 'x0', 'g', 'kind', ' ', '__proto__']
    const seen = await of(`SELECT ${names.map((name, i) => `i + ${i} AS ${identifier(name)}`).join(', ')} FROM range(10) t(i)`)
    for (const [i, name] of names.entries()) assert.equal(seen.column(name).numbers?.min, i, name)
  })

  it('profile() computes a derived table once, and leaves nothing behind', async () => {
    const before = await engine().query('SELECT count(*) AS n FROM duckdb_tables()')
    await of('SELECT random() AS a FROM range(100)')
    const after = await engine().query('SELECT count(*) AS n FROM duckdb_tables()')
    assert.equal(after.columns[0]![0], before.columns[0]![0])
  })
})

describe('profile() as a task', () => {
  it('profile() reports columns done', async () => {
    const running = profile(await select('SELECT i AS a, i AS b, i AS c FROM range(1000) t(i)'))
    let last: unknown
    for await (const { done, total } of running.progress) last = { done, total }
    await running
    assert.deepEqual(last, { done: 3, total: 3 })
  })

  it('profile() stops when cancelled, and the engine goes on', async () => {
    const running = profile(await select('SELECT i % 1000003 AS a, hash(i) AS b FROM range(30000000) t(i)'))
    setTimeout(() => running.cancel(), 300)
    await assert.rejects(running, { name: 'AbortError' })
    assert.equal((await engine().query('SELECT 1 AS a')).rows, 1)
  })

  it('column() names the nearest column', async () => {
    const seen = await of('SELECT 1 AS price')
    assert.throws(() => seen.column('prise'), {
      name: 'RangeError',
      message: 'Cannot read column "prise": did you mean "price"? The table has "price"',
    })
  })

  it('Table.profile() is a verb', async () => {
    const seen = await (await select('SELECT 1 AS price')).profile()
    assert.equal(seen.kind, 'profile')
    assert.match(seen.made.engine, /^duckdb v\d/)
    assert.match(seen.made.fingerprint!, /^[0-9a-f]{64}$/)
  })
})

describe('profile() keeps personal data to itself', () => {
  let seen: Profile
  before(async () => {
    seen = await profile(await open(`${datasets}online-retail.csv`))
  })

  it('profile() gives a personal column no statistics that show a value', () => {
    const column = seen.column('CustomerID')
    assert.equal(column.personal, 'id')
    for (const key of ['numbers', 'dates', 'histogram'] as const) assert.equal(column[key], undefined)
    assert.equal(column.rowsPerValue!.bins.reduce((sum, bin) => sum + bin.count, 0) + (column.rowsPerValue!.above?.count ?? 0), 242)
    for (const { value } of column.top) assert.match(String(value), /^•••\d?$/)
  })

  it('profile() shows no CustomerID in its payload, HTML, Markdown and text', async () => {
    const rows = await engine().query(
      `SELECT DISTINCT CustomerID::VARCHAR AS id FROM read_csv('${datasets}online-retail.csv') WHERE CustomerID IS NOT NULL`,
    )
    const ids = Array.from(rows.columns[0] as ArrayLike<string>)
    assert.equal(ids.length, 242)
    const bundle = seen[displaySymbol]() as Record<string, unknown>
    const payload = bundle[mime.profile] as ProfileView
    const column = payload.columns.find(({ name }) => name === 'CustomerID')
    const look = [
      JSON.stringify(column),
      ...['text/html', 'text/markdown', 'text/plain'].map((type) =>
        String(bundle[type])
          .split('\n')
          .filter((line) => line.includes('CustomerID'))
          .join(),
      ),
    ]
    for (const shown of look) for (const id of ids) assert.ok(!shown.includes(id), id)
  })

  it('profile() shows no raw value of any kind of personal data', async () => {
    const person = [
      'Petra Quandt',
      'petra.quandt@example.com',
      '13812345678',
      '11010519491231002X',
      '4111111111111111',
      '17 Elm Street, Ashford',
      '1949-12-31',
      '203.0.113.77',
    ]
    const names = ['customer_name', 'email', 'phone', 'national_id', 'card_number', 'address', 'birth_date', 'ip_address']
    const columns = person.map((value, i) => `'${value}' AS ${names[i]}`)
    const text = await of(
      `SELECT ${columns.join(', ')}, 'ask petra.quandt@example.com, id 11010519491231002X, phone 13812345678' AS remark, 'x' || 11010519491231002 AS other, '1970-01-01' AS birthday, DATE '1949-12-31' AS dob FROM range(5)`,
    )
    const all = JSON.stringify([text, text[displaySymbol]()])
    for (const value of person) assert.ok(!all.includes(value), value)
    assert.ok(!all.includes(String(Date.UTC(1949, 11, 31))))
    assert.equal(text.period, undefined)
    for (const name of names) assert.notEqual(text.column(name).personal, undefined, name)
  })

  it('profile() shows no personal value that reading remarked on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-profile-'))
    try {
      const rows = Array.from({ length: 50_000 }, (_, i) => 10_000_000 + i).join('\n')
      await writeFile(join(folder, 'people.csv'), `customer_id\n${rows}\nsecret-77\n`)
      const found = (await profile(await open(join(folder, 'people.csv'), { cache: false }))).column('customer_id')
      assert.equal(found.type, 'text')
      assert.deepEqual(
        found.notes.filter((note) => note.code === 'widened').map((note) => note.text.en),
        ['read as text: 1 value does not fit'],
      )
      assert.ok(!JSON.stringify(found).includes('secret'))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('profile() keeps shapes of personal texts without their letters', async () => {
    const seen = await of(`SELECT unnest(['王小明', '李雷', 'Ann Lee']) AS 姓名`)
    assert.deepEqual(
      seen.column('姓名').text!.patterns.map(({ pattern, example }) => [pattern, example]),
      [
        ['Aaa Aaa', null],
        ['aa', null],
        ['aaa', null],
      ],
    )
  })
})
