import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../src/cli/index.ts'
import { version } from '../../../src/util/index.ts'

async function assay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await run(args, {
    output: (text) => {
      out += text
    },
    complain: (text) => {
      err += text
    },
  })
  return { code, out, err }
}

describe('run()', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay cli '))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('writes declarations for files', async () => {
    const file = join(folder, 'o.csv')
    writeFileSync(file, 'id,name\n1,x\n')
    const { code, out, err } = await assay('types', file)
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /^import 'assay\/sources'\n/)
    assert.ok(out.includes(`${JSON.stringify(file)}: {\n      "id": number | null\n      "name": string | null\n`))
    const target = join(folder, 'new', 'sources.d.ts')
    assert.deepEqual(await assay('types', file, '--out', target), { code: 0, out: '', err: '' })
    assert.equal(readFileSync(target, 'utf8'), out)
  })

  it('names the files whose columns it cannot tell, and does the others', async () => {
    const file = join(folder, 'o.csv')
    writeFileSync(file, 'id\n1\n')
    const { code, out, err } = await assay('types', join(folder, 'nope.csv'), file, folder)
    assert.equal(code, 1)
    assert.match(out, /"id": number/)
    assert.match(err, /nope\.csv": it is not there\n.*: it is no file\n$/)
  })

  it('says what is wrong with a command line in one line, with exit code 2', async () => {
    assert.deepEqual(await assay('typs'), {
      code: 2,
      out: '',
      err: 'assay: there is no command "typs": did you mean "types"? assay --help lists the commands\n',
    })
    assert.equal((await assay('types')).err, 'assay types: name at least one file, such as assay types datasets/*.csv\n')
    assert.equal((await assay('types', '--ou')).code, 2)
    assert.equal((await assay('types', 'x.csv', '--out')).code, 2)
    assert.equal((await assay()).code, 2)
  })

  it('tells its version and its usage', async () => {
    assert.deepEqual(await assay('--version'), { code: 0, out: `${version}\n`, err: '' })
    assert.match((await assay('--help')).out, /types FILE/)
  })

  it('leaves no part of a file it cannot write', async () => {
    const file = join(folder, 'o.csv')
    writeFileSync(file, 'id\n1\n')
    const { code, err } = await assay('types', file, '--out', folder)
    assert.equal(code, 2)
    assert.match(err, /^assay: Cannot write/)
    assert.ok(existsSync(folder))
  })
})
