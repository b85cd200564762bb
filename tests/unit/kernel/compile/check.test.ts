import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Bench } from './helpers.ts'

describe('Compiler.compile() checks', () => {
  let bench: Bench
  before(() => {
    bench = new Bench({
      'local.ts': 'export const answer = 42\nexport interface Shape { side: number }\n',
      'data.json': '{ "k": 1 }',
      'plain.js': 'export const twice = (n) => n * 2\n',
      'node_modules/untyped/package.json': '{ "name": "untyped", "version": "1.0.0", "main": "index.js" }',
      'node_modules/untyped/index.js': 'module.exports = {}',
      'node_modules/typed/package.json':
        '{ "name": "typed", "version": "1.0.0", "type": "module", "exports": { ".": { "types": "./types.d.ts", "default": "./index.js" } } }',
      'node_modules/typed/types.d.ts': 'export declare function make(n: number): { made: string }\nexport default make\n',
      'node_modules/typed/index.js': 'export const make = (n) => ({ made: String(n) }); export default make',
    })
  })
  beforeEach(() => bench.compiler.restart())
  after(() => bench.close())

  it('a type error stops the cell and names line, column, code and source', async () => {
    const [found, ...more] = await bench.diagnostics('const good = 1\n\n  const bad: number = "x"')
    assert.equal(more.length, 0)
    assert.deepEqual(found, {
      message: "Type 'string' is not assignable to type 'number'.",
      code: 2322,
      severity: 'error',
      start: { line: 3, column: 9 },
      end: { line: 3, column: 12 },
      source: '  const bad: number = "x"',
    })
  })
  it('places are in UTF-16 units, behind wide characters and in later cells', async () => {
    await bench.run('const 行 = { 数量: 1 }, other = 2')
    assert.deepEqual(await bench.wrong('"中文😀"; 行.数;\n/* 😀 */ other.nope'), ['1:11 2339', '2:16 2339'])
  })
  it('strict: null and undefined are not values', async () => assert.deepEqual(await bench.wrong('const s: string = null'), ['1:7 2322']))
  it('indexing an array gives its element', async () => assert.deepEqual(await bench.wrong('const n: number = [1, 2][0]'), []))
  it('parameters without a type are remarks', async () => {
    const made = await bench.compile('function f(x) { return x }')
    assert.ok(made.ok)
    assert.deepEqual(
      made.warnings.map(({ code, severity }) => [code, severity]),
      [[7006, 'warning']],
    )
  })
  it('a promise may stand alone; unused names and unreachable code are fine', async () => {
    assert.deepEqual(await bench.wrong('Promise.resolve(1)\nfunction f() { return 1; const never = 2 }'), [])
  })
  it('objects alone are checked in place', async () => {
    assert.deepEqual(await bench.wrong('{ a: 1, b: nope }'), ['1:12 2304'])
    assert.deepEqual(await bench.wrong('{ a: 1,\n b: nope }'), ['2:5 2304'])
  })
  it('chained reasons are told', async () => {
    const [found] = await bench.diagnostics('const f: (n: number) => { a: string } = (n: number) => ({ a: 1 })')
    assert.match(found?.message ?? '', /Type 'number' is not assignable to type 'string'/)
  })
  it('messages do not name the files that cells are checked in', async () => {
    await bench.run('class Order { private secret = 1; total = 2 }\ninterface Line { order: Order }')
    const [found] = await bench.diagnostics('const line: Line = { order: { total: "x" } }')
    assert.ok(found)
    assert.doesNotMatch(found.message, /__cell|import\(/)
  })

  it('values of every kind are known to later cells', async () => {
    await bench.run(
      'const c = 1; let l = "s"; var v = [1]\nfunction f<T>(x: T): T { return x }\nconst { d, e: [g] } = { d: true, e: [2n] }',
    )
    await bench.run('for (var i = 0; i < 1; i++);')
    assert.deepEqual(
      await bench.wrong('c.toFixed(); l.trim(); v.push(2); f("x").trim(); d.valueOf(); const big: bigint = g; i.toFixed(); l = "t"'),
      [],
    )
    assert.deepEqual(await bench.wrong('l = 1'), ['1:1 2322'])
    assert.deepEqual(await bench.wrong('c = 2'), ['1:1 2588'])
    assert.deepEqual(await bench.wrong('v.push("x")'), ['1:8 2345'])
  })
  it('types, generics, classes, enums and namespaces are known to later cells', async () => {
    await bench.run(
      'interface Row<T = string> { a: T }\ntype Pair<T extends object> = [T, T]\nclass Box<T> { constructor(readonly v: T) {} static n = 1 }',
    )
    await bench.run(
      'enum E { A, B }\nnamespace N { export const q = 1; export type T = number }\nabstract class Base { abstract go(): void }',
    )
    assert.deepEqual(
      await bench.wrong(
        'const r: Row = { a: "x" }; const p: Pair<Row<number>> = [{ a: 1 }, { a: 2 }]; new Box(1).v.toFixed(); const e: E = E.A; const n: N.T = N.q; class D extends Base { go() {} }; Box.n',
      ),
      [],
    )
    assert.deepEqual(await bench.wrong('const r: Row = { a: 1 }'), ['1:18 2322'])
    assert.deepEqual(await bench.wrong('new Base()'), ['1:1 2511'])
  })
  it('a name may be declared again with another type', async () => {
    await bench.run('const x = 1')
    await bench.run('const x = "now a text"; x.trim()')
    await bench.run('x.trim()')
    await bench.run('interface x { a: 1 }')
    assert.deepEqual(await bench.wrong('const y: x = { a: 1 }'), [])
  })
  it('what an earlier cell made of a name keeps its type when the name is declared again', async () => {
    await bench.run('const x = { n: 1 }')
    await bench.run('const y = x')
    await bench.run('const x = "text"')
    assert.deepEqual(await bench.wrong('y.n.toFixed(); x.trim()'), [])
  })
  it("names of TypeScript's and Node's own globals can be taken", async () => {
    await bench.run('interface Event { shopper: string }\nconst crypto = 5; type Record = { sku: string }')
    assert.deepEqual(await bench.wrong('const e: Event = { shopper: "a" }; crypto.toFixed(); const r: Record = { sku: "1" }'), [])
  })
  it('names that did not run, or failed, stay unknown', async () => {
    await bench.compile('const notRun = 1')
    assert.deepEqual(await bench.wrong('notRun'), ['1:1 2304'])
    assert.deepEqual(await bench.wrong('const bad: number = "x"'), ['1:7 2322'])
    assert.deepEqual(await bench.wrong('bad'), ['1:1 2304'])
  })
  it('a name made of a value and a type has both', async () => {
    await bench.run('const Size = { S: 1, M: 2 } as const\ntype Size = keyof typeof Size')
    assert.deepEqual(await bench.wrong('const s: Size = "S"; Size[s].toFixed()'), [])
    assert.deepEqual(await bench.wrong('const s: Size = "XL"'), ['1:7 2322'])
  })
  it('a text in a comment or string that equals an earlier name changes nothing', async () => {
    await bench.run('const a = 1; const b = "x"')
    assert.deepEqual(await bench.wrong('// a b\nconst s = "a: b = "; const b = (a: string) => a; b(s)'), [])
  })

  it('imports: packages with exports, JSON, local files, Node, types by name, side effects', async () => {
    await bench.run(
      'import make, { make as again } from "typed"\nimport { answer, Shape } from "./local.ts"\nimport data from "./data.json"\nimport * as fs from "node:fs"\nimport { twice } from "./plain.js"',
    )
    assert.deepEqual(
      await bench.wrong(
        'make(answer).made.trim(); again(1); const s: Shape = { side: data.k }; fs.readFileSync("x").length; twice(2); fs satisfies object; let st: fs.Stats',
      ),
      [],
    )
    assert.deepEqual(await bench.wrong('make("x")'), ['1:6 2345'])
    assert.deepEqual(await bench.wrong('import fs = require("node:fs"); fs.existsSync("x")'), [])
  })
  it('a missing module and a missing export are errors; a package without types is not', async () => {
    assert.deepEqual(await bench.wrong('import x from "not-there"'), ['1:15 2307'])
    assert.deepEqual(await bench.wrong('import { nope } from "typed"'), ['1:10 2614'])
    assert.deepEqual(await bench.wrong('import u from "untyped"; u.anything'), [])
    assert.deepEqual(await bench.wrong('(await import("typed")).nope'), ['1:25 2339'])
  })
  it('an edited local file, one that a local file imports, and one that was not there before are seen anew', async () => {
    const write = (name: string, text: string): void => writeFileSync(join(bench.cwd, name), text)
    write('outer.ts', 'export * from "./inner.ts"\n')
    write('inner.ts', 'export const edited = 1\n')
    await bench.run('import { edited } from "./outer.ts"\nedited.toFixed()')
    write('inner.ts', 'export const edited = "now a text"\n')
    assert.deepEqual(await bench.wrong('import { edited } from "./outer.ts"\nedited.trim()'), [])
    assert.deepEqual(await bench.wrong('import { late } from "./late.ts"'), ['1:22 2307'])
    write('late.ts', 'export const late = 1\n')
    assert.deepEqual(await bench.wrong('import { late } from "./late.ts"\nlate.trim()'), ['2:6 2339'])
    assert.deepEqual(await bench.wrong('import x from "installed-later"'), ['1:15 2307'])
    mkdirSync(join(bench.cwd, 'node_modules/installed-later'), { recursive: true })
    write('node_modules/installed-later/package.json', '{ "name": "installed-later", "version": "1.0.0", "types": "./t.d.ts" }')
    write('node_modules/installed-later/t.d.ts', 'declare const x: { there: number }; export default x')
    assert.deepEqual(await bench.wrong('import x from "installed-later"; x.there.toFixed()'), [])
  })
  it("the kernel's own assay, and tslab's names, are found from a folder that has neither", async () => {
    await bench.run('import * as assay from "assay"\nimport { display as show, newDisplay, versions } from "tslab"')
    assert.deepEqual(await bench.wrong('show.html("<b>x</b>"); newDisplay().text("x"); versions.node.trim(); assay satisfies object'), [])
  })
  it("Node's and the kernel's globals are declared", async () => {
    assert.deepEqual(
      await bench.wrong(
        'console.log(process.pid, Buffer.from("x"), typeof require, await fetch("x")); display(1); clearOutput(true); prompt("?")?.trim()',
      ),
      [],
    )
  })

  it('ran() with a type by name overrides the declared type', async () => {
    await bench.run('const table: unknown = 1, other = 2', { table: '{ rows(): { "a \\"b": string }[] }' })
    assert.deepEqual(await bench.wrong('table.rows()[0]["a \\"b"].trim(); other.toFixed()'), [])
    assert.deepEqual(await bench.wrong('table.nope'), ['1:7 2339'])
    await bench.run('const table = 1')
    assert.deepEqual(await bench.wrong('table.toFixed()'), [])
  })
  it('a type text that is more than a type is not taken', async () => {
    await bench.run('const t: unknown = 1', { t: 'number }; declare global { var leaked: number } export namespace q { let r: number' })
    assert.deepEqual(await bench.wrong('leaked'), ['1:1 2304'])
    assert.deepEqual(await bench.wrong('t.toFixed()'), ['1:1 18046'])
  })
  it('restart() forgets all names', async () => {
    await bench.run('const gone = 1')
    await bench.compiler.restart()
    assert.deepEqual(await bench.wrong('gone'), ['1:1 2304'])
  })
})
