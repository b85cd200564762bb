import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from './helpers/client.ts'

describe('editing help', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
    await kernel.run('/** What was sold. */\nconst orders = [{ price: 1, quantity: 2 }]')
  })
  after(() => kernel.close())

  it('complete_reply knows members by type, in a cell that has not run', async () => {
    const code = 'orders.map((o) => o.pri'
    const { content } = await kernel.request('complete_request', { code, cursor_pos: code.length })
    assert.ok((content['matches'] as string[]).includes('price'))
    assert.deepEqual([content['cursor_start'], content['cursor_end']], [code.length - 3, code.length])
    assert.ok(Array.isArray((content['metadata'] as Record<string, unknown>)['_jupyter_types_experimental']))
  })

  it('complete_reply counts in code points', async () => {
    const code = "'😀订单'; orders.len"
    const { content } = await kernel.request('complete_request', { code, cursor_pos: [...code].length })
    assert.ok((content['matches'] as string[]).includes('length'))
    assert.equal(content['cursor_end'], [...code].length)
  })

  it('complete_reply comes while a cell runs', async () => {
    const id = await kernel.send_execute('while (true) {}')
    await sleep(100)
    const { content } = await kernel.request('complete_request', { code: 'orders.le', cursor_pos: 9 })
    assert.ok((content['matches'] as string[]).includes('length'))
    await kernel.interrupt()
    await kernel.finish(id)
  })

  it('inspect_reply tells the type', async () => {
    const { content } = await kernel.request('inspect_request', { code: 'orders', cursor_pos: 3, detail_level: 0 })
    assert.equal(content['found'], true)
    assert.match((content['data'] as Record<string, string>)['text/plain'] ?? '', /price: number/)
    const none = await kernel.request('inspect_request', { code: 'nowhere', cursor_pos: 3, detail_level: 0 })
    assert.equal(none.content['found'], false)
  })

  for (const [code, status] of [
    ['const a = 1', 'complete'],
    ['function f() {', 'incomplete'],
    ['const s = `a', 'incomplete'],
    ['const = 1)', 'invalid'],
  ] as const)
    it(`is_complete_reply says that ${JSON.stringify(code)} is ${status}`, async () => {
      assert.equal((await kernel.request('is_complete_request', { code })).content['status'], status)
    })

  it('history_reply gives tail, range and search', async () => {
    const ask = async (content: Record<string, unknown>) =>
      (await kernel.request('history_request', { output: false, raw: true, ...content })).content['history'] as [number, number, unknown][]
    await kernel.run('"first"')
    await kernel.run('"second"')
    const tail = await ask({ hist_access_type: 'tail', n: 2 })
    assert.deepEqual(
      tail.map((row) => row[2]),
      ['"first"', '"second"'],
    )
    const [session, line] = tail[0] as [number, number, unknown]
    const range = await ask({ hist_access_type: 'range', session, start: line, stop: line + 1, output: true })
    assert.deepEqual(range, [[session, line, ['"first"', "'first'"]]])
    assert.deepEqual(
      (await ask({ hist_access_type: 'search', pattern: '*sec*' })).map((row) => row[2]),
      ['"second"'],
    )
  })
})
