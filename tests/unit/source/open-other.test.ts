import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tableFromArrays, tableToIPC } from '@uwdata/flechette'
import { engine, rowsOf, textLiteral } from '../../../src/engine/index.ts'
import { type OpenOptions, open } from '../../../src/source/index.ts'
import { relationOf, schemaOf, toSQL } from '../../../src/table/index.ts'
import { folders, sourceOf } from './files.ts'

const files = folders()

async function natives(table: Parameters<typeof schemaOf>[0]): Promise<string[]> {
  return (await schemaOf(table)).map((field) => `${field.name} ${field.native}`)
}

describe('open() of JSON', function () {
  this.timeout(60_000)
  const json = (name: string, content: string | Uint8Array, options?: OpenOptions) => open(files.write(name, content) as string, options)

  it('reads one value a line: nested, dated, and of several kinds', async () => {
    const table = await json(
      'x.jsonl',
      '{"a":1,"b":{"c":[1,2],"d e":"x"},"t":"2020-01-01","m":1,"us":"03/04/2024","id":12345678901234567890,"code":"007"}\n\n{"a":2.5,"b":{"c":[]},"m":"x","t":null}\n',
    )
    assert.deepEqual(await natives(table), [
      'a DOUBLE',
      'b STRUCT("c" BIGINT[], "d e" VARCHAR)',
      't DATE',
      'm VARCHAR',
      'us VARCHAR',
      'id VARCHAR',
      'code VARCHAR',
    ])
    assert.deepEqual(await table.rows(), [
      { a: 1, b: { c: [1, 2], 'd e': 'x' }, t: new Date('2020-01-01'), m: '1', us: '03/04/2024', id: '12345678901234567890', code: '007' },
      { a: 2.5, b: { c: [], 'd e': null }, t: null, m: 'x', us: null, id: null, code: null },
    ])
  })

  it('keeps broken lines in rejects', async () => {
    const table = await json('x.ndjson', '{"a":1}\nbroken{\n{"a":\n{"a":3}\n')
    assert.deepEqual(await table.rows(), [{ a: 1 }, { a: 3 }])
    assert.deepEqual(
      (await table.rejects.rows()).map((row) => [row['line'], row['raw']]),
      [
        [2, 'broken{'],
        [3, '{"a":'],
      ],
    )
  })

  it('reads an array, values behind one another, and gzip', async () => {
    assert.deepEqual(await (await json('a.json', '[{"a":1},\n {"a":2}]')).rows(), [{ a: 1 }, { a: 2 }])
    assert.deepEqual(await (await json('b.json', '{\n "a": 1\n}\n{"a":2}')).rows(), [{ a: 1 }, { a: 2 }])
    assert.deepEqual(await (await json('c.json.gz', gzipSync('{"a":1}\n{"a":2}\n'))).rows(), [{ a: 1 }, { a: 2 }])
    assert.deepEqual(await (await json('d.jsonl', '\ufeff{"a":"é"}\n')).rows(), [{ a: 'é' }])
  })

  it('reads as the types that are asked for', async () => {
    const table = await json('x.jsonl', '{"id":7,"n":"5","bad":"x"}\n', { types: { id: 'string', n: 'integer', bad: 'integer' } })
    assert.deepEqual(await table.rows(), [{ id: '7', n: 5, bad: 'x' }])
    assert.match(sourceOf(table).notes[0]!.text.en, /^bad stays as it is/)
  })

  it('says where a broken array breaks', async () => {
    await assert.rejects(json('x.json', '[{"a":1},{"a":]'), /^SyntaxError: Cannot read ".*x\.json" as JSON: .* at byte \d+/)
    await assert.rejects(json('y.json', '[]'), /holds no records/)
    await assert.rejects(json('z.jsonl', 'x\ny\n'), /none of its 2 lines is a JSON value/)
  })
})

describe('open() of Parquet', function () {
  this.timeout(60_000)

  it('reads in place, with row numbers, narrow whole numbers widened', async () => {
    const path = join(files.path, 'x.parquet')
    await engine().query(
      `COPY (SELECT 2000000000::INTEGER AS a, 'x' AS file_row_number UNION ALL SELECT 7, 'y') TO ${textLiteral(path)} (FORMAT parquet)`,
    )
    const table = await open(path as string)
    assert.deepEqual(
      await table
        .derive({ twice: (row) => row['a'] * 2 })
        .select('twice')
        .rows(),
      [{ twice: 4000000000 }, { twice: 14 }],
    )
    const relation = relationOf(table.filter((row) => row['a'] === 7))
    const [row] = rowsOf(
      await relation.engine.query(
        toSQL(
          table.filter((r) => r['a'] === 7),
          { rowNumber: true },
        ),
      ),
    )
    assert.equal(row![relation.rowNumber!], 2)
  })

  it('refuses a file that is not whole', async () => {
    const path = files.write('x.parquet', 'PAR1 nothing')
    await assert.rejects(open(path as string), /Cannot open ".*x\.parquet": it is not a whole Parquet file/)
  })

  it('names the column whose numbers JavaScript cannot hold, and reads it as text when asked', async () => {
    const path = join(files.path, 'x.parquet')
    await engine().query(`COPY (SELECT 9007199254740993::BIGINT AS id) TO ${textLiteral(path)} (FORMAT parquet)`)
    await assert.rejects((await open(path as string)).rows(), /"id"/)
    assert.deepEqual(await (await open(path as string, { types: { id: 'string' } })).rows(), [{ id: '9007199254740993' }])
  })
})

describe('open() of Arrow', function () {
  this.timeout(60_000)
  const data = {
    a: [1, 2, null],
    s: ['x', 'é"\n', 'x'],
    d: [new Date(0), new Date(5), null],
    b: [true, false, null],
    l: [[1], [2, 3], null],
  }

  it('reads files and streams', async () => {
    for (const format of ['file', 'stream'] as const) {
      const path = join(files.path, `${format}.arrow`)
      writeFileSync(path, tableToIPC(tableFromArrays(data), { format })!)
      const table = await open(path as string)
      assert.deepEqual(await table.rows(), [
        { a: 1, s: 'x', d: new Date(0), b: true, l: [1] },
        { a: 2, s: 'é"\n', d: new Date(5), b: false, l: [2, 3] },
        { a: null, s: 'x', d: null, b: null, l: null },
      ])
    }
  })

  it('refuses what is no Arrow', async () => {
    await assert.rejects(open(files.write('x.arrow', 'no arrow at all') as string), /^SyntaxError: Cannot read ".*x\.arrow" as Arrow/)
  })
})
