import assert from 'node:assert/strict'
import { Client, resultOf, streamed } from './helpers/client.ts'

const deaths: Readonly<Record<string, [code: string, reason: RegExp]>> = {
  'process.exit()': ["console.log('before')\nprocess.exit(3)", /process\.exit\(3\) was called/],
  'process.abort()': ["console.log('before')\nprocess.abort()", /aborted/],
  SIGKILL: ["console.log('before')\nprocess.kill(process.pid, 'SIGKILL')\nawait new Promise(() => {})", /killed/],
}

describe('death of the runner', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
  })
  after(() => kernel.close())

  for (const [name, [code, reason]] of Object.entries(deaths))
    it(`${name} ends the cell with an error, and the next cell runs`, async () => {
      await kernel.run('const kept = 1')
      const { reply, outputs } = await kernel.run(code)
      assert.equal(reply.content['ename'], 'RunnerExit')
      assert.match(String(reply.content['evalue']), reason)
      assert.equal(outputs.filter(({ header }) => header.msg_type === 'error').length, 1)
      const begin = performance.now()
      const next = await kernel.run('1 + 1')
      assert.equal(resultOf(next), '2')
      assert.ok(performance.now() - begin < 5000)
      assert.equal((await kernel.run('kept')).reply.content['status'], 'error', 'names are gone')
    })

  it('what was printed before process.exit() is shown', async () => {
    assert.equal(streamed(await kernel.run("console.log('last words')\nprocess.exit()")), 'last words\n')
  })

  it('the front end hears of the restart', async () => {
    await kernel.run('process.exit()')
    await kernel.published.take(
      ({ header, content }) => header.msg_type === 'status' && content['execution_state'] === 'restarting',
      'restarting',
    )
    assert.equal(resultOf(await kernel.run('2 + 2')), '4')
  })

  it('a death between cells is reported too', async () => {
    await kernel.run('setTimeout(() => process.exit(7), 50)\n0')
    await kernel.published.take(({ content }) => String(content['text']).includes('process.exit(7)'), 'report')
    assert.equal(resultOf(await kernel.run('3 + 3')), '6')
  })
  it('running out of memory ends the cell with an error that says so', async () => {
    const small = await Client.start({ env: { NODE_OPTIONS: '--max-old-space-size=120' } })
    try {
      const { reply } = await small.run('const all: unknown[] = []\nfor (;;) all.push(Array.from({ length: 10_000 }, (_, i) => ({ i })))')
      assert.equal(reply.content['ename'], 'RunnerExit')
      assert.match(String(reply.content['evalue']), /out of memory/)
      assert.equal(resultOf(await small.run('1 + 1')), '2')
    } finally {
      await small.close()
    }
  })
})
