import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
// @ts-expect-error the package has no types
import initSqlJs from 'sql.js'
import { open } from '../../../src/source/index.ts'
import { schemaOf } from '../../../src/table/index.ts'
import { folders, notesOf, sourceOf } from './files.ts'

const chinook = fileURLToPath(new URL('../../../../shared/data/A-chinook/', import.meta.url))

describe('open() of SQLite', function () {
  this.timeout(60_000)
  const files = folders()
  const database = async (sql: string, name = 'shop.sqlite') => {
    const { Database } = await initSqlJs()
    const db = new Database()
    db.run(sql)
    const path = join(files.path, name)
    writeFileSync(path, db.export())
    db.close()
    return path as string
  }

  it('settles types on the values, save of columns declared as text', async () => {
    const path = await database(`CREATE TABLE t (id INTEGER, code VARCHAR(9), at DATETIME, price NUMERIC, n, "a ""b" TEXT);
      INSERT INTO t VALUES (1, '70174', '2024-01-02 03:04:05', 1.5, 1, 'x'), (2, '', NULL, 2, 9007199254740993, 'y
"z", w'), (3, NULL, NULL, NULL, NULL, NULL)`)
    const table = await open(path)
    assert.deepEqual(
      (await schemaOf(table)).map((field) => `${field.name} ${field.native}`),
      ['id BIGINT', 'code VARCHAR', 'at TIMESTAMP', 'price DOUBLE', 'n VARCHAR', 'a "b VARCHAR'],
    )
    assert.deepEqual(await table.rows(), [
      { id: 1, code: '70174', at: new Date('2024-01-02T03:04:05Z'), price: 1.5, n: '1', 'a "b': 'x' },
      { id: 2, code: '', at: null, price: 2, n: '9007199254740993', 'a "b': 'y\n"z", w' },
      { id: 3, code: null, at: null, price: null, n: null, 'a "b': null },
    ])
    assert.equal(sourceOf(table).format, 'sqlite')
  })

  it('widens a column of mixed values, and names the row', async () => {
    const path =
      await database(`CREATE TABLE t (n INTEGER, x TEXT); WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 30000)
      INSERT INTO t SELECT CASE i WHEN 29000 THEN 'many' ELSE i END, 'a' || char(10) || i FROM c`)
    const table = await open(path)
    assert.deepEqual(notesOf(table), ['n is text: row 29,000 "many"'])
    assert.equal(await table.count(), 30_000)
  })

  it('reads tables without rows, with one column of nulls, views and blobs', async () => {
    const path = await database(`CREATE TABLE none (a, b); CREATE TABLE one (a); INSERT INTO one VALUES (NULL), (1), (NULL);
      CREATE VIEW v AS SELECT a * 2 AS d, x'00ff' AS raw FROM one WHERE a NOT NULL`)
    assert.deepEqual((await open(path, { table: 'none' })).columnNames, ['a', 'b'])
    assert.deepEqual(await (await open(path, { table: 'none' })).rows(), [])
    assert.deepEqual(await (await open(path, { table: 'one' })).rows(), [{ a: null }, { a: 1 }, { a: null }])
    assert.deepEqual(await (await open(path, { table: 'v' })).rows(), [{ d: 2, raw: '00ff' }])
  })

  it('says which tables there are, and refuses what is none', async () => {
    const path = await database('CREATE TABLE Customer (a); CREATE TABLE Orders (a)')
    await assert.rejects(open(path), /without the name of a table: give \{ table: "Customer" \}; it has "Customer", "Orders"/)
    await assert.rejects(open(path, { table: 'Custmer' }), /did you mean "Customer"\?/)
    await assert.rejects(open(path, { table: 'Orders', types: { b: 'string' } }), /column "b"/)
    await assert.rejects(open(await database('SELECT 1', 'none.db')), /the database has no tables/)
    await assert.rejects(open(files.write('x.db', 'no database, but long enough to be looked at') as string), /not a whole SQLite file/)
    await assert.rejects(open(files.write('x.csv', 'a\n1\n') as string, { table: 'x' }), /only databases have tables/)
  })

  it('reads a real database to the same rows as its text files', async function () {
    if (!existsSync(chinook)) this.skip()
    for (const table of ['Customer', 'Invoice', 'Track']) {
      const rows = await (await open(join(chinook, 'Chinook_Sqlite.sqlite') as string, { table })).rows()
      const lines = await (await open(join(chinook, `${table}.csv`) as string)).count()
      assert.equal(rows.length, lines, table)
    }
    const invoices = await open(join(chinook, 'Chinook_Sqlite.sqlite') as string, { table: 'Invoice' })
    const [first] = await invoices.rows(1)
    assert.deepEqual([first!['InvoiceDate'], first!['BillingPostalCode'], first!['Total']], [new Date('2021-01-01'), '70174', 1.98])
  })
})
