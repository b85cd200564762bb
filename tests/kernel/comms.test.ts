import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '../../kernel/host/wire/message.ts'
import { Client, resultOf, streamed } from './helpers/client.ts'

describe('comms', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
  })
  after(() => kernel.close())

  const send = (type: string, content: Record<string, unknown>, buffers: Uint8Array[] = []) =>
    kernel.send(type, content, 'shell', kernel.wire, { buffers, metadata: { from: 'test' } })
  const published = (type: string, id: unknown): Promise<Message> =>
    kernel.published.take(({ header, content }) => header.msg_type === type && content['comm_id'] === id, type)
  const open = async () => (await kernel.request('comm_info_request', {})).content['comms']

  it('a cell opens a comm, sends and receives with buffers while it awaits', async () => {
    const cell =
      await kernel.send_execute(`const map = comms.open('shop.map', { data: { zoom: 3 }, metadata: { version: '1' }, buffers: [new Uint8Array([1, 2])] })
const heard = await new Promise<{ data: any; buffers: readonly Uint8Array[] }>((resolve) => { map.onMessage = resolve })
map.send({ echo: heard.data.clicked }, { buffers: [heard.buffers[0]!.subarray(1), new Float32Array([0.5])] })
heard.buffers.length`)
    const opened = await kernel.next(cell, 'comm_open')
    const { comm_id } = opened.content
    assert.deepEqual([opened.content['target_name'], opened.content['data'], opened.metadata], ['shop.map', { zoom: 3 }, { version: '1' }])
    assert.deepEqual(
      opened.buffers.map((bytes) => [...bytes]),
      [[1, 2]],
    )
    assert.deepEqual(await open(), { [String(comm_id)]: { target_name: 'shop.map' } })
    const id = await send('comm_msg', { comm_id, data: { clicked: '订单' } }, [new Uint8Array([7, 8, 9])])
    await kernel.next(id, 'status')
    const answer = await published('comm_msg', comm_id)
    assert.deepEqual(answer.content['data'], { echo: '订单' })
    assert.deepEqual(
      answer.buffers.map((bytes) => [...bytes]),
      [
        [8, 9],
        [0, 0, 0, 63],
      ],
    )
    assert.equal(answer.parent.msg_id, cell)
    assert.equal(resultOf(await kernel.finish(cell)), '1')
  })

  it('messages are heard when no cell runs, and what handlers print goes to their cell', async () => {
    const cell = await kernel.send_execute('map.onMessage = ({ data, metadata }) => console.log(data, metadata)')
    await kernel.finish(cell)
    const [[comm_id]] = Object.entries((await open()) as object) as [[string, unknown]]
    await send('comm_msg', { comm_id, data: { n: 1 } })
    const { parent, content } = await kernel.published.take(({ header }) => header.msg_type === 'stream', 'stream')
    assert.equal(content['text'], "{ n: 1 } { from: 'test' }\n")
    assert.equal(parent.msg_id, cell)
  })

  it('either side closes', async () => {
    const [[comm_id]] = Object.entries((await open()) as object) as [[string, unknown]]
    await kernel.run('let closing: unknown\nmap.onClose = ({ data }) => { closing = data }')
    await send('comm_close', { comm_id, data: { bye: true } })
    assert.equal(resultOf(await kernel.run('[closing, map.closed]')), '[ { bye: true }, true ]')
    assert.deepEqual(await open(), {})
    assert.match(String((await kernel.run('map.send({})')).reply.content['evalue']), /Cannot send on comm "shop.map": it is closed/)
    const { outputs } = await kernel.run("const short = comms.open('shop.map', { id: 'fixed' })\nshort.close({ done: 1 })\nshort.close()")
    assert.deepEqual(
      outputs.map(({ header, content }) => [header.msg_type, content['comm_id'], content['data']]),
      [
        ['comm_open', 'fixed', {}],
        ['comm_close', 'fixed', { done: 1 }],
      ],
    )
    assert.deepEqual(await open(), {})
  })

  it('front ends open comms to registered targets, unknown ones are closed', async () => {
    await kernel.run(`const stop = comms.register('shop.query', (comm, { data, buffers }) => {
  if (data.bad) throw new RangeError('not that')
  comm.send({ hello: data.name, bytes: buffers[0]?.length })
  comm.onMessage = ({ data }) => comm.send({ sum: data.a + data.b })
})`)
    await send('comm_open', { comm_id: 'q1', target_name: 'shop.query', data: { name: 'q' } }, [new Uint8Array(3)])
    assert.deepEqual((await published('comm_msg', 'q1')).content['data'], { hello: 'q', bytes: 3 })
    await send('comm_msg', { comm_id: 'q1', data: { a: 1, b: 2 } })
    assert.deepEqual((await published('comm_msg', 'q1')).content['data'], { sum: 3 })
    await send('comm_open', { comm_id: 'q2', target_name: 'shop.query', data: { bad: true } })
    await published('comm_close', 'q2')
    const { content } = await kernel.published.take(({ header }) => header.msg_type === 'stream', 'stream')
    assert.match(String(content['text']), /RangeError.*not that/)
    assert.deepEqual(await open(), { q1: { target_name: 'shop.query' } })
    await kernel.run('stop()')
    for (const [id, target] of [
      ['q3', 'shop.query'],
      ['q4', 'nobody'],
    ]) {
      await send('comm_open', { comm_id: id, target_name: target, data: {} })
      await published('comm_close', id)
    }
  })

  it('a handler that does not end is interrupted, and its comm goes on', async () => {
    await kernel.run(
      "let turns = 0\ncomms.register('shop.loop', (comm) => { comm.onMessage = () => { turns++; while (turns === 1); comm.send({ turns }) } })",
    )
    await send('comm_open', { comm_id: 'l1', target_name: 'shop.loop', data: {} })
    await send('comm_msg', { comm_id: 'l1', data: {} })
    await sleep(100)
    await kernel.interrupt()
    assert.equal(resultOf(await kernel.run('turns')), '1')
    await send('comm_msg', { comm_id: 'l1', data: {} })
    assert.deepEqual((await published('comm_msg', 'l1')).content['data'], { turns: 2 })
  })

  it('comms end with the process that runs cells', async () => {
    assert.notDeepEqual(await open(), {})
    assert.equal((await kernel.run('process.exit(0)')).reply.content['status'], 'error')
    assert.deepEqual(await open(), {})
    assert.equal(streamed(await kernel.run("console.log('on')")), 'on\n')
    await send('comm_open', { comm_id: 'l2', target_name: 'shop.loop', data: {} })
    await published('comm_close', 'l2')
  })
})
