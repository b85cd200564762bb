import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Bench } from './helpers.ts'

const provider = `
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
export async function provide({ cwd, calls }) {
  appendFileSync(join(cwd, 'asked.log'), JSON.stringify(calls) + '\\n')
  console.log('noise')
  for (const { argument } of calls) {
    if (argument === 'slow') await new Promise(() => {})
    if (argument === 'spin') for (;;);
    if (argument === 'fail') throw new Error('broken provider')
    if (argument === 'exit') process.exit(3)
    if (argument === 'garbage') return { declarations: 'declare module {{{' }
    if (argument === 'nothing') return
  }
  const rows = calls.filter((c) => c.export === 'open').map(({ argument }) => JSON.stringify(argument) + ': { ' + JSON.stringify('col of ' + argument) + ': string; n: number }')
  return { declarations: "import 'data/sources'\\ndeclare module 'data/sources' { interface Sources { " + rows.join('; ') + ' } }' }
}
`
const files = {
  'node_modules/data/package.json': JSON.stringify({
    name: 'data',
    version: '1.0.0',
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './sources': { types: './sources.d.ts', default: './index.js' } },
    assay: { typeProvider: './provider.js' },
  }),
  'node_modules/data/index.js': 'export const open = () => {}',
  'node_modules/data/index.d.ts': `import type { Sources } from './sources.js'
export interface Table<R> { filter(test: (row: R) => boolean): Table<R>; first(): R }
export declare function open<P extends string>(path: P, options?: object): Promise<Table<P extends keyof Sources ? Sources[P] : Record<string, unknown>>>
export declare function other(path: string): void
`,
  'node_modules/data/sources.d.ts': 'export interface Sources {}\n',
  'node_modules/data/provider.js': provider,
}

describe('type providers', () => {
  let bench: Bench
  before(() => {
    bench = new Bench(files)
  })
  after(() => bench.close())

  it('columns are known in the cell that opens the file: misspelt ones are errors', async () => {
    assert.deepEqual(
      await bench.wrong(
        'import { open } from "data"\nconst t = await open("a.csv")\nt.filter(o => o.n > 1 && o["col of a.csv"] === "x" && o.nope)',
      ),
      ['3:57 2339'],
    )
  })
  it('and in later cells, with earlier files still known', async () => {
    await bench.run('import { open as read, other } from "data"\nimport * as data from "data"\nconst a = await read("a.csv")')
    await bench.run('const b = await data.open(`b.csv`); other("not a source")')
    assert.deepEqual(await bench.wrong('a.first()["col of a.csv"].trim(); b.first()["col of b.csv"].trim(); a.first().n; b.first().nope'), [
      '1:92 2339',
    ])
  })
  it('the provider is asked for literal first arguments only', async () => {
    await bench.run('import { open, other } from "data"')
    await bench.run(
      'const path = "x.csv"; await open(path); other("o.csv"); const open2 = (p: string) => p; open2("y.csv"); await open("z \\"q\\".csv", { a: 1 })',
    )
    const asked = readFileSync(join(bench.cwd, 'asked.log'), 'utf8').trim().split('\n').at(-1) ?? ''
    assert.ok(asked.includes('{"export":"open","argument":"z \\"q\\".csv"}'))
    assert.ok(asked.includes('{"export":"other","argument":"o.csv"}'))
    assert.ok(!asked.includes('x.csv') && !asked.includes('y.csv'))
  })
  it('completion knows the columns of a file opened in the same, unfinished cell', async () => {
    assert.deepEqual(await bench.complete('import { open } from "data"\nconst t = await open("new.csv")\nt.filter(o => o.|'), [
      'col of new.csv',
      'n',
    ])
  })
  it('failing, silent, wrong and ending providers are harmless', async () => {
    for (const argument of ['fail', 'nothing', 'garbage', 'exit']) {
      await bench.compiler.restart()
      assert.deepEqual(
        await bench.wrong(`import { open } from "data"\nconst t = await open("${argument}"); t.first().anything`),
        [],
        argument,
      )
    }
    await bench.compiler.restart()
    assert.deepEqual(await bench.wrong('import { open } from "data"; (await open("a.csv")).first().nope'), ['1:60 2339'])
    assert.deepEqual(bench.notices, [])
  })
  it('a slow or endless provider costs its time limit and no more', async () => {
    for (const argument of ['slow', 'spin']) {
      await bench.compiler.restart()
      const start = performance.now()
      assert.deepEqual(await bench.wrong(`import { open } from "data"\nawait open("${argument}")`), [])
      const took = performance.now() - start
      assert.ok(took > 1500 && took < 5000, `${argument} took ${took} ms`)
    }
  })
})
