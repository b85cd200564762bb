import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { readCellText, transformCell } from '../../../../kernel/host/compile/transform/transform.ts'
import { compile, Notebook } from './runtime.ts'

/** Runs cells one after the other in one notebook and gives the last value. */
async function run(...cells: string[]): Promise<unknown> {
  const notebook = new Notebook()
  let value: unknown
  for (const cell of cells) value = await notebook.run(cell)
  // Objects come from another global object: compare by what they show.
  return typeof value === 'object' && value !== null ? inspect(value, { depth: 5 }) : value
}

describe('transformCell() values', () => {
  const cases: readonly [string, unknown][] = [
    ['1 + 1', 2],
    ['1 + 1;', 2],
    ['const a = 1', undefined],
    ['await Promise.resolve(4)', 4],
    ['Promise.resolve(5)', 5],
    ['"text"', 'text'],
    ['{ a: 1, b: 2 }', '{ a: 1, b: 2 }'],
    ['{ a: 1 } // remark', '{ a: 1 }'],
    ['{ const inner = 1 }', undefined],
    ['[1, 2].map((n) => n * 2)', '[ 2, 4 ]'],
    ['5\ntype After = number\ninterface Also {}', 5],
    ['export default 7', 7],
    ['let n = 1\nn++', 1],
    ['namespace N { export const z = 1 }', undefined],
    ['enum E { A }', undefined],
    ['const two = <T,>(x: T): T => x satisfies T as T\ntwo<number>(2)!', 2],
    ['// nothing', undefined],
    ['', undefined],
    ['if (true) 3', undefined],
    ['"use strict"\n8', 8],
    ['const emoji = "😀"; const 数 = emoji + `中`; 数', '😀中'],
    ['const __e = 1, __assayed = 2; __e + __assayed', 3],
    ['(function () { return this === undefined })()', true],
  ]
  for (const [cell, value] of cases) {
    it(`${JSON.stringify(cell)} gives ${inspect(value)}`, async () => assert.deepEqual(await run(cell), value))
  }
})

describe('transformCell() names', () => {
  it('const, let, class, function and enum can be declared again, with another kind too', async () => {
    assert.equal(
      await run('const a = 1', 'const a = "x"', 'function a() { return 1 }', 'class a { static n = 4 }', 'enum a { B = 9 }', 'a.B'),
      9,
    )
  })
  it('closures of earlier cells see new values', async () => {
    assert.equal(await run('let rate = 2; const price = (n: number) => n * rate', 'rate = 3', 'const rate = 5', 'price(10)'), 50)
  })
  it('a function calls the newest version of another one, and of itself', async () => {
    assert.equal(await run('function g() { return 1 }\nfunction f() { return g() }', 'function g() { return 2 }', 'f()'), 2)
  })
  it('functions are there before the line that declares them, and keep their name', async () => {
    assert.equal(
      await run('early(2) + early.name\nfunction early(n: number): number { return n === 0 ? 0 : 1 + early(n - 1) }', 'early(3)'),
      3,
    )
    assert.equal(
      await run('early(2) + early.name; async function* other() {}\nfunction early(n: number) { return n }\nearly(2) + early.name'),
      '2early',
    )
  })
  it('patterns bind every name in them', async () => {
    const cell = 'const { x, y: [z = 4, ...w], ...rest } = { x: 1, y: [undefined, 2, 3], k: 1 }, [q] = [6]'
    assert.deepEqual(compile(cell).names, ['x', 'z', 'w', 'rest', 'q'])
    assert.equal(await run(cell, '[x, z, w, rest, q]'), '[ 1, 4, [ 2, 3 ], { k: 1 }, 6 ]')
  })
  it('var inside blocks and loops is a global, inside functions it is not', async () => {
    const cell =
      'for (var i = 0, n = 3; i < n; i++) { var last = i }\nfor (var [k] of [[7]]);\nif (k) var one = 1\nfunction f() { var local = 1; return local }'
    assert.deepEqual(compile(cell).names, ['f', 'i', 'n', 'last', 'k', 'one'])
    assert.equal(await run(cell, '[i, n, last, k, one, typeof local]'), "[ 3, 3, 2, 7, 1, 'undefined' ]")
  })
  it('a declaration without a value starts as undefined again; a repeated var keeps its value', async () => {
    assert.equal(await run('let u = 1', 'let u: number | undefined', 'u'), undefined)
    assert.equal(await run('var v = 1; var v; v'), 1)
  })
  it('classes see themselves in static parts, and their parents', async () => {
    assert.equal(
      await run(
        'class K { static s = 1; static t = K.s + 1 }\nclass L extends K { constructor(readonly n: number) { super() } }',
        'new L(5).n + L.t',
      ),
      7,
    )
  })
  it('enums and namespaces start anew when declared again', async () => {
    assert.equal(
      await run('enum E { A, B = "x" }\nconst enum C { X = 3 }', 'enum E { Z }\nenum E { Y = 5 }', '[E, C.X]'),
      "[ { '0': 'Z', '5': 'Y', Z: 0, Y: 5 }, 3 ]",
    )
    assert.equal(
      await run('namespace N { export const a = 1 }', 'namespace N { export const b = 2 }\nnamespace N { export const c = N.b }', 'N'),
      '{ b: 2, c: 2 }',
    )
  })
  it('export is allowed and left out', async () => {
    const cell =
      'export const a = 1\nexport function f() { return a }\nexport class K {}\nexport { a as other }\nexport default class D { static v = 2 }'
    assert.equal(await run(cell, 'f() + D.v'), 3)
  })
  it("node's own read-only globals can be declared", async () => {
    const notebook = new Notebook()
    notebook.execute('Object.defineProperty(globalThis, "crypto", { get: () => 1, configurable: true }); async () => {}')
    assert.equal(await notebook.run('const crypto = "mine"; crypto'), 'mine')
  })
  it('types leave no names', () => {
    assert.deepEqual(
      compile('type T = 1; interface I {}; declare const d: number; declare function g(): void; import type { X } from "x"').names,
      [],
    )
  })
  it('using disposes at the end of its block', async function () {
    if (Number(process.versions.node.split('.')[0]) < 24) this.skip()
    assert.equal(await run('let log = ""\n{ using d = { [Symbol.dispose]() { log += "gone" } } }\nlog'), 'gone')
  })
})

describe('transformCell() awaits and guards', () => {
  it('every await is wrapped, those of nested functions too', async () => {
    const notebook = new Notebook()
    await notebook.run('const f = async () => { const x = await 1; return (await (await 2)) + x }\nawait f()')
    // Of `await (await 2)` both; of the last expression its own await only.
    assert.equal(notebook.trace.tasks.length, 4)
    assert.deepEqual(notebook.trace.awaited, [1, 2, 2, 3])
  })
  it('the operand is seen before it is awaited, so that a task can show its progress', async () => {
    const notebook = new Notebook()
    await notebook.run('const p = Promise.resolve(1)\nawait p\np')
    assert.equal(notebook.trace.tasks.length, 2)
    assert.equal(notebook.trace.tasks[0], notebook.trace.tasks[1])
    assert.equal(typeof (notebook.trace.tasks[0] as Promise<number>).then, 'function')
  })
  it('for await works at the top level, with a guard in each turn', async () => {
    const notebook = new Notebook()
    assert.equal(
      await notebook.run('let sum = 0\nfor await (const n of [1, 2, 3]) sum += n\nfor await (const n of [4]) { sum += n }\nsum'),
      10,
    )
    assert.equal(notebook.trace.guards, 4)
  })
  it('an interrupted cell cannot swallow its interrupt', async () => {
    const notebook = new Notebook()
    notebook.interrupt = new Error('interrupted')
    await assert.rejects(notebook.run('for (;;) { try { await 0 } catch { } }'), /interrupted/)
    assert.equal(notebook.trace.guards, 1)
  })
})

describe('transformCell() imports', () => {
  const modules = { m: { default: 'd', a: 1, 'odd-name': 2 }, side: {}, './data.json': { default: { k: 1 } } }

  async function imported(...cells: string[]): Promise<[unknown, Notebook]> {
    const notebook = new Notebook()
    Object.assign(notebook.modules, modules)
    let value: unknown
    for (const cell of cells) value = await notebook.run(cell)
    return [typeof value === 'object' ? inspect(value) : value, notebook]
  }

  it('default, named, renamed, quoted and namespace', async () => {
    const [value] = await imported(
      'import d, { a, a as b, "odd-name" as odd, default as e } from "m"\nimport * as all from "m"',
      '[d, a, b, odd, e, all.a]',
    )
    assert.equal(value, "[ 'd', 1, 1, 2, 'd', 1 ]")
  })
  it('for their effect, with attributes, and re-exported', async () => {
    const [, { trace }] = await imported(
      'import "side"\nimport j from "./data.json" with { type: "json" }\nexport * from "m"\nexport { a } from "m"',
    )
    assert.equal(
      inspect(trace.imports, { depth: 4 }),
      inspect(
        [
          ['side', undefined],
          ['./data.json', { with: { type: 'json' } }],
          ['m', undefined],
          ['m', undefined],
        ],
        { depth: 4 },
      ),
    )
  })
  it('are there before the first line', async () => assert.equal((await imported('a + 1\nimport { a } from "m"'))[0], 2))
  it('dynamic ones go through the runtime', async () => {
    const [value, { trace }] = await imported('const f = async () => (await import("m")).a\nawait f()')
    assert.equal(value, 1)
    assert.equal(trace.imports[0]?.[0], 'm')
  })
  it('of types only are dropped; a type imported as a value is harmless', async () => {
    const [value, { trace }] = await imported(
      'import type { T } from "gone"\nimport { a, type U, OnlyAType } from "m"\n[a, typeof OnlyAType]',
    )
    assert.equal(value, "[ 1, 'undefined' ]")
    assert.deepEqual(
      trace.imports.map(([name]) => name),
      ['m'],
    )
  })
  it('a type of the name of a global leaves the global alone', async () => {
    assert.equal((await imported('import { Map } from "m"\ntypeof Map'))[0], 'function')
  })
  it('a name imported by a value is used in later cells', async () => assert.equal((await imported('import { a } from "m"', 'a'))[0], 1))
  it('import.meta tells the folder', async () => {
    assert.equal(await run('import.meta.dirname + " " + import.meta.url'), '/notebooks file:///notebooks/cell.ts')
  })
})

describe('transformCell() refusals', () => {
  it('a decorator is refused at its place, rather than failing when the cell runs', () => {
    const text = readCellText('const log = () => {}\n@log class K {}')
    assert.ok('code' in text)
    const made = transformCell(text, { name: 'cell-1.ts', cwd: '/notebooks' })
    assert.ok(!('code' in made))
    assert.match(made[0]?.message ?? '', /Decorators do not run in cells/)
    assert.deepEqual(made[0]?.start, { line: 2, column: 1 })
  })
})

describe('readCellText() syntax errors', () => {
  const cases: readonly [string, number, number, RegExp][] = [
    ['const a = 1\nconst x = ;', 2, 11, /Unexpected token/],
    ['const s = "中文😀" +* 2', 1, 19, /Unexpected token/],
    ['foo(', 1, 5, /Expected `\)`/],
    ['const a = 1; const a = 2', 1, 20, /already been declared/],
    ['return 1', 1, 1, /function body/],
    ['let x = 1\n\n  }', 3, 3, /Unexpected token/],
    ['a b', 1, 2, /semicolon/],
  ]
  for (const [cell, line, column, message] of cases) {
    it(`${JSON.stringify(cell)} is wrong at ${line}:${column}`, () => {
      const errors = readCellText(cell)
      assert.ok(!('code' in errors), 'no error')
      const [first] = errors
      assert.match(first?.message ?? '', message)
      assert.deepEqual(first?.start, { line, column })
      assert.equal(first?.code, 0)
      assert.equal(first?.source, cell.split('\n')[line - 1])
    })
  }
})
