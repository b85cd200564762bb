import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from './helpers/client.ts'

describe('history on disk', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'assay-history-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const ask = async (kernel: Client, content: Record<string, unknown>) =>
    (await kernel.request('history_request', { output: false, raw: true, ...content })).content['history']

  it('inputs of an earlier session are found by tail, range and search', async () => {
    const env = { ASSAY_HOME: '', JUPYTER_DATA_DIR: folder }
    const first = await Client.start({ env })
    await first.run('const a = 1')
    await first.run("'not stored'", { store_history: false })
    await first.run("'订单'")
    await first.run('const a = 1')
    await first.request('shutdown_request', { restart: false }, 'control')
    await first.close()
    assert.equal(readFileSync(join(folder, 'assay/history.jsonl'), 'utf8').split('\n').length, 4)
    const second = await Client.start({ env })
    await second.run('2')
    const rows = [
      [1, 1, 'const a = 1'],
      [1, 2, "'订单'"],
      [1, 3, 'const a = 1'],
      [2, 1, '2'],
    ]
    assert.deepEqual(await ask(second, { hist_access_type: 'tail', n: 10 }), rows)
    assert.deepEqual(await ask(second, { hist_access_type: 'range', session: -1, start: 2, stop: 4 }), rows.slice(1, 3))
    assert.deepEqual(await ask(second, { hist_access_type: 'range', session: 1, start: 1, stop: 2 }), rows.slice(0, 1))
    assert.deepEqual(await ask(second, { hist_access_type: 'search', pattern: '*a*', unique: true }), rows.slice(2, 3))
    await second.close()
  })

  it('a folder that cannot be written leaves history in memory', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const kernel = await Client.start({ env: { ASSAY_HOME: join(file, 'below') } })
    assert.deepEqual((await kernel.run('3')).outputs.length, 1)
    assert.deepEqual(await ask(kernel, { hist_access_type: 'tail', n: 10 }), [[1, 1, '3']])
    assert.ok(!existsSync(join(file, 'below')))
    await kernel.close()
  })
})
