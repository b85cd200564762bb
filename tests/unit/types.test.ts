import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'tests', 'types')

function run(file: string, args: readonly string[], cwd: string): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    execFile(file, args, { cwd, maxBuffer: 1e8 }, (error, out, err) => done({ code: Number(error?.code ?? 0), out: out + err }))
  })
}

/** Lines of files in tests/types that TypeScript refuses, by file. */
function errorLines(out: string): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>()
  for (const [, file, line] of out.matchAll(/^(?:tests\/types\/)?(\w[\w.]*)\((\d+),\d+\): error/gm)) {
    const found = lines.get(file as string) ?? new Set()
    lines.set(file as string, found.add(Number(line)))
  }
  return lines
}

const orders = `order_id,user_id,qty,price,placed
o1,u1,2,10.5,2024-01-01
o2,u1,1,,2024-01-02
o2,u1,1,,2024-01-02
o3,u2,500,2.25,2024-01-03
o4,,3,1,2024-01-04
`

describe('types', () => {
  it('cells compile, and every mistake is an error where it stands', async function () {
    this.timeout(120_000)
    const { out } = await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder, '--pretty', 'false'], root)
    const errors = errorLines(out)
    assert.deepEqual([...(errors.get('cells.ts') ?? [])], [], out)
    const source = (await readFile(join(folder, 'mistakes.ts'), 'utf8')).split('\n')
    const marked = source.flatMap((text, i) => (text.includes('// mistake:') ? [i + 1] : []))
    assert.ok(marked.length > 20)
    assert.deepEqual(
      [...(errors.get('mistakes.ts') ?? [])].sort((a, b) => a - b),
      marked,
      out,
    )
  })

  it('cells run', async function () {
    this.timeout(120_000)
    const cwd = await mkdtemp(join(tmpdir(), 'assay cells '))
    try {
      await writeFile(join(cwd, 'orders.csv'), orders)
      await writeFile(
        join(cwd, 'users.csv'),
        'user_id,name,phone,email,city\nu1,王芳,13812345678,a@b.cn,北京\nu2,Bo,13912345678,b@b.cn,上海\n',
      )
      await writeFile(
        join(cwd, 'aapl.csv'),
        `Date,AAPL.Open,AAPL.Close\n${Array.from({ length: 28 }, (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${i + 1},${i + 2}\n`).join('')}`,
      )
      await writeFile(join(cwd, 'other.csv'), 'anything,whatever\n1,2\n')
      const loader = pathToFileURL(resolve(root, 'node_modules/tsx/dist/esm/index.mjs')).href
      const { code, out } = await run(process.execPath, ['--import', loader, '--conditions=assay-source', join(folder, 'cells.ts')], cwd)
      assert.equal(code, 0, out)
      const files = await readdir(cwd)
      assert.ok(files.includes('copy.parquet') && files.includes('quality.html'), files.join())
    } finally {
      await rm(cwd, { recursive: true, force: true })
    }
  })
})
