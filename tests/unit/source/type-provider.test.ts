import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { engine, textLiteral } from '../../../src/engine/index.ts'
import { open } from '../../../src/source/index.ts'
import { provide } from '../../../src/source/type-provider.ts'
import { folders } from './files.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))

describe('provide()', function () {
  this.timeout(60_000)
  const files = folders()
  const ask = async (...paths: string[]) =>
    (await provide({ cwd: files.path, calls: paths.map((argument) => ({ export: 'open', argument })) })).declarations

  it('declares the columns of delimited text, JSON lines and Parquet by a look at them', async () => {
    files.write('o.csv', 'id,placed,note\n1,2024-01-01,x\n2,2024-01-02 03:04,\n')
    files.write('e.jsonl', '{"who":{"name":"x","tags":["a"]},"n":1.5}\n')
    await engine().query(
      `COPY (SELECT 1 AS a, {'x': 1, 'y b': ['k']} AS s, 1.5::DECIMAL(10, 2) AS d, MAP {'a': 1} AS m, now() AS t, TIME '01:02:03' AS c) TO ${textLiteral(join(files.path, 'p.parquet'))} (FORMAT parquet)`,
    )
    assert.equal(
      await ask('o.csv', 'e.jsonl', 'p.parquet'),
      `import 'assay/sources'
declare module 'assay/sources' {
  interface Sources {
    "o.csv": {
      "id": number | null
      "placed": Date | null
      "note": string | null
    }
    "e.jsonl": {
      "who": { "name": string | null; "tags": (string | null)[] | null } | null
      "n": number | null
    }
    "p.parquet": {
      "a": number | null
      "s": { "x": number | null; "y b": (string | null)[] | null } | null
      "d": number | null
      "m": Map<string, number | null> | null
      "t": Date | null
      "c": string | null
    }
  }
}
`,
    )
  })

  it('prefers the types that an earlier open settled on all values', async () => {
    const path = files.write('x.csv', `id\n${'1\n'.repeat(200000)}A\n`)
    assert.match(await ask('x.csv'), /"id": number/)
    await open(path as string)
    assert.match(await ask('x.csv'), /"id": string/)
  })

  it('leaves out what it cannot know', async () => {
    files.write('x.parquet', 'broken')
    files.write('x.arrow', 'broken')
    files.write('empty.csv', '')
    assert.equal(
      await ask('nope.csv', 'https://example.com/x.csv', '.', 'x.parquet', 'x.arrow', 'empty.csv', 'x\0.csv', '', 'x.unknown'),
      '',
    )
    assert.equal((await provide({ cwd: files.path, calls: [{ export: 'other', argument: 'x.csv' }] })).declarations, '')
  })

  it('makes TypeScript know the columns, whatever their names hold', async () => {
    const names = ['id', 'a b', "it's", 'q"u', '*/ } evil', '订单', 'a\u2028b', '__proto__']
    files.write('o.csv', `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n${names.map(() => '1').join(',')}\n`)
    mkdirSync(join(files.path, 'node_modules'))
    symlinkSync(join(root, 'src'), join(files.path, 'node_modules', 'assay'), 'dir')
    writeFileSync(join(files.path, 'package.json'), '{"type":"module"}')
    writeFileSync(join(files.path, 'sources.d.ts'), await ask('o.csv'))
    writeFileSync(
      join(files.path, 'a.ts'),
      `import { open } from 'assay'
const orders = await open('o.csv')
orders.select(${names
        .slice(0, -1)
        .map((name) => JSON.stringify(name))
        .join(', ')})
export const id: number | null = (await orders.rows(1))[0]!.id
orders.filter((row) => row.id > 1)
// @ts-expect-error a misspelt column
orders.filter((row) => row.idd > 1)
// @ts-expect-error a misspelt column
orders.select('idd')
;(await open('unknown.csv')).select('anything')
`,
    )
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023', 'esnext.disposable'],
      module: 'nodenext',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      customConditions: ['assay-source'],
      allowImportingTsExtensions: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules', '@types')],
    }
    writeFileSync(join(files.path, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['a.ts', 'sources.d.ts'] }))
    const outcome = await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', files.path]).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    )
    assert.equal(
      outcome
        .split('\n')
        .filter((line) => /(^|[\\/])(a|sources\.d)\.ts\(/.test(line))
        .join('\n'),
      '',
    )
  })
})
