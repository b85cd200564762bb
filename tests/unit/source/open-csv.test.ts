import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rowsOf } from '../../../src/engine/index.ts'
import { type OpenOptions, open } from '../../../src/source/index.ts'
import { relationOf, schemaOf, type Table, toSQL } from '../../../src/table/index.ts'
import { folders, notesOf, sourceOf } from './files.ts'

const datasets = fileURLToPath(new URL('../../../datasets/', import.meta.url))
const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

async function types(table: Table<never> | Table<object>): Promise<string[]> {
  return (await schemaOf(table as Table<object>)).map((field) => `${field.name} ${field.type}`)
}

describe('open() of delimited text', function () {
  this.timeout(60_000)
  const files = folders()
  const csv = (content: string | Uint8Array, options?: OpenOptions, name = 'x.csv') => open(files.write(name, content) as string, options)

  it('reads the bundled extract: rows, missing values, types, note', async () => {
    const retail = await open(`${datasets}online-retail.csv` as string)
    assert.equal(await retail.count(), 6339)
    assert.equal(await retail.filter((row) => row['CustomerID'] === null).count(), 1620)
    assert.deepEqual(await types(retail), [
      'InvoiceNo text',
      'StockCode text',
      'Description text',
      'Quantity integer',
      'InvoiceDate timestamp',
      'UnitPrice number',
      'CustomerID integer',
      'Country text',
    ])
    assert.deepEqual(notesOf(retail), ['InvoiceNo is text: line 143 "C536379" and 78 more'])
    const [first] = await retail.rows(1)
    assert.deepEqual(first, {
      InvoiceNo: '536365',
      StockCode: '85123A',
      Description: 'WHITE HANGING HEART T-LIGHT HOLDER',
      Quantity: 6,
      InvoiceDate: new Date('2010-12-01T08:26:00Z'),
      UnitPrice: 2.55,
      CustomerID: 17850,
      Country: 'United Kingdom',
    })
  })

  it('numbers rows as they stand in the file, whatever is filtered', async () => {
    const table = (await csv('a\n5\n6\n7\n')).filter((row) => row['a'] > 5)
    const relation = relationOf(table)
    const batch = await relation.engine.query(toSQL(table, { rowNumber: true }))
    assert.deepEqual(
      rowsOf(batch).map((row) => [row['a'], row[relation.rowNumber!]]),
      [
        [6, 2],
        [7, 3],
      ],
    )
  })

  it('keeps a late misfit: the column becomes text, the row stays, a note names line and value', async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `${500000 + i},${i % 7}`)
    const table = await csv(`InvoiceNo,qty\n${lines.join('\n')}\nC536379,2.5\n1,1\n`)
    assert.deepEqual(await types(table), ['InvoiceNo text', 'qty number'])
    assert.equal(await table.count(), 30002)
    assert.deepEqual(notesOf(table), ['InvoiceNo is text: line 30,002 "C536379"', 'qty is a number: line 30,002 "2.5"'])
    assert.equal(sourceOf(table).notes[0]!.text['zh-CN'], 'InvoiceNo 读作文本：第 30,002 行 "C536379"')
  })

  it('shows no personal value in a note', async () => {
    const table = await csv(`phone\n${'13800138000\n'.repeat(40000)}+86 139-1234-5678\n`)
    assert.deepEqual(await types(table), ['phone text'])
    const [note] = notesOf(table)
    assert.match(note!, /line 40,002/)
    assert.doesNotMatch(note!, /1234/)
  })

  it('counts lines past quoted line ends and rejected lines', async () => {
    const lines = Array.from({ length: 40000 }, (_, i) => `${i},x`)
    lines[10] = '10,"two\nlines"'
    lines[20] = 'broken'
    const table = await csv(`id,t\n${lines.join('\n')}\nA1,y\n`)
    assert.deepEqual(notesOf(table), ['id is text: line 40,003 "A1"'])
    assert.equal(await table.count(), 40000)
  })

  it('keeps codes with leading zeros and whole numbers beyond 2^53 - 1 as text', async () => {
    const table = await csv('zip,id,n,f\n00123,9007199254740993,9007199254740991,01.5\n12345,1,2,2.5\n')
    assert.deepEqual(await types(table), ['zip text', 'id text', 'n integer', 'f text'])
    assert.deepEqual((await table.rows(1))[0], { zip: '00123', id: '9007199254740993', n: 9007199254740991, f: '01.5' })
  })

  it('types ISO days and times, and leaves ambiguous ones alone', async () => {
    const table = await csv(
      'd,s,t,z,us,bad\n2024-02-29,2024/2/9,2024-02-29 08:30,2024-02-29T08:30:00+08:00,03/04/2024,2023-02-29\n2024-03-01,2024/12/31,2024-03-01,2024-03-01T00:00Z,12/31/2024,2024-01-01\n',
    )
    assert.deepEqual(await types(table), ['d date', 's date', 't timestamp', 'z timestamp', 'us text', 'bad text'])
    const [row] = await table.rows(1)
    assert.deepEqual(
      [row!['d'], row!['s'], row!['t'], row!['z']],
      ['2024-02-29T00:00:00Z', '2024-02-09T00:00:00Z', '2024-02-29T08:30:00Z', '2024-02-29T00:30:00Z'].map((text) => new Date(text)),
    )
  })

  it('reads zones however they are written', async () => {
    const texts = [
      '2016-04-30 03:22:56 +0000',
      '2016-04-30T03:22:56Z',
      '2016-04-30 05:22:56+02:00',
      '2016-04-30 03:22:56.000 Z',
      '2016-04-30T11:22:56.000+08',
    ]
    const table = await csv(`t\n${texts.join('\n')}\n2016-04-30 03:22Z\n`)
    assert.deepEqual(await types(table), ['t timestamp'])
    const times = (await table.rows()).map((row) => (row['t'] as Date).toISOString())
    assert.deepEqual(times, [...texts.map(() => '2016-04-30T03:22:56.000Z'), '2016-04-30T03:22:00.000Z'])
  })

  it('tells missing from empty: unquoted nothing is missing, quoted nothing is empty text', async () => {
    const table = await csv('t,n\n,\n"",""\nx,1\n')
    assert.deepEqual(await table.rows(), [
      { t: null, n: null },
      { t: '', n: null },
      { t: 'x', n: 1 },
    ])
  })

  it('takes the tokens of missing values only when told', async () => {
    const content = 'n\n1\nNA\n-\n'
    assert.deepEqual(await types(await csv(content)), ['n text'])
    const table = await csv(content, { missing: ['NA', '-'] }, 'y.csv')
    assert.deepEqual(await table.rows(), [{ n: 1 }, { n: null }, { n: null }])
  })

  it('keeps what is broken in rejects, with line, reason and text, and all else as rows', async () => {
    const table = await csv(
      'a,b,c\n1,x,2\n2,"y\nz",3\n3,"q"" w",4,5\n4,short\n5,"unclosed,7\n6,k,8\n7,"",9\n8,,\n9,"stray"x,3\n10,5" pipe,3\n',
    )
    assert.deepEqual(
      (await table.rows()).map((row) => [row['a'], row['b']]),
      [
        [1, 'x'],
        [2, 'y\nz'],
        [6, 'k'],
        [7, ''],
        [8, null],
        [10, '5" pipe'],
      ],
    )
    assert.equal(sourceOf(table).rejected, 4)
    assert.deepEqual(await table.rejects.rows(), [
      { line: 5, column: 'c', reason: '4 values where 3 are expected', raw: '3,"q"" w",4,5' },
      { line: 6, column: 'c', reason: '2 values where 3 are expected', raw: '4,short' },
      { line: 7, column: 'b', reason: 'text follows a closing quote', raw: '5,"unclosed,7' },
      { line: 11, column: 'b', reason: 'text follows a closing quote', raw: '9,"stray"x,3' },
    ])
  })

  it('keeps the lines behind a quote that is never closed, also at the end of the file', async () => {
    for (const [i, [content, ids, broken]] of (
      [
        ['a,b\n1,2\n3,"4\n', [1], ['3,"4']],
        ['a,b\n1,2\n3,"4', [1], ['3,"4']],
        ['a,b\n1,2\n3,"4\n5,6\n', [1, 5], ['3,"4']],
        ['a,b\n1,"x\ny"\n3,"say ""hi\n5,6\n', [1, 5], ['3,"say ""hi']],
      ] as const
    ).entries()) {
      for (const [name, bytes] of [
        [`q${i}.csv`, content],
        [`q${i}.csv.gz`, gzipSync(content)],
      ] as const) {
        const table = await open(files.write(name, bytes) as string)
        assert.deepEqual(
          (await table.rows()).map((row) => row['a']),
          ids,
        )
        assert.deepEqual(
          (await table.rejects.rows()).map((row) => row.raw),
          broken,
        )
      }
    }
  })

  it('has no rejects when nothing is broken', async () => {
    assert.equal(await (await csv('a\n1\n')).rejects.count(), 0)
  })

  it('reads line ends inside quotes in a file that is long enough to be read in parts', async () => {
    const rows = 300_000
    const value = (i: number) => (i % 3 === 0 ? `one\ntwo, "three" ${i}` : `plain ${i}`)
    const lines = Array.from({ length: rows }, (_, i) => `${i},"${value(i).replaceAll('"', '""')}",${i * 2}`)
    const table = await csv(`id,t,v\n${lines.join('\n')}\n`)
    assert.deepEqual(await types(table), ['id integer', 't text', 'v integer'])
    assert.equal(await table.filter((row) => row['v'] === row['id'] * 2).count(), rows)
    assert.deepEqual(await table.slice(299_997, 299_998).rows(), [{ id: 299_997, t: value(299_997), v: 599_994 }])
  })

  it('reads values of millions of characters, broken lines beside them', async () => {
    const table = await csv(`a,b\n1,"${'x'.repeat(5_000_000)}"\nbroken\n2,y\n`)
    assert.deepEqual(
      (await table.rows()).map((row) => [row['a'], (row['b'] as string).length]),
      [
        [1, 5_000_000],
        [2, 1],
      ],
    )
    assert.equal(sourceOf(table).rejected, 1)
  })

  it('takes any header: blank, repeated, quotes, keywords, Chinese, code', async () => {
    const code = '`$' + '{x}`'
    const names = ['a', 'A', '', 'q"u', 'select', '订单号', code, '"; DROP TABLE t; --', '__proto__']
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    const table = await csv(`${header}\n${names.map((_, i) => i).join(',')}\n`)
    assert.deepEqual(table.columnNames, ['a', 'A_2', 'column3', 'q"u', 'select', '订单号', code, '"; DROP TABLE t; --', '__proto__'])
    assert.deepEqual(Object.values((await table.rows())[0]!), [0, 1, 2, 3, 4, 5, 6, 7, 8])
    assert.deepEqual(notesOf(table), ['Column 2 repeats the name "A": it is called "A_2"', 'Column 3 has no name: it is called "column3"'])
  })

  it('finds out whether there is a header, and takes the word of the option', async () => {
    assert.deepEqual((await csv('1,2,x\n3,4,y\n')).columnNames, ['column1', 'column2', 'column3'])
    assert.deepEqual((await csv('1,2,x\n3,4,y\n', { header: true }, 'y.csv')).columnNames, ['1', '2', 'x'])
    assert.deepEqual((await csv('a,b\nc,d\n', { header: false }, 'z.csv')).columnNames, ['column1', 'column2'])
  })

  it('finds the delimiter', async () => {
    for (const [i, delimiter] of [',', ';', '\t', '|'].entries()) {
      const table = await csv(
        [
          ['a', 'b'],
          ['1', '2'],
          ['3', 'x y'],
        ]
          .map((row) => row.join(delimiter))
          .join('\n'),
        {},
        `d${i}.txt`,
      )
      assert.deepEqual(table.columnNames, ['a', 'b'])
      assert.equal(sourceOf(table).delimiter, delimiter)
      assert.equal(await table.count(), 2)
    }
    assert.deepEqual((await csv('a;b,c\n1;2,3\n', { delimiter: ';' })).columnNames, ['a', 'b,c'])
  })

  it('finds out how quotes inside quotes are written', async () => {
    const doubled = await csv('a,b\n"x ""y"" z",1\n"\\",2\n', {}, 'd.csv')
    assert.deepEqual(await doubled.rows(), [
      { a: 'x "y" z', b: 1 },
      { a: '\\', b: 2 },
    ])
    const escaped = await csv('a,b\n"x \\"y\\" z",1\n"w",2\n', {}, 'e.csv')
    assert.deepEqual(await escaped.rows(), [
      { a: 'x "y" z', b: 1 },
      { a: 'w', b: 2 },
    ])
  })

  it('finds the encoding and says which', async () => {
    const text = '姓名,城市\n王小明,北京\n李雷,上海\n'
    const gb = Buffer.from([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0a, 0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7, 0x2c, 0xb1, 0xb1, 0xbe, 0xa9, 0x0a,
      0xc0, 0xee, 0xc0, 0xd7, 0x2c, 0xc9, 0xcf, 0xba, 0xa3, 0x0a,
    ])
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\ufeff${text}`)],
      ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
      ['utf-16be', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
      ['gb18030', gb],
    ]
    for (const [i, [encoding, bytes]] of cases.entries()) {
      const table = await csv(bytes, {}, `e${i}.csv`)
      assert.equal(sourceOf(table).encoding, encoding)
      assert.deepEqual(await table.rows(), [
        { 姓名: '王小明', 城市: '北京' },
        { 姓名: '李雷', 城市: '上海' },
      ])
    }
    const western = await csv(Buffer.from('name,city\nJosé,Málaga\nZoë,Besançon\n', 'latin1'), {}, 'w.csv')
    assert.equal(sourceOf(western).encoding, 'windows-1252')
    assert.deepEqual((await western.rows(1))[0], { name: 'José', city: 'Málaga' })
  })

  it('finds an encoding that shows late in the file', async () => {
    const table = await csv(
      Buffer.concat([Buffer.from(`a,b\n${'1,x\n'.repeat(200000)}`), Buffer.from([0x32, 0x2c, 0xd6, 0xd0, 0xb9, 0xfa, 0x0a])]),
    )
    assert.equal(sourceOf(table).encoding, 'gb18030')
    assert.deepEqual(await table.filter((row) => row['a'] === 2).rows(), [{ a: 2, b: '中国' }])
    assert.equal(await table.count(), 200001)
  })

  it('rejects only the lines whose bytes are broken', async () => {
    const table = await csv(Buffer.concat([Buffer.from('a,b\n1,中\n2,'), Buffer.from([0xff, 0x0a]), Buffer.from('3,文\n')]))
    assert.equal(sourceOf(table).encoding, 'utf-8')
    assert.deepEqual(await table.rows(), [
      { a: 1, b: '中' },
      { a: 3, b: '文' },
    ])
    const [reject] = await table.rejects.rows()
    assert.deepEqual([reject!.line, reject!.reason], [3, 'bytes that are not in the encoding of the file'])
  })

  it('refuses a wrong encoding, and says which it looks like', async () => {
    await assert.rejects(
      csv(Buffer.from('name\nJosé\n', 'latin1'), { encoding: 'utf-8' }),
      /^RangeError: Cannot read ".*x\.csv" as utf-8: it holds bytes that mean nothing there; it looks like windows-1252/,
    )
  })

  it('reads bare carriage returns and mixed line ends', async () => {
    const table = await csv('a,b\r1,x\r2,"y\rz"\r\n3,w')
    assert.deepEqual(await table.rows(), [
      { a: 1, b: 'x' },
      { a: 2, b: 'y\rz' },
      { a: 3, b: 'w' },
    ])
  })

  it('reads gzipped text', async () => {
    const table = await csv(gzipSync('a,b\n1,x\n'), {}, 'x.csv.gz')
    assert.deepEqual(await table.rows(), [{ a: 1, b: 'x' }])
    assert.equal(relationOf(table).name, 'x')
  })

  it('reads as the types that are asked for, and widens where a value does not fit', async () => {
    const table = await csv('id,n,d\n1,1,2024-01-01\n2,x,2024-01-02\n', { types: { id: 'string', n: 'number', d: 'timestamp' } })
    assert.deepEqual(await types(table), ['id text', 'n text', 'd timestamp'])
    assert.deepEqual(notesOf(table), ['n is text: line 3 "x"'])
    await assert.rejects(csv('id\n1\n', { types: { idd: 'string' } }, 'y.csv'), /Cannot give a type to column "idd": did you mean "id"\?/)
    await assert.rejects(csv('id\n1\n', { types: { id: 'strng' as 'string' } }, 'z.csv'), /did you mean "string"\?/)
  })

  it('refuses what is not there, in one clear line', async () => {
    files.write('orders.csv', 'a\n1\n')
    files.write('empty.csv', '')
    files.write('data.xyz', 'a')
    const message = async (path: string, options?: OpenOptions) =>
      open(path, options).then(
        () => '',
        (error: Error) => error.message,
      )
    assert.match(await message(join(files.path, 'order.csv')), /^Cannot open ".*order\.csv": did you mean "orders\.csv"\?$/)
    assert.match(await message(files.path), /it is a folder; name a file in it, such as ".*orders\.csv"|empty\.csv/)
    assert.match(await message(join(files.path, 'empty.csv')), /the file is empty$/)
    assert.match(await message(join(files.path, 'data.xyz')), /^Cannot tell the format of/)
    assert.match(await message('https://example.com/x.csv'), /remote files are not read/)
    assert.match(await message(join(files.path, '*.cvs')), /no file is called so/)
    assert.match(await message(join(files.path, 'orders.csv'), { delimter: ';' } as OpenOptions), /did you mean "delimiter"/)
  })

  it('reads a file once, and again when it changes', async () => {
    const path = files.write('x.csv', 'a\n1\n')
    await open(path as string)
    const cache = join(files.path, '.assay', 'cache')
    const entries = readdirSync(cache)
    assert.equal(entries.length, 1)
    const copy = join(cache, entries[0]!, 'data.parquet')
    const before = statSync(copy).mtimeMs
    await open(path as string)
    assert.deepEqual(readdirSync(cache), entries)
    assert.equal(statSync(copy).mtimeMs, before)
    files.write('x.csv', 'a\n7\n')
    utimesSync(path, new Date(), new Date(Date.now() + 5000))
    assert.deepEqual(await (await open(path as string)).rows(), [{ a: 7 }])
  })

  it('keeps copies elsewhere where the state folder cannot be made', async () => {
    process.env['ASSAY_HOME'] = join(files.write('file', 'in the way'), 'home')
    const table = await csv('a\n1\n')
    assert.deepEqual(await table.rows(), [{ a: 1 }])
  })

  it('says so when a copy is gone, and makes it again', async () => {
    const path = files.write('x.csv', 'a\n1\n') as string
    const table = await open(path)
    rmSync(join(files.path, '.assay'), { recursive: true })
    await assert.rejects(table.count(), /open the file again/)
    assert.equal(await (await open(path)).count(), 1)
  })

  it('leaves no copy with cache: false', async () => {
    const table = await csv('a\n1\n', { cache: false })
    assert.deepEqual(await table.rows(), [{ a: 1 }])
    assert.ok(!existsSync(join(files.path, '.assay', 'cache')))
  })

  it('leaves nothing half done when it is cancelled', async () => {
    const path = files.write('x.csv', `a,b\n${'1,some text\n'.repeat(300000)}`)
    const task = open(path as string)
    setTimeout(() => task.cancel(), 5)
    await assert.rejects(task, { name: 'AbortError' })
    const cache = join(files.path, '.assay', 'cache')
    assert.deepEqual(existsSync(cache) ? readdirSync(cache) : [], [])
    assert.equal(await (await open(path as string)).count(), 300000)
  })

  it('shares the work of two that open a file at once', async () => {
    const path = files.write('x.csv', 'a\n1\n') as string
    const [one, two] = await Promise.all([open(path), open(path)])
    assert.equal(await one.count(), 1)
    assert.equal(await two.count(), 1)
  })

  it('tells progress in bytes', async () => {
    const path = files.write('x.csv', 'a\n1\n') as string
    const task = open(path)
    let last: { done: number; total?: number; unit?: string } | undefined
    for await (const progress of task.progress) last = progress
    assert.equal(last!.unit, 'bytes')
    assert.equal(last!.done, last!.total)
  })

  it('fingerprints contents, not places', async () => {
    const one = await csv('a\n1\n', {}, 'one.csv')
    const two = await csv('a\n1\n', {}, 'two.csv')
    assert.equal(sourceOf(one).fingerprint, sourceOf(two).fingerprint)
    assert.match(sourceOf(one).fingerprint, /^[0-9a-f]{64}$/)
  })

  it('reads real files in bad encodings to the same rows', async function () {
    const folder = `${shared}B-superstore-encodings/`
    if (!existsSync(folder)) return this.skip()
    const one = await open(`${folder}superstore_cp1252_cr.csv.gz` as string)
    const two = await open(`${folder}superstore_utf8bom.csv.gz` as string)
    assert.equal(await one.count(), 9994)
    assert.equal(await two.count(), 9994)
    assert.equal(sourceOf(one).encoding, 'windows-1252')
    assert.equal(sourceOf(one).rejected + sourceOf(two).rejected, 0)
    assert.equal(await one.filter((row) => row['Postal Code'] === null).count(), 11)
  })

  it('reads half a year of real orders', async function () {
    const folder = `${shared}B-online-retail/`
    if (!existsSync(folder)) return this.skip()
    let rows = 0
    let missing = 0
    for (const month of ['2010-12', '2011-01', '2011-02', '2011-03', '2011-04', '2011-05']) {
      const table = await open(`${folder}online_retail_${month}.csv.gz` as string)
      rows += await table.count()
      missing += await table.filter((row) => row['CustomerID'] === null).count()
    }
    assert.deepEqual([rows, missing], [209029, 59976])
  })
})
