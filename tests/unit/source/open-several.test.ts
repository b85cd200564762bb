import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { engine, textLiteral } from '../../../src/engine/index.ts'
import { open } from '../../../src/source/index.ts'
import { provide } from '../../../src/source/type-provider.ts'
import { relationOf, schemaOf, toSQL } from '../../../src/table/index.ts'
import { folders, notesOf, sourceOf } from './files.ts'

describe('open() of several files', function () {
  this.timeout(60_000)
  const files = folders()
  const at = (...names: string[]) => join(files.path, ...names)
  const names = (rows: readonly object[]) => rows.map((row) => (row as { file: string }).file.split('/').at(-1))
  const copy = (sql: string, name: string) => {
    mkdirSync(join(at(name), '..'), { recursive: true })
    return engine().query(`COPY (${sql}) TO ${textLiteral(at(name))} (FORMAT parquet)`)
  }

  it('unites columns by name, in the order of the files, and says what is missing where', async () => {
    files.write('a.csv', 'id,v,w\n1,1.50,x\n2,2,y\n')
    files.write('b.csv', 'Z,ID,v\n7,3,n/a\n')
    const table = await open(at('*.csv'))
    assert.deepEqual(table.columnNames, ['id', 'v', 'w', 'Z', 'file'])
    assert.deepEqual(
      (await table.rows()).map(({ file: _, ...row }) => row),
      [
        { id: 1, v: '1.50', w: 'x', Z: null },
        { id: 2, v: '2', w: 'y', Z: null },
        { id: 3, v: 'n/a', w: null, Z: 7 },
      ],
    )
    assert.deepEqual(names(await table.rows()), ['a.csv', 'a.csv', 'b.csv'])
    const [widened, ...absent] = notesOf(table).map((note) => note.replaceAll(`${files.path}/`, ''))
    assert.equal(widened, 'v is text: it is numbers in "a.csv" and text in "b.csv"')
    assert.deepEqual(absent, [
      'w is not in "b.csv": it is missing in the rows from there',
      'Z is not in "a.csv": it is missing in the rows from there',
    ])
  })

  it('numbers the rows in each file, and on through all of them', async () => {
    files.write('a.csv', 'id\n1\n2\n')
    files.write('b.csv', 'id\n3\n4\n')
    const relation = relationOf(await open([at('b.csv'), at('a.csv')]))
    const inFile = relation.hidden.find((name) => name.startsWith('__assay_file_row'))!
    const { columns } = await relation.engine.query(`SELECT id, "${relation.rowNumber}", "${inFile}" FROM (${String(relation.query)})`)
    assert.deepEqual(
      columns.map((column) => Array.from(column)),
      [
        [3, 4, 1, 2],
        [1, 2, 3, 4],
        [1, 2, 1, 2],
      ],
    )
  })

  it('takes no type from a column without values', async () => {
    files.write('a.csv', 'id,n\n1,\n2,\n')
    files.write('b.csv', 'id,n\n3,5\n')
    const table = await open(at('*.csv'))
    assert.deepEqual(
      (await schemaOf(table)).map((field) => field.native),
      ['BIGINT', 'BIGINT', 'VARCHAR'],
    )
    assert.deepEqual(notesOf(table), [])
  })

  it('keeps the rejected lines of every file, with its name', async () => {
    files.write('a.csv', 'id,v\n1,2\n1,2,3\n')
    files.write('b.csv', 'id,v\n3,4\n')
    files.write('c.csv', 'id,v\n5\n6,7\n')
    const table = await open(at('{a,b,c}.csv'))
    assert.equal(await table.count(), 3)
    const rejects = await table.rejects.rows()
    assert.deepEqual(names(rejects), ['a.csv', 'c.csv'])
    assert.deepEqual(
      rejects.map((row) => [row.line, row.raw]),
      [
        [3, '1,2,3'],
        [2, '5'],
      ],
    )
    assert.equal(sourceOf(table).rejected, 2)
  })

  it('mixes formats, and gives asked types where a file has the column', async () => {
    files.write('a.csv', 'id,code\n1,007\n')
    files.write('b.jsonl', '{"id":2}\n')
    await copy(`SELECT 3::TINYINT AS id, 12 AS code`, 'c.parquet')
    const table = await open([at('a.csv'), at('b.jsonl'), at('c.parquet')], { types: { code: 'string' } })
    assert.deepEqual(
      (await table.rows()).map(({ id, code }) => [id, code]),
      [
        [1, '007'],
        [2, null],
        [3, '12'],
      ],
    )
    await assert.rejects(open([at('a.csv'), at('b.jsonl')], { types: { cde: 'string' } }), /"cde": did you mean "code"/)
  })

  it('reads partitions of a folder as columns, and only the files that a filter needs', async () => {
    for (const [year, shop] of [
      ['2010', 'north'],
      ['2011', 'south%20end'],
      ['2011', '__HIVE_DEFAULT_PARTITION__'],
    ])
      await copy(`SELECT ${year} * 10 AS v`, join('sales', `year=${year}`, `shop=${shop}`, 'data.parquet'))
    const table = await open(at('sales'))
    assert.deepEqual(
      (await table.rows()).map(({ v, year, shop }) => [v, year, shop]),
      [
        [20100, 2010, 'north'],
        [20110, 2011, null],
        [20110, 2011, 'south end'],
      ],
    )
    const filtered = await relationOf(table).engine.query(`EXPLAIN ANALYZE ${toSQL(table.filter((row) => row.year === 2010))}`)
    assert.match(String(filtered.columns[1]![0]), /Scanning Files: 1\/3/)
  })

  it('reads partitions of text files', async () => {
    mkdirSync(at('log', 'day=2024-01-02'), { recursive: true })
    files.write(join('log', 'day=2024-01-02', 'a.csv'), 'id\n1\n')
    assert.deepEqual(
      (await (await open(at('log', '**', '*.csv'))).rows()).map(({ id, day }) => [id, day]),
      [[1, new Date('2024-01-02')]],
    )
  })

  it('reads files that have columns called as what it adds', async () => {
    files.write('a.csv', 'file,file_row_number\nx,9\ny,8\n')
    files.write('b.csv', 'file,file_row_number\nz,7\n')
    const table = await open(at('*.csv'))
    assert.deepEqual(table.columnNames, ['file', 'file_row_number', 'file_2'])
    assert.deepEqual(
      (await table.rows()).map((row) => [row['file'], row['file_row_number']]),
      [
        ['x', 9],
        ['y', 8],
        ['z', 7],
      ],
    )
  })

  it('goes down folders, takes braces and sets, and leaves hidden files out', async () => {
    mkdirSync(at('x', 'y'), { recursive: true })
    for (const name of ['a1.csv', 'b2.csv', 'c3.csv', '.d.csv', join('x', 'e.csv'), join('x', 'y', 'f.csv')]) files.write(name, 'id\n1\n')
    const found = async (pattern: string) => names(await (await open(at(pattern))).rows())
    assert.deepEqual(await found('**/*.csv'), ['a1.csv', 'b2.csv', 'c3.csv', 'e.csv', 'f.csv'])
    assert.deepEqual(await found('[a-b]?.csv'), ['a1.csv', 'b2.csv'])
    assert.deepEqual(await found('{c*,x/e}.csv'), ['c3.csv', 'e.csv'])
  })

  it('prefers a file that is called as the pattern', async () => {
    files.write('a[1].csv', 'id\n1\n')
    assert.deepEqual((await open(at('a[1].csv'))).columnNames, ['id'])
  })

  it('names what is not there', async () => {
    files.write('a.csv', 'id\n1\n')
    await assert.rejects(open(at('*.cvs')), /^RangeError: Cannot open ".*\*\.cvs": no file is called so/)
    await assert.rejects(open([]), /empty list/)
    await assert.rejects(open([at('a.csv'), at('b.csv')]), /b\.csv": did you mean "a\.csv"/)
    await assert.rejects(open(files.path), /or all by a pattern, such as ".*\*\.csv"/)
  })

  it('is declared with its united columns before a cell runs', async () => {
    files.write('a.csv', 'id,n,v\n1,,x\n')
    files.write('b.csv', 'id,n,w\n2,5,2024-01-01\n')
    const ask = async () =>
      (await provide({ cwd: files.path, calls: [{ export: 'open', argument: '*.csv' }] })).declarations.replace(/\s+/g, ' ')
    const declared =
      /"\*\.csv": \{ "id": number \| null "n": number \| null "v": string \| null "w": Date \| null "file": string \| null \}/
    assert.match(await ask(), declared)
    await open(at('*.csv'))
    assert.match(await ask(), declared)
  })
})
