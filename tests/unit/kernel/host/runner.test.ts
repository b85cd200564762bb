import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Runner } from '../../../../kernel/host/runner.ts'

describe('Runner', function () {
  this.timeout(20_000)

  it('run() says why when the process cannot be started, and tries again for the next cell', async () => {
    const deaths: string[] = []
    const runner = new Runner(join(tmpdir(), 'no such folder', 'at all'), {
      onMessage: () => undefined,
      onPrint: () => undefined,
      onDeath: (reason) => deaths.push(reason),
    })
    const request = { code: '', map: '', source: '', label: 'In[1]', count: 1, names: [], stdin: false, silent: false }
    for (const cell of [1, 2]) {
      const { ended } = await runner.run({ cell, ...request })
      assert.equal(ended.status, 'died')
      assert.match(ended.status === 'died' ? ended.reason : '', /could not be started/)
    }
    assert.ok(deaths.length >= 2 && deaths.length < 10)
    await runner.close()
  })
})
