import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../src/cli/index.ts'

const contract = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: orders
version: 1.0.0
status: active
schema:
  - name: orders
    properties:
      - name: id
        logicalType: integer
        required: true
        unique: true
      - name: email
        logicalType: string
        logicalTypeOptions: { pattern: '@example[.]com$' }
      - name: qty
        logicalType: integer
        logicalTypeOptions: { minimum: 1 }
`
const good = 'id,email,qty\n1,ann.lee@example.com,2\n2,bob@example.com,1\n'
const bad = 'id,email,qty\n1,ann.lee@example.org,2\n2,bob@example.com,0\n2,cat@example.com,5\n'

let folder = ''
let home: string | undefined

async function assay(args: readonly string[], terminal = false) {
  let [out, err] = ['', '']
  const output = (text: string) => {
    out += text
  }
  const complain = (text: string) => {
    err += text
  }
  const code = await run(args, { output, complain, terminal })
  return { code, out, err }
}

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay cli '))
  home = process.env['ASSAY_HOME']
  process.env['ASSAY_HOME'] = join(folder, '.assay')
})
afterEach(() => {
  if (home === undefined) delete process.env['ASSAY_HOME']
  else process.env['ASSAY_HOME'] = home
  rmSync(folder, { recursive: true, force: true })
})

describe('assay check', () => {
  it('exits with 0 when the contract holds, and with 1 when rules fail', async () => {
    const rules = file('orders.odcs.yaml', contract)
    const holds = await assay(['check', rules, file('good.csv', good), '--quiet'])
    assert.deepEqual([holds.code, holds.err], [0, ''])
    assert.match(holds.out, /^orders 1\.0\.0 on good: CHECK PASSED\n/)
    const fails = await assay(['check', rules, file('bad.csv', bad), '--quiet'])
    assert.equal(fails.code, 1)
    assert.match(fails.out, /CHECK FAILED\n3 of 6 error rules fail\./)
  })

  it('says on the error stream what it does: a line each, or one that redraws itself on a terminal', async () => {
    const [rules, data] = [file('orders.odcs.yaml', contract), file('good.csv', good)]
    assert.equal((await assay(['check', rules, data])).err, `reading ${data}\nchecking ${data}\n`)
    const { err, out } = await assay(['check', rules, data], true)
    assert.ok(err.startsWith('\r\u001b[2K') && err.endsWith('\r\u001b[2K'), JSON.stringify(err))
    assert.ok(!err.includes('\n') && !out.includes('\u001b'))
  })

  it('writes every format, and shows no personal value in any', async () => {
    const [rules, data] = [file('orders.odcs.yaml', contract), file('bad.csv', bad)]
    for (const format of ['plain', 'json', 'html', 'junit', 'sarif']) {
      const { code, out } = await assay(['check', rules, data, '--format', format, '--quiet'])
      assert.equal(code, 1, format)
      assert.ok(out.length > 100 && out.endsWith('\n'), format)
      assert.ok(!/ann\.lee|bob@|cat@/.test(out), `${format} shows a personal value`)
    }
    const json = JSON.parse((await assay(['check', rules, data, '--format=json', '--quiet'])).out)
    assert.deepEqual([json.kind, json.ok, json.passing], ['check', false, 0])
    assert.match((await assay(['check', rules, data, '--format', 'html', '--quiet', '--lang', 'zh-CN'])).out, /<html lang="zh-CN"/)
  })

  it('writes into a file, whole, and nothing to standard output', async () => {
    const out = join(folder, 'new', 'check.xml')
    const done = await assay(['check', file('c.odcs.yaml', contract), file('bad.csv', bad), '--format', 'junit', '--out', out, '--quiet'])
    assert.deepEqual(done, { code: 1, out: '', err: '' })
    assert.match(readFileSync(out, 'utf8'), /^<\?xml[\s\S]*<\/testsuites>\n$/)
  })

  it('could not run: exit code 2, one line, with the nearest column or file', async () => {
    const [rules, data] = [file('orders.odcs.yaml', contract), file('good.csv', good)]
    const cases: [readonly string[], RegExp][] = [
      [['check', rules, join(folder, 'god.csv')], /cannot read the data .*god\.csv": it is not there; did you mean ".*good\.csv"\?/],
      [['check', join(folder, 'order.odcs.yaml'), data], /cannot read the contract .*did you mean ".*orders\.odcs\.yaml"\?/],
      [['check', rules, folder], /cannot read the data .*: it is no file/],
      [['check', rules, file('renamed.csv', good.replace('qty', 'qyt'))], /column "qty": did you mean "qyt"\?/],
      [['check', file('broken.yaml', 'kind: [')], /DATA is missing/],
      [['check', file('broken.yaml', 'kind: ['), data], /Cannot read the contract "broken\.yaml": line 1/],
      [['check', rules, data, 'more'], /"more" is too much/],
      [['check', rules, data, '--format', 'jnuit'], /--format cannot be "jnuit": did you mean junit\?/],
      [['check', rules, data, '--fromat', 'json'], /there is no option --fromat: did you mean --format\?/],
      [['check', rules, data, '--out'], /--out needs the path of a file/],
      [['check', rules, data, '--as-of', 'soon'], /--as-of "soon" is not a date/],
      [['check', rules, data, '--table', 'users'], /write NAME=FILE/],
      [['check', rules, data, '--schema', 'lines'], /Cannot find schema "lines"/],
    ]
    for (const [args, message] of cases) {
      const { code, out, err } = await assay([...args, '--quiet'])
      assert.deepEqual([code, out], [2, ''], err)
      assert.match(err, message)
      assert.match(err, /^assay[^\n]*\n$/)
    }
  })

  it('follows references into other files', async () => {
    const rules = file(
      'refs.odcs.yaml',
      contract.replace(
        'logicalType: integer\n        required: true',
        'logicalType: integer\n        relationships: [{ to: users.id }]\n        required: true',
      ),
    )
    const users = file('users.csv', 'id\n1\n')
    const { code, out } = await assay(['check', rules, file('good.csv', good), '--table', `users=${users}`, '--quiet'])
    assert.equal(code, 1)
    assert.match(out, /FAIL +error +Every id is one of users\.id +1/)
  })
})

describe('assay profile', () => {
  it('writes every format, masked', async () => {
    const data = file('good.csv', good)
    for (const format of ['plain', 'json', 'html', 'markdown']) {
      const { code, out, err } = await assay(['profile', data, '--format', format])
      assert.deepEqual([code, err], [0, `reading ${data}\nprofiling ${data}\n`])
      assert.ok(out.includes('qty'), format)
      assert.ok(!/ann\.lee|bob@/.test(out), `${format} shows a personal value`)
    }
    const out = join(folder, 'profile.json')
    await assay(['profile', data, '--format', 'json', '--out', out, '--quiet'])
    assert.equal(JSON.parse(readFileSync(out, 'utf8')).rows, 2)
  })

  it('names the nearest file in one line, with exit code 2', async () => {
    file('good.csv', good)
    const { code, err } = await assay(['profile', join(folder, 'goood.csv')])
    assert.equal(code, 2)
    assert.match(err, /^assay profile: cannot read the data [^\n]*did you mean ".*good\.csv"\?\n$/)
    assert.ok(!existsSync(join(folder, 'goood.csv')))
  })
})
