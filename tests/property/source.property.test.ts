import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { open } from '../../src/source/index.ts'
import { records } from '../../src/source/sniff/records.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay property '))
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
/** Text of any characters that stay the same on the way through UTF-8 and a statement: no lone surrogates. */
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\ud800-\udfff]/gu, '').replaceAll('\0', ''))
const tricky = fc.constantFrom(
  '',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  '\r',
  ' ',
  "'",
  '\\',
  '\\"',
  'a,b',
  'NULL',
  'NA',
  '中文',
  '😀',
  '\u2028',
  '\ufffd',
  '\t',
  '#',
)
const cell = fc.oneof(
  anyText,
  tricky,
  fc.tuple(anyText, tricky, anyText).map((parts) => parts.join('')),
)

describe('open() of what was written', function () {
  this.timeout(120_000)
  const home = process.env['ASSAY_HOME']
  before(() => {
    process.env['ASSAY_HOME'] = join(folder, '.assay')
  })
  after(() => {
    if (home === undefined) delete process.env['ASSAY_HOME']
    else process.env['ASSAY_HOME'] = home
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives back any texts, missing values and empty texts', async () => {
    let file = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.option(cell), fc.option(cell)), { minLength: 1, maxLength: 12 }), async (rows) => {
        const path = join(folder, `${file++}.csv`)
        const lines = rows.map((row, i) => [`k${i}`, ...row].map((value) => (value === null ? '' : quoted(String(value)))).join(','))
        writeFileSync(path, `key,a,b\r\n${lines.join('\r\n')}\r\n`)
        const table = await open(path as string, { header: true, delimiter: ',', types: { a: 'string', b: 'string' } })
        assert.deepEqual(
          await table.rows(),
          rows.map(([a, b], i) => ({ key: `k${i}`, a, b })),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('gives back any numbers', async () => {
    let file = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()), {
          minLength: 1,
          maxLength: 20,
        }),
        async (rows) => {
          const path = join(folder, `n${file++}.csv`)
          writeFileSync(
            path,
            `i,x,yes\n${rows.map(([i, x, yes]) => `${i},${Number.isInteger(x) ? x.toExponential() : x},${yes}`).join('\n')}\n`,
          )
          const table = await open(path as string)
          assert.deepEqual(
            await table.rows(),
            rows.map(([i, x, yes]) => ({ i, x: x === 0 ? 0 : x, yes })),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('records()', () => {
  it('takes apart what was joined', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.option(cell), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const text = rows.map((row) => row.map((value) => (value === null ? '' : quoted(value))).join(',')).join('\n')
        const found = records(`${text}\n`, { delimiter: ',', quote: '"', escape: '"' }, 100, true)
        assert.deepEqual(
          found.map((record) => record.values),
          rows,
        )
      }),
    )
  })
})
