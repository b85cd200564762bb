import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type OpenOptions, open } from '../../../src/source/index.ts'
import { schemaOf } from '../../../src/table/index.ts'
import { folders, notesOf, sourceOf } from './files.ts'

describe('open() of logs', function () {
  this.timeout(60_000)
  const files = folders()
  const log = (content: string | Uint8Array, pattern: OpenOptions['pattern'], more: OpenOptions = {}, name = 'access.log') =>
    open(files.write(name, content) as string, { pattern: pattern!, ...more })
  const combined = [
    '192.0.2.1 - frank [10/Oct/2023:13:55:36 -0700] "GET /shop?q=a,b HTTP/1.1" 200 2326 "https://example.com/" "Mozilla/5.0 (X11; \\"quoted\\")"',
    'this is no request',
    '2001:db8::1 - - [10/Oct/2023:13:55:37 +0530] "\\x16\\x03\\x01" 400 - "-" "-"',
  ].join('\n')

  it('takes a named format apart, with times, numbers and missing values, whatever the request holds', async () => {
    const table = await log(combined, 'combined')
    assert.deepEqual(
      (await schemaOf(table)).map((field) => `${field.name} ${field.native}`),
      [
        'host VARCHAR',
        'ident VARCHAR',
        'user VARCHAR',
        'time TIMESTAMP WITH TIME ZONE',
        'request VARCHAR',
        'method VARCHAR',
        'path VARCHAR',
        'protocol VARCHAR',
        'status BIGINT',
        'bytes BIGINT',
        'referer VARCHAR',
        'agent VARCHAR',
      ],
    )
    const [first, second] = await table.rows()
    assert.deepEqual(first, {
      host: '192.0.2.1',
      ident: null,
      user: 'frank',
      time: new Date('2023-10-10T20:55:36Z'),
      request: 'GET /shop?q=a,b HTTP/1.1',
      method: 'GET',
      path: '/shop?q=a,b',
      protocol: 'HTTP/1.1',
      status: 200,
      bytes: 2326,
      referer: 'https://example.com/',
      agent: 'Mozilla/5.0 (X11; \\"quoted\\")',
    })
    assert.deepEqual([second!['time'], second!['method'], second!['bytes']], [new Date('2023-10-10T08:25:37Z'), null, null])
  })

  it('keeps lines that do not match in rejects', async () => {
    const table = await log(combined, 'combined')
    assert.deepEqual(await table.rejects.rows(), [
      { line: 2, column: '', reason: 'the line does not match the pattern', raw: 'this is no request' },
    ])
    assert.equal(sourceOf(table).format, 'log')
    assert.deepEqual(readdirSync(join(files.path, '.assay', 'cache')).length, 1)
  })

  it('reads the common format, gzipped', async () => {
    const table = await log(gzipSync('h - - [01/Jan/2024:00:00:00 +0000] "GET / HTTP/1.0" 304 -\n'), 'common', {}, 'a.log.gz')
    assert.deepEqual(
      (await table.rows()).map((row) => [row['host'], row['status']]),
      [['h', 304]],
    )
  })

  it('makes each named group a column, with quotes, commas and groups that take no part', async () => {
    const table = await log(
      'level=warn msg="a, ""b""" n=5\r\nlevel=info msg=""\r\n',
      /level=(?<level>\w+) msg="(?<msg>.*?)"(?: n=(?<n>\d+))?$/,
    )
    assert.deepEqual(await table.rows(), [
      { level: 'warn', msg: 'a, ""b""', n: 5 },
      { level: 'info', msg: '', n: null },
    ])
  })

  it('widens a column that does not hold its type, and names the line of the log', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i % 100 === 99 ? '!' : 't'} ${i === 28_000 ? 'many' : i}`)
    const table = await log(lines.join('\n'), /^t (?<n>\w+)(?<end>$)/)
    assert.deepEqual(notesOf(table), ['n is text: line 28,001 "many"'])
    assert.equal(sourceOf(table).rejected, 300)
    assert.equal((await table.rejects.rows(1))[0]!.line, 100)
  })

  it('gives the types that are asked for', async () => {
    const table = await log('007\n012\n', /(?<code>\d+)/, { types: { code: 'string' } })
    assert.deepEqual(await table.rows(), [{ code: '007' }, { code: '012' }])
  })

  it('reads another pattern of the same file anew', async () => {
    const path = files.write('x.log', 'a 1\n') as string
    assert.deepEqual((await open(path, { pattern: /(?<word>\w)/ })).columnNames, ['word'])
    assert.deepEqual((await open(path, { pattern: /(?<number>\d)/ })).columnNames, ['number'])
  })

  it('reads several logs as one table', async () => {
    files.write('a.log', 'x 1\n?\n')
    files.write('b.log', 'y 2\n')
    const table = await open(join(files.path, '*.log'), { pattern: /(?<k>\w) (?<v>\d)/ })
    assert.deepEqual(
      (await table.rows()).map(({ k, v }) => [k, v]),
      [
        ['x', 1],
        ['y', 2],
      ],
    )
    assert.equal(await table.rejects.count(), 1)
  })

  it('refuses what cannot be meant', async () => {
    await assert.rejects(log('a\n', /a/), /TypeError: Cannot use the pattern \/a\/: name its groups/)
    await assert.rejects(log('a\n', 'combine' as never), /pattern "combine": did you mean "combined"\?/)
    await assert.rejects(log('a\n', /(?<b>b)/), /none of its 1 lines matches the pattern/)
    await assert.rejects(log('', /(?<b>b)/), /the file is empty/)
    await assert.rejects(log('a\n', /(?<a>a)/, { delimiter: ';' }), /"pattern" and "delimiter" together/)
    await assert.rejects(open(files.write('y.log', 'a\n') as string), /for a log \{ pattern:/)
  })
})
