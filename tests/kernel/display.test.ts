import assert from 'node:assert/strict'
import type { Message } from '../../kernel/host/wire/message.ts'
import { Client, resultOf } from './helpers/client.ts'

const task = `
const slow = (steps: number, own = false) => {
  let stopped = false
  const queue: object[] = []
  let wake = () => {}
  const work = (async () => {
    for (let i = 1; i <= steps && !stopped; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      const value = { done: i, total: steps, unit: 'steps' }
      queue.push(own ? { ...value, [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'own ' + i }) } : value)
      wake()
    }
    return stopped ? 'stopped early' : 'finished'
  })()
  let over = false
  work.then(() => { over = true; wake() })
  const progress = { async *[Symbol.asyncIterator]() {
    while (!over || queue.length > 0) {
      if (queue.length > 0) yield queue.splice(0).at(-1)
      else await new Promise<void>((resolve) => { wake = resolve })
    }
  } }
  return Object.assign(work, { progress, cancel: (reason: string) => { stopped = reason === 'stopped' } })
}`

const progressType = 'application/vnd.assay.progress.v1+json'
type Display = { data: Record<string, unknown>; metadata: { assay?: { comm: string } }; transient: { display_id: string } }
const displays = (outputs: readonly Message[]) =>
  outputs.filter(({ header }) => /display_data$/.test(header.msg_type)).map(({ content }) => content as unknown as Display)

describe('display', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
    assert.equal((await kernel.run(task)).reply.content['status'], 'ok')
  })
  after(() => kernel.close())

  it('display() shows what a value shows of itself, at once or later', async () => {
    const now = await kernel.run("display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>1</b>' }) })")
    assert.deepEqual(displays(now.outputs)[0]?.data, { 'text/html': '<b>1</b>' })
    assert.equal(now.outputs.length, 1)
    const later = await kernel.run(
      "display({ async [Symbol.for('Jupyter.display')]() { await null; return { 'text/html': '<b>2</b>' } } })",
    )
    assert.deepEqual(displays(later.outputs)[0]?.data, { 'text/html': '<b>2</b>' })
  })

  it('a result shows itself', async () => {
    const { outputs } = await kernel.run("({ async [Symbol.for('Jupyter.display')]() { return { 'text/markdown': '*x*' } } })")
    assert.equal(outputs[0]?.header.msg_type, 'execute_result')
    assert.deepEqual(outputs[0]?.content['data'], { 'text/markdown': '*x*' })
  })

  it('a failing display is an error of the cell', async () => {
    const { reply } = await kernel.run("({ [Symbol.for('Jupyter.display')]() { throw new Error('no picture') } })")
    assert.equal(reply.content['evalue'], 'no picture')
  })

  it('display().update() updates by id', async () => {
    const { outputs } = await kernel.run("const shown = display('a'); shown.update('b')\ndisplay('c', { id: shown.id, update: true })")
    const all = displays(outputs)
    assert.deepEqual(
      outputs.map(({ header }) => header.msg_type),
      ['display_data', 'update_display_data', 'update_display_data'],
    )
    assert.deepEqual(
      all.map(({ data }) => data['text/plain']),
      ["'a'", "'b'", "'c'"],
    )
    assert.equal(new Set(all.map(({ transient }) => transient.display_id)).size, 1)
  })

  it('clearOutput() and console.clear() say so', async () => {
    const { outputs } = await kernel.run('clearOutput(true); console.clear()')
    assert.deepEqual(
      outputs.map(({ header, content }) => [header.msg_type, content['wait']]),
      [
        ['clear_output', true],
        ['clear_output', false],
      ],
    )
  })

  it('a big display arrives whole', async () => {
    const { outputs } = await kernel.run("display.text('x'.repeat(20_000_000))")
    assert.equal(String(displays(outputs)[0]?.data['text/plain']).length, 20_000_000)
  })

  it('a task shows its progress while it runs, and then its value', async () => {
    const run = await kernel.run('slow(150)')
    const all = displays(run.outputs)
    assert.equal(resultOf(run), "'finished'")
    assert.ok(all.length >= 3 && all.length <= 12, `${all.length} displays`)
    const view = all[0]?.data[progressType] as Record<string, unknown>
    assert.equal(view['kind'], 'progress')
    assert.equal(view['state'], 'running')
    assert.equal(view['total'], 150)
    assert.match(String(all[0]?.data['text/html']), /<progress value="\d+" max="150">/)
    assert.deepEqual(
      run.outputs.slice(-2).map(({ header }) => header.msg_type),
      ['clear_output', 'execute_result'],
    )
  })

  it('a bar leaves an empty place only where the cell shows more', async () => {
    const alone = await kernel.run('await slow(120)\nconst none = await slow(120)')
    assert.deepEqual(
      [...new Set(alone.outputs.map(({ header }) => header.msg_type))],
      ['display_data', 'update_display_data', 'clear_output'],
    )
    assert.equal(alone.outputs.at(-1)?.header.msg_type, 'clear_output')
    for (const code of [
      "console.log('before')\nawait slow(120)",
      "const late = slow(120)\nsetTimeout(() => display('beside'), 1100)\nawait late",
    ]) {
      const { outputs } = await kernel.run(code)
      assert.ok(
        outputs.every(({ header }) => header.msg_type !== 'clear_output'),
        code,
      )
      assert.deepEqual(displays(outputs).at(-1)?.data, { 'text/plain': '' })
    }
    const cleared = await kernel.run("const later = slow(120)\nsetTimeout(() => { clearOutput(); display('own') }, 1100)\nawait later")
    assert.equal(cleared.outputs.filter(({ header }) => header.msg_type === 'clear_output').length, 1)
  })

  it('an awaited task shows its progress too, a short one does not', async () => {
    assert.ok(displays((await kernel.run('const awaited = await slow(140)')).outputs).length > 1)
    assert.deepEqual(displays((await kernel.run('await slow(60)')).outputs), [])
  })

  it('progress that shows itself keeps its last state', async () => {
    const all = displays((await kernel.run('slow(50, true)')).outputs)
    assert.match(String(all[0]?.data['text/plain']), /^own \d+$/)
    assert.equal(all.at(-1)?.data['text/plain'], 'own 50')
  })

  it('what came of a task takes the place of its progress, once', async () => {
    const type = 'application/vnd.example.training+json'
    const code = `const training = () => {
      const shows = (state: string) => ({ [Symbol.for('Jupyter.display')]: () => ({ '${type}': { state } }) })
      const work = new Promise((resolve) => setTimeout(resolve, 400, shows('finished')))
      const progress = { async *[Symbol.asyncIterator]() { yield { done: 1, ...shows('running') } } }
      return Object.assign(work, { progress, cancel() {} })
    }`
    await kernel.run(code)
    const states = ({ outputs }: { outputs: readonly Message[] }) =>
      outputs.map(({ header, content }) => [
        header.msg_type,
        ((content['data'] as Record<string, unknown> | undefined)?.[type] as { state: string } | undefined)?.state,
      ])
    assert.deepEqual(states(await kernel.run('const model = await training()\n0')).slice(0, -1), [
      ['display_data', 'running'],
      ['update_display_data', 'finished'],
    ])
    assert.deepEqual(states(await kernel.run('const again = await training()\nagain')).slice(-2), [
      ['clear_output', undefined],
      ['execute_result', 'finished'],
    ])
  })

  it('a view stops a task by its comm', async () => {
    const id = await kernel.send_execute('slow(2000)')
    const shown = (await kernel.next(id, 'display_data')).content as unknown as Display
    const comm = shown.metadata.assay?.comm ?? ''
    const info = await kernel.request('comm_info_request', { target_name: 'assay.task.v1' })
    assert.deepEqual(info.content['comms'], { [comm]: { target_name: 'assay.task.v1' } })
    await kernel.send('comm_open', { comm_id: comm, target_name: 'assay.task.v1', data: {} })
    await kernel.send('comm_msg', { comm_id: comm, data: { method: 'stop' } })
    assert.equal(resultOf(await kernel.finish(id)), "'stopped early'")
    assert.deepEqual((await kernel.request('comm_info_request', {})).content['comms'], {})
  })

  it('an interrupt cancels the task that a cell waits for, also one of an earlier cell', async () => {
    await kernel.run(
      "const early = slow(2000)\nlet reason = ''\nconst cancel = early.cancel\nearly.cancel = (why: string) => { reason = why; cancel('stopped') }",
    )
    const id = await kernel.send_execute('early')
    await kernel.next(id, 'display_data')
    await kernel.interrupt()
    assert.equal((await kernel.finish(id)).reply.content['ename'], 'KeyboardInterrupt')
    assert.equal(resultOf(await kernel.run('reason')), "'interrupted'")
    assert.equal(resultOf(await kernel.run('await early')), "'stopped early'")
  })

  it('a comm of an unknown target is closed', async () => {
    const id = await kernel.send('comm_open', { comm_id: 'c1', target_name: 'nobody', data: {} })
    assert.equal((await kernel.next(id, 'comm_close')).content['comm_id'], 'c1')
  })
})
