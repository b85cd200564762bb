import assert from 'node:assert/strict'
import { Bench } from './helpers.ts'

describe('Compiler.complete()', () => {
  let bench: Bench
  before(async () => {
    bench = new Bench({
      'data/orders.csv': 'a,b',
      'data/orders.parquet': '',
      'notes.md': '',
      'node_modules/known-package/package.json': '{}',
      'node_modules/@some/other/package.json': '{}',
    })
    await bench.run(
      'const orders = [{ sku: "a", qty: 1, 价格: 2.5 }]\nlet customerCount = 1\n/** Adds tax. */\nfunction withTax(net: number, rate = 0.2): number { return net * (1 + rate) }\nclass Basket { total = 0 }',
    )
  })
  after(() => bench.close())

  it('offers members of a value of an earlier cell', async () =>
    assert.deepEqual(await bench.complete('orders[0].|'), ['qty', 'sku', '价格']))
  it('offers members inside an unclosed call', async () => {
    assert.deepEqual(await bench.complete('orders.filter(o => o.|'), ['qty', 'sku', '价格'])
    assert.deepEqual(await bench.complete('orders\n  .map(o => ({ a: o.q|'), ['qty'])
  })
  it('offers what the same cell declares, before it has run', async () => {
    assert.deepEqual(await bench.complete('const fresh = { alpha: 1 }\nfresh.al|'), ['alpha'])
    assert.deepEqual(await bench.complete('const local = 1\nloc|'), ['local'])
  })
  it("prefers this cell's meaning of a name that an earlier cell had", async () => {
    assert.deepEqual(await bench.complete('const orders = { mine: 1 }\norders.|'), ['mine'])
    assert.deepEqual(await bench.complete('const orders = { mine: 1 }\nif (true) {\n  foo(orders.|'), ['mine'])
  })
  it('says what replaces which text, with wide characters before it', async () => {
    const code = '"😀中"; orders[0].价'
    const result = await bench.compiler.complete(code, code.length)
    assert.deepEqual(
      { start: result.start, end: result.end, texts: result.matches.map(({ text }) => text) },
      { start: code.length - 1, end: code.length, texts: ['价格'] },
    )
    const inside = await bench.compiler.complete('orders[0].sku.trim()', 11)
    assert.deepEqual([inside.start, inside.end], [10, 13])
  })
  it('offers names of earlier cells, globals and keywords', async () => {
    assert.ok((await bench.complete('custom|')).includes('customerCount'))
    assert.ok((await bench.complete('Bask|')).includes('Basket'))
    assert.ok((await bench.complete('consol|')).includes('console'))
    assert.ok((await bench.complete('awai|')).includes('await'))
    assert.ok((await bench.complete('displ|')).includes('display'))
  })
  it('gives kinds and types', async () => {
    const { matches } = await bench.compiler.complete('withT', 5)
    assert.deepEqual(matches[0]?.text, 'withTax')
    const [member] = (await bench.compiler.complete('orders[0].q', 11)).matches
    assert.deepEqual(member, { text: 'qty', type: 'property', signature: 'number' })
  })
  it('offers parameters and names of the blocks around the cursor only', async () => {
    assert.deepEqual(await bench.complete('function f(quantity: number) {\n  const quality = 1\n  return qua|\n}'), ['quantity', 'quality'])
    assert.deepEqual(await bench.complete('function f(quantity: number) { const quality = 1 }\nqua|'), [])
  })
  it('offers files inside a text, and literals where the type has some', async () => {
    assert.deepEqual(await bench.complete("open('|"), ['data/', 'notes.md'])
    const { matches, start, end } = await bench.compiler.complete("open('data/ord')", 14)
    assert.deepEqual(
      { texts: matches.map(({ text }) => text), start, end },
      { texts: ['orders.csv', 'orders.parquet'], start: 11, end: 14 },
    )
    assert.deepEqual(await bench.complete("const s = 'a '; s.charA|"), ['charAt'])
    assert.deepEqual(await bench.complete('const s = "custom|"'), [])
    const path = 'function read(p: keyof { "data/orders-old.csv": 1; "data/c.csv": 2 }) {}\nread("data/ord'
    const literal = await bench.compiler.complete(path, path.length)
    assert.deepEqual(
      [literal.matches.map(({ text }) => text), literal.start],
      [['data/orders-old.csv', 'data/orders.csv', 'data/orders.parquet'], path.length - 8],
    )
    assert.deepEqual(await bench.complete('function paint(c: keyof { red: 1; rose: 2 }) {}\npaint("r|")'), ['red', 'rose'])
  })
  it('offers what a module exports between the brackets of an import, and modules behind from', async () => {
    assert.equal((await bench.complete("import { readFileS| } from 'node:fs'"))[0], 'readFileSync')
    assert.deepEqual(await bench.complete("import fs, { existsSync, readdirS| } from 'node:fs'"), ['readdirSync'])
    assert.deepEqual(await bench.complete("import { x } from 'node:zl|'"), ['node:zlib'])
    assert.deepEqual(await bench.complete("await import('kno|"), ['known-package'])
    assert.deepEqual(await bench.complete("import '@some/o|'"), ['other'])
    assert.deepEqual(await bench.complete("import data from './notes|'"), ['notes.md'])
  })
  it('shows nothing of how cells are checked', async () => {
    assert.deepEqual(await bench.complete('__cel|'), [])
    assert.deepEqual(await bench.complete('AssayD|'), [])
  })
  it('offers nothing after what is not known', async () => assert.deepEqual(await bench.complete('nowhere.|'), []))
  it('leaves the names of the session alone', async () => {
    await bench.complete('const orders = 5; orders.|')
    assert.deepEqual(await bench.wrong('orders[0].qty.toFixed()'), [])
  })
})

describe('Compiler.inspect()', () => {
  let bench: Bench
  before(async () => {
    bench = new Bench()
    await bench.run(
      '/**\n * Adds tax.\n * @param net without tax\n * @example withTax(1)\n */\nfunction withTax(net: number): number { return net * 1.2 }\nconst rate = 0.2\nlet count = 1\ninterface Row<T> { a: T }\ntype Id = string | number',
    )
  })
  after(() => bench.close())

  const plain = async (code: string, offset: number): Promise<string> => (await bench.compiler.inspect(code, offset, 0))?.plain ?? ''

  it('gives signature and documentation of a function', async () => {
    const found = await bench.compiler.inspect('withTax(5)', 3, 0)
    assert.match(found?.plain ?? '', /function withTax.*\(net: number\).*number/)
    assert.match(found?.plain ?? '', /Adds tax\./)
    assert.match(found?.plain ?? '', /@param net without tax/)
    assert.match(found?.markdown ?? '', /^```ts\n/)
  })
  it('works behind a name and behind an open bracket', async () => {
    assert.match(await plain('withTax', 7), /withTax/)
    assert.match(await plain('withTax(', 8), /withTax/)
  })
  it('tells variables, types and members', async () => {
    assert.match(await plain('rate', 1), /^const rate: 0\.2/)
    assert.match(await plain('count', 1), /^let count: number/)
    assert.match(await plain('[1].map((item) => item + 1)', 19), /^\(parameter\) item: number/)
    assert.match(await plain('process', 1), /^var process: /)
    assert.match(await plain('let r: Row<string>', 8), /interface Row<T>/)
    assert.match(await plain('let r: Id', 8), /type Id = string \| number/)
    assert.match(await plain('"x".length', 6), /\(property\) length: number/)
    assert.match(await plain('console.log', 9), /log/)
  })
  it('gives null where there is no name', async () => {
    assert.equal(await bench.compiler.inspect('1 + 1', 2, 0), null)
    assert.equal(await bench.compiler.inspect('nowhere', 2, 0), null)
    assert.equal(await bench.compiler.inspect('', 0, 0), null)
  })
})

describe('Compiler.isComplete()', () => {
  let bench: Bench
  before(() => {
    bench = new Bench()
  })
  after(() => bench.close())

  const cases: readonly [string, 'complete' | 'incomplete' | 'invalid', string?][] = [
    ['1 + 1', 'complete'],
    ['', 'complete'],
    ['const x: number = "wrong type"', 'complete'],
    ['{ a: 1, b: 2 }', 'complete'],
    ['await x', 'complete'],
    ['a // open ( in a remark', 'complete'],
    ['foo(', 'incomplete', '  '],
    ['function f() {\n  if (x) {', 'incomplete', '    '],
    ['const f = () =>', 'incomplete', '  '],
    ['a +', 'incomplete', ''],
    ['a.', 'incomplete', ''],
    ['a?.', 'incomplete', ''],
    ['if (a)', 'incomplete', ''],
    ['x = [1,\n  2,', 'incomplete', '  '],
    ['foo( // remark', 'incomplete', '  '],
    ['`text', 'incomplete', ''],
    ['`text $' + '{a', 'incomplete', ''],
    ['/* remark', 'incomplete', ''],
    ['type T = {', 'incomplete', '  '],
    ['import { a', 'incomplete', ''],
    ['{ a: 1,', 'incomplete', ''],
    ['"text', 'invalid'],
    ['}', 'invalid'],
    ['const x = ;', 'invalid'],
    ['a b', 'invalid'],
    ['foo(]', 'invalid'],
    ['const a = 1; const a = 2', 'invalid'],
  ]
  for (const [code, status, indent] of cases) {
    it(`${JSON.stringify(code)} is ${status}`, async () => {
      const result = await bench.compiler.isComplete(code)
      assert.equal(result.status, status)
      if (indent !== undefined) assert.equal(result.indent, indent)
    })
  }
})
