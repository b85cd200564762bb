import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '../../kernel/host/wire/message.ts'
import { Client, resultOf } from './helpers/client.ts'

describe('input', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
  })
  after(() => kernel.close())

  const question = (id: string): Promise<Message> => kernel.asked.take(({ parent }) => parent.msg_id === id, 'input_request')
  /** Runs a cell that asks once, and gives the question and the result. */
  const ask = async (code: string, value: string) => {
    const id = await kernel.send_execute(code, { allow_stdin: true })
    const { content } = await question(id)
    await kernel.send('input_reply', { value, status: 'ok' }, 'stdin')
    return [content['prompt'], content['password'], resultOf(await kernel.finish(id))]
  }

  it('prompt() asks over stdin, with and without await', async () => {
    assert.deepEqual(await ask("prompt('Name?')", 'Ada'), ['Name? ', false, "'Ada'"])
    assert.deepEqual(await ask("const name = await prompt('名字?')\nname + '!'", '李雷'), ['名字? ', false, "'李雷!'"])
    assert.deepEqual(await ask("await null\nprompt('')", 'x'), ['', false, "'x'"])
  })

  it('prompt() gives the fallback for an empty answer', async () => {
    assert.deepEqual(await ask("prompt('Name?', 'nobody')", ''), ['Name? ', false, "'nobody'"])
    assert.deepEqual(await ask("prompt('Name?', { fallback: 'none' })", ''), ['Name? ', false, "'none'"])
  })

  it('prompt() hides a password', async () => {
    assert.deepEqual(await ask("prompt('Key?', { password: true })!.length", 'secret'), ['Key? ', true, '6'])
  })

  for (const [answer, result] of [
    ['y', 'true'],
    ['YES', 'true'],
    ['n', 'false'],
    ['', 'false'],
  ] as const)
    it(`confirm() is ${result} for "${answer}"`, async () => {
      assert.deepEqual(await ask("confirm('Go on?')", answer), ['Go on? [y/N] ', false, result])
    })

  it('prompt() and confirm() are refused where input is not allowed', async () => {
    for (const code of ["prompt('Name?')", 'confirm()'])
      assert.match(String((await kernel.run(code)).reply.content['evalue']), /Cannot ask for input: this front end does not allow it/)
  })

  it('a refused answer is null', async () => {
    const id = await kernel.send_execute("prompt('Name?')", { allow_stdin: true })
    await question(id)
    await kernel.send('input_reply', { status: 'error', ename: 'Closed', evalue: '' }, 'stdin')
    assert.equal(resultOf(await kernel.finish(id)), 'null')
  })

  it('a prompt can be interrupted, and its late answer goes to no other', async () => {
    for (const code of ["prompt('Name?')", "await null\nconfirm('Name?')", "for (;;) prompt('Name?')"]) {
      const id = await kernel.send_execute(code, { allow_stdin: true })
      const asked = await question(id)
      await sleep(50)
      await kernel.interrupt()
      assert.equal((await kernel.finish(id)).reply.content['ename'], 'KeyboardInterrupt')
      const next = await kernel.send_execute("prompt('Again?')", { allow_stdin: true })
      await question(next)
      await kernel.send('input_reply', { value: 'late', status: 'ok' }, 'stdin', kernel.wire, { parent: asked.header })
      await kernel.send('input_reply', { value: 'right', status: 'ok' }, 'stdin')
      assert.equal(resultOf(await kernel.finish(next)), "'right'")
    }
  })

  it('other cells of the queue wait for the answer', async () => {
    const first = await kernel.send_execute("const answer = prompt('Name?')", { allow_stdin: true })
    const second = await kernel.send_execute('answer')
    await question(first)
    await kernel.send('input_reply', { value: 'Bo', status: 'ok' }, 'stdin')
    assert.equal(resultOf(await kernel.finish(second)), "'Bo'")
  })
})
