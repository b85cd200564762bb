import assert from 'node:assert/strict'
import { engine } from '../../../src/engine/index.ts'
import { type Displayable, displaySymbol, mime, type TableView, typeSymbol } from '../../../src/protocol/index.ts'
import { from, op, personalColumns, relationOf, sql, tableFrom, tableView } from '../../../src/table/index.ts'

const customers = () =>
  from(
    Array.from({ length: 30 }, (_, i) => ({
      id: `o${i + 1}`,
      phone: `138${String(12345678 + i)}`,
      email: i === 2 ? null : `person${i}@example.com`,
      qty: i,
      price: i / 4,
      placed: new Date(Date.UTC(2024, 0, 1 + i, 8, 26)),
      note: i === 1 ? '<script>alert(1)</script> | `x`' : 'ok',
    })),
    { name: 'customers' },
  )

async function bundle(table: Displayable): Promise<{ view: TableView; html: string; markdown: string; text: string }> {
  const all = await table[displaySymbol]()
  return {
    view: all[mime.table] as TableView,
    html: String(all['text/html']),
    markdown: String(all['text/markdown']),
    text: String(all['text/plain']),
  }
}

describe('a table displays', () => {
  it('as its first rows with types, counts and row numbers', async () => {
    const { view } = await bundle(customers().filter((o) => o.qty >= 5))
    assert.equal(view.kind, 'table')
    assert.equal(view.name, 'customers')
    assert.equal(view.rows, 25)
    assert.equal(view.cells.length, 10)
    assert.deepEqual(view.rowNumbers?.slice(0, 3), [6, 7, 8])
    assert.deepEqual(
      view.columns.map((column) => column.type),
      ['text', 'text', 'text', 'integer', 'number', 'timestamp', 'text'],
    )
    assert.deepEqual(view.cells[0]?.slice(3), [5, 1.25, '2024-01-06 08:26', 'ok'])
  })

  it('with personal columns masked in every output', async () => {
    const { view, html, markdown, text } = await bundle(customers())
    assert.deepEqual(
      view.columns.map((column) => column.personal),
      [undefined, 'phone', 'email', undefined, undefined, undefined, undefined],
    )
    const json = JSON.stringify(view)
    for (const output of [json, html, markdown, text]) {
      assert.ok(!output.includes('1381234'), output)
      assert.ok(!output.includes('person0'), output)
      assert.ok(output.includes('•••'))
    }
    assert.match(text, /phone, email are personal and masked\./)
  })

  it('with a column unmasked only when it was asked for by name', async () => {
    const { view, text } = await bundle(customers().reveal('phone'))
    assert.equal(view.cells[0]?.[1], '13812345678')
    assert.equal(view.columns[1]?.personal, undefined)
    assert.equal(view.columns[2]?.personal, 'email')
    assert.ok(!text.includes('person0'))
    assert.throws(() => customers().reveal('fone' as 'phone'), /Cannot reveal column "fone": did you mean "phone"/)
    assert.throws(() => customers().reveal(), /name each column/)
    const renamed = await bundle(customers().reveal('phone').rename({ phone: 'tel' }))
    assert.equal(renamed.view.cells[0]?.[1], '13812345678')
  })

  it('masked still, when few rows are left that tell', async () => {
    const table = customers()
    const { view } = await bundle(table.filter((o) => o.email === null))
    assert.equal(view.columns[2]?.personal, 'email')
    assert.ok(!(await bundle(table.rename({ phone: 'p' }))).text.includes('13812'))
    const joined = table.select('id', 'phone').join(table.select('id', 'phone').derive({ phone: (o) => o.phone }), 'id')
    assert.deepEqual([...(await personalColumns(joined)).keys()], ['phone', 'phone_2'])
    const nested = await bundle(from([{ who: { name: 'Maria Anders', phone: '13812345678' }, n: 1 }]))
    assert.ok(!nested.text.includes('1381234'), nested.text)
  })

  it('with the raw text of rejected lines masked, unless it is asked for', async () => {
    const rejects = relationOf(
      tableFrom(engine(), `SELECT 3 AS line, NULL::VARCHAR AS "column", 'too few fields' AS reason, 'x,Maria Anders,13812345678' AS raw`, {
        columns: ['line', 'column', 'reason', 'raw'],
      }),
    )
    const source = { path: 'x.csv', format: 'csv', rejected: 1, notes: [], fingerprint: 'f', rejects }
    const table = tableFrom(engine(), 'SELECT 1 AS a', { columns: ['a'], source })
    const { text, html } = await bundle(table.rejects)
    for (const output of [text, html])
      assert.ok(output.includes('too few fields') && !output.includes('Maria') && !output.includes('1381234'), output)
    assert.match((await bundle(table.rejects.reveal('raw'))).text, /Maria Anders/)
    const renamed = await bundle(table.rejects.rename({ raw: 'text' }))
    assert.ok(!renamed.text.includes('Maria'))
    assert.match((await bundle(table)).text, /Read as csv; 1 line rejected\./)
    assert.deepEqual(await from([{ a: 1 }]).rejects.rows(), [])
  })

  it('with values escaped', async () => {
    const { html, markdown } = await bundle(customers())
    assert.ok(!html.includes('<script>'))
    assert.ok(html.includes('&lt;script&gt;'))
    assert.ok(markdown.includes('\\<script\\>alert(1)\\</script\\> \\| \\`x\\`'), markdown)
    const evil = await bundle(from([{ '<img src=x>': 1 }], { name: '</table>' }))
    assert.ok(!evil.html.includes('<img') && !evil.html.includes('</table>:'))
  })

  it('as HTML that needs no style: a caption, heads with types, missing as a word', async () => {
    const { html } = await bundle(customers())
    assert.match(html, /^<table><caption>customers: 30 rows × 7 columns; phone, email are personal and masked<\/caption>/)
    assert.match(html, /<th scope="col" style="text-align:right">qty<br><small>integer<\/small><\/th>/)
    assert.match(html, /<th scope="col" style="text-align:left">phone<br><small>text, masked<\/small><\/th>/)
    assert.match(html, /<td style="text-align:left"><em>missing<\/em><\/td>/)
    assert.match(html, /The first 10 rows are shown/)
    assert.ok(!/class=|<style|style="(?!text-align)/.test(html))
  })

  it('as text of at most 120 columns that names what does not fit', async () => {
    const { text } = await bundle(customers())
    const lines = text.split('\n')
    assert.ok(
      lines.every((line) => line.length <= 120),
      text,
    )
    assert.equal(lines[0], 'customers: 30 rows × 7 columns')
    assert.match(text, /^ +row {2}id +phone/m)
    const wide = await bundle(from([Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`column ${i}`, i]))]))
    assert.match(wide.text, /columns not shown: column \d+, /)
    assert.match(wide.html, /20 columns are not shown/)
  })

  it('without rows, without a name, with one row', async () => {
    const none = await bundle(customers().filter(() => false))
    assert.match(none.text, /^customers: 0 rows × 7 columns/)
    const one = await bundle(from([{ a: null }]))
    assert.match(one.text, /^1 row × 1 column\n/)
    assert.match(one.text, /missing/)
    const grouped = await bundle(
      from([{ g: 'a' }])
        .groupby('g')
        .rollup({ n: () => op.count() }),
    )
    assert.equal(grouped.view.rowNumbers, null)
    assert.ok(!grouped.html.includes('>row<'))
  })

  it('with whole numbers beyond 2^53 as text, never an error', async () => {
    const { view, text } = await bundle(
      tableFrom(engine(), 'SELECT 9223372036854775807::BIGINT AS big, 1::BIGINT AS small', { columns: ['big', 'small'] }),
    )
    assert.deepEqual(view.cells, [['9223372036854775807', 1]])
    assert.ok(text.includes('9223372036854775807'))
  })

  it('with NaN and infinities, times, lists and bytes as text', async () => {
    const table = tableFrom(
      engine(),
      `SELECT 'NaN'::DOUBLE AS a, '-Infinity'::DOUBLE AS b, TIME '08:26:00' AS c, [1, NULL] AS d, 'abc'::BLOB AS e, DATE '2024-02-29' AS f, 1.50::DECIMAL(5, 2) AS g`,
      {
        columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      },
    )
    assert.deepEqual((await bundle(table)).view.cells, [['NaN', '-Infinity', '08:26:00', '[1,null]', '3 bytes', '2024-02-29', 1.5]])
  })

  it('in a payload of at most 200 kB, long text cut', async () => {
    const table = from([{ long: '长'.repeat(100_000), n: 1 }])
    const { view } = await bundle(table)
    assert.equal([...String(view.cells[0]?.[0])].length, 200)
    assert.ok(String(view.cells[0]?.[0]).endsWith('…'))
    const wide = tableFrom(
      engine(),
      `SELECT ${Array.from({ length: 900 }, (_, i) => `repeat('x', 400) AS c${i}`).join(', ')} FROM range(20)`,
      {
        columns: Array.from({ length: 900 }, (_, i) => `c${i}`),
      },
    )
    const big = await bundle(wide)
    assert.ok(JSON.stringify(big.view).length <= 250_000, `${JSON.stringify(big.view).length}`)
    assert.equal(big.view.rows, 20)
  })

  it('with the reasons of failing rows, and the cells they name marked', async () => {
    const reason = { rule: 'price-positive', columns: ['price'], severity: 'error', text: 'price is 0' }
    const table = from([
      { id: 'a', price: 0, row: 7, reasons: [reason] },
      { id: 'b', price: 2, row: 9, reasons: [] },
    ])
    const { view, html, text } = await bundle(table)
    assert.deepEqual(
      view.columns.map((column) => column.name),
      ['id', 'price'],
    )
    assert.deepEqual(view.reasons, [{ index: 0, reasons: [{ ...reason, text: { en: 'price is 0', 'zh-CN': 'price is 0' } }] }])
    assert.match(html, /<td style="text-align:right"><mark>0<\/mark><\/td>.*<td style="text-align:left">price is 0 \(error\)<\/td>/)
    assert.match(text, /0!/)
    assert.match(text, /Row 1: price is 0 \(error\)/)
  })

  it('tableView() takes what is known already', async () => {
    const view = await tableView(customers(), { rows: 2, total: null, personal: new Map([['id', 'id']]), failing: { qty: 3 } })
    assert.equal(view.rows, null)
    assert.equal(view.cells.length, 2)
    assert.equal(view.columns[0]?.personal, 'id')
    assert.equal(view.columns[3]?.failing, 3)
    assert.equal(view.cells[0]?.[1], '13812345678')
  })
})

describe('a table tells its type', () => {
  it('as TypeScript text with every name as JSON', async () => {
    const table = tableFrom(
      engine(),
      `SELECT 1 AS "a", 'x' AS "b""'; }", now()::TIMESTAMP AS "c\nd", [1.5] AS l, {'x y': true} AS s, 'b'::BLOB AS bytes, MAP {'a': 1} AS m`,
      {
        columns: ['a', `b"'; }`, 'c\nd', 'l', 's', 'bytes', 'm'],
      },
    )
    assert.equal(
      await table[typeSymbol],
      `import("assay").Table<{ "a": number | null; "b\\"'; }": string | null; "c\\nd": Date | null; "l": readonly (number | null)[] | null; "s": { "x y": boolean | null } | null; "bytes": Uint8Array | null; "m": unknown | null }>`,
    )
    assert.match(
      await from([{ g: 'a', n: 1 }]).groupby('g')[typeSymbol],
      /^import\("assay"\)\.Table<\{ "g": string \| null; "n": number \| null \}, "g">$/,
    )
    assert.match(await from([{ n: 1 }]).derive({ x: sql`n / 2` })[typeSymbol], /"x": number \| null/)
  })
})
