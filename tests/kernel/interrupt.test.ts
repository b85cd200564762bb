import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, resultOf } from './helpers/client.ts'

const endless: Readonly<Record<string, string>> = {
  'a loop': 'while (true) {}',
  'a loop in try and finally': 'for (;;) { try { while (true) {} } finally { void 0 } }',
  'a loop after an await': 'await 0\nwhile (true) {}',
  'a pending await': 'await new Promise(() => {})',
  'a loop in a timer': 'await new Promise(() => setTimeout(() => { while (true) {} }, 1))',
  'an interval': 'setInterval(() => {}, 1)\nawait new Promise(() => {})',
  'a loop in a promise': 'Promise.resolve().then(() => { while (true) {} })\nawait new Promise(() => {})',
  'endless timers': 'while (true) await new Promise((resolve) => setTimeout(resolve, 1))',
  'a microtask spin': 'while (true) await null',
  'a swallowed interrupt': 'while (true) { try { await new Promise((resolve) => setTimeout(resolve, 1)) } catch {} }',
  'an endless generator': 'function* all() { let i = 0; while (true) yield i++ }\nfor (const _ of all());',
  'an endless async generator': 'async function* every() { let i = 0; while (true) yield i++ }\nfor await (const _ of every());',
  'a catastrophic regular expression': "/^(a+)+$/.test('a'.repeat(40) + 'b')",
  'a long sort': 'const many = Array.from({ length: 200_000 }, Math.random)\nwhile (true) many.sort((a, b) => a - b)',
  'Atomics.wait': 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  AsyncLocalStorage:
    "import { AsyncLocalStorage } from 'node:async_hooks'\nawait new AsyncLocalStorage().run(1, async () => { await 0; while (true) {} })",
  'endless printing': "while (true) console.log('x')",
}

describe('interrupt', function () {
  this.timeout(120_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
    await kernel.run('let state = 0')
  })
  after(() => kernel.close())

  /** Milliseconds from the request to the reply of the cell. */
  const stop = async (code: string, after = 60): Promise<number> => {
    const id = await kernel.send_execute(code)
    await kernel.next(id, 'execute_input')
    await sleep(after)
    const begin = performance.now()
    const answer = await kernel.interrupt()
    assert.equal(answer.content['status'], 'ok')
    const { reply } = await kernel.finish(id)
    assert.equal(reply.content['ename'], 'KeyboardInterrupt', JSON.stringify(reply.content))
    return performance.now() - begin
  }

  for (const [name, code] of Object.entries(endless))
    it(`interrupt_request stops ${name}, and state is kept`, async () => {
      const before = Number(resultOf(await kernel.run('state')))
      assert.ok((await stop(code)) < 2000)
      assert.equal(resultOf(await kernel.run('++state')), String(before + 1))
    })

  it('interrupt_request works 20 times in a row', async () => {
    for (let i = 0; i < 20; i++) assert.ok((await stop(i % 2 === 0 ? 'while (true) {}' : 'await 0\nwhile (true) {}', 10)) < 2000)
    assert.equal(resultOf(await kernel.run('typeof state')), "'number'")
  })

  it('interrupt_request is harmless when nothing runs', async () => {
    assert.equal((await kernel.interrupt()).content['status'], 'ok')
    assert.equal(resultOf(await kernel.run('1 + 1')), '2')
  })

  it('interrupt_request aborts the cells that wait', async () => {
    const ids = [await kernel.send_execute('while (true) {}'), await kernel.send_execute('1')]
    await sleep(100)
    await kernel.interrupt()
    assert.equal((await kernel.reply(ids[0] as string)).content['ename'], 'KeyboardInterrupt')
    assert.equal((await kernel.reply(ids[1] as string)).content['status'], 'aborted')
  })

  it('SIGINT interrupts as well', async () => {
    const id = await kernel.send_execute('while (true) {}')
    await sleep(150)
    kernel.process.kill('SIGINT')
    assert.equal((await kernel.finish(id)).reply.content['ename'], 'KeyboardInterrupt')
  })

  it('the signal of a cell aborts when it is interrupted', async () => {
    const code =
      "const signal = (globalThis as any)[Symbol.for('assay.interruptSignal')]\nsignal.addEventListener('abort', () => console.log('told'))\nawait new Promise(() => {})"
    const id = await kernel.send_execute(code)
    await sleep(150)
    await kernel.interrupt()
    await kernel.finish(id).then(({ outputs }) => {
      const told = outputs.some(({ content }) => content['text'] === 'told\n')
      return told ? undefined : kernel.next(id, 'stream')
    })
  })

  it('control and heartbeat answer while a cell is busy', async () => {
    const id = await kernel.send_execute('while (true) {}')
    await sleep(150)
    await kernel.request('kernel_info_request', {}, 'control')
    await kernel.heartbeat.send('beat')
    assert.equal(String((await kernel.heartbeat.receive())[0]), 'beat')
    await kernel.interrupt()
    await kernel.finish(id)
  })
})
