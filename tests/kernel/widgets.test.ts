import assert from 'node:assert/strict'
import type { Message } from '../../kernel/host/wire/message.ts'
import { Client, type Run, resultOf, streamed } from './helpers/client.ts'

type State = Record<string, unknown>
const opens = ({ outputs }: Run) => outputs.filter(({ header }) => header.msg_type === 'comm_open')
const stateOf = ({ content }: Message) => (content['data'] as { state: State }).state

describe('widgets', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
  })
  after(() => kernel.close())

  const send = (id: unknown, data: State, buffers: Uint8Array[] = []) =>
    kernel.send('comm_msg', { comm_id: id, data }, 'shell', kernel.wire, { buffers })
  const heard = (id: unknown): Promise<Message> =>
    kernel.published.take(({ header, content }) => header.msg_type === 'comm_msg' && content['comm_id'] === id, 'comm_msg')
  let slider: unknown

  it('a control opens its model with look and style, and shows itself', async () => {
    const run = await kernel.run(
      "import { Button, FloatProgress, IntSlider, VBox } from 'assay/widgets'\nconst slider = new IntSlider({ max: 10, value: 3, description: '数量', readoutFormat: '.0f', layout: { width: '50%' } })\nslider",
    )
    const [layout, style, model] = opens(run) as [Message, Message, Message]
    for (const { metadata, content } of [layout, style, model])
      assert.deepEqual([metadata, content['target_name']], [{ version: '2.1.0' }, 'jupyter.widget'])
    assert.equal(stateOf(layout)['width'], '50%')
    assert.equal(stateOf(style)['_model_name'], 'SliderStyleModel')
    const { value, max, description, readout_format, continuous_update, ...rest } = stateOf(model)
    assert.deepEqual([value, max, description, readout_format, continuous_update], [3, 10, '数量', '.0f', true])
    assert.deepEqual(
      [rest['_model_module'], rest['_model_module_version'], rest['_model_name'], rest['_view_name']],
      ['@jupyter-widgets/controls', '2.0.0', 'IntSliderModel', 'IntSliderView'],
    )
    assert.equal(rest['layout'], `IPY_MODEL_${layout.content['comm_id']}`)
    assert.equal(rest['style'], `IPY_MODEL_${style.content['comm_id']}`)
    slider = model.content['comm_id']
    const shown = run.outputs.find(({ header }) => header.msg_type === 'execute_result')?.content['data'] as State
    assert.deepEqual(shown['application/vnd.jupyter.widget-view+json'], { version_major: 2, version_minor: 0, model_id: slider })
    assert.match(String(shown['text/plain']), /^IntSlider\(description: '数量', value: 3, max: 10, readoutFormat/)
  })

  it('the reader moves a slider: state, echo and handlers, also while a cell awaits', async () => {
    const id = await kernel.send_execute(
      "const moved = await new Promise<number>((resolve) => { slider.on('value', (value, before) => { console.log(before, value); resolve(value) }); console.log('ready') })\nmoved + slider.value",
    )
    await kernel.next(id, 'stream')
    await send(slider, { method: 'update', state: { value: 7, unknown: 1 }, buffer_paths: [] })
    assert.deepEqual((await heard(slider)).content['data'], { method: 'echo_update', state: { value: 7 }, buffer_paths: [] })
    const run = await kernel.finish(id)
    assert.equal(resultOf(run), '14')
    assert.equal(streamed(run), '3 7\n')
  })

  it('a cell sets properties, each once', async () => {
    const { outputs } = await kernel.run('slider.value = 8\nslider.value = 8\nslider.set({ min: 1, max: 20 })')
    assert.deepEqual(
      outputs.filter(({ header }) => header.msg_type === 'comm_msg').map(({ content }) => content['data']),
      [
        { method: 'update', state: { value: 8 }, buffer_paths: [] },
        { method: 'update', state: { min: 1, max: 20 }, buffer_paths: [] },
      ],
    )
  })

  it('a button is clicked, a progress bar moves, boxes hold widgets', async () => {
    const run = await kernel.run(
      "const button = new Button({ description: 'Next' })\nconst bar = new FloatProgress({ max: 2 })\nbutton.onClick(() => { bar.value += 0.5 })\nnew VBox({ children: [button, bar] })",
    )
    const models = new Map(opens(run).map((message) => [stateOf(message)['_model_name'], message]))
    const button = models.get('ButtonModel')?.content['comm_id']
    const bar = models.get('FloatProgressModel')?.content['comm_id']
    assert.deepEqual(stateOf(models.get('VBoxModel') as Message)['children'], [`IPY_MODEL_${button}`, `IPY_MODEL_${bar}`])
    await send(button, { method: 'custom', content: { event: 'click' } })
    assert.deepEqual((await heard(bar)).content['data'], { method: 'update', state: { value: 0.5 }, buffer_paths: [] })
  })

  it('a wrong property of a control is a type error', async () => {
    const { reply } = await kernel.run("slider.value = 'much'")
    assert.equal(reply.content['ename'], 'TypeScriptError')
  })

  it('an anywidget module is driven with state, buffers and messages', async () => {
    const run = await kernel.run(`import { AnyWidget } from 'assay/widgets'
const map = new AnyWidget({ esm: 'export default { render() {} }', css: 'p {}', state: { zoom: 1, points: new Float32Array([1, 2]), deep: { list: [new Uint8Array([5])] } } })
map.onMessage((content, buffers) => map.send({ got: content.ask }, buffers))
map`)
    const model = opens(run).at(-1) as Message
    const { state, buffer_paths } = model.content['data'] as { state: State; buffer_paths: unknown }
    assert.deepEqual([state['_model_module'], state['_model_name'], state['_view_name']], ['anywidget', 'AnyModel', 'AnyView'])
    assert.deepEqual([state['_esm'], state['_css'], state['zoom']], ['export default { render() {} }', 'p {}', 1])
    assert.deepEqual(buffer_paths, [['points'], ['deep', 'list', 0]])
    assert.deepEqual(
      model.buffers.map((bytes) => bytes.length),
      [8, 1],
    )
    const id = model.content['comm_id']
    await send(id, { method: 'update', state: { zoom: 4, points: null }, buffer_paths: [['points']] }, [new Uint8Array([9])])
    assert.deepEqual((await heard(id)).content['data'], { method: 'echo_update', state: { zoom: 4 }, buffer_paths: [['points']] })
    assert.equal(resultOf(await kernel.run('[map.zoom, map.points.length, map.points[0]]')), '[ 4, 1, 9 ]')
    await send(id, { method: 'custom', content: { ask: 'x' } }, [new Uint8Array([1, 2])])
    const answer = await heard(id)
    assert.deepEqual([answer.content['data'], [...(answer.buffers[0] ?? [])]], [{ method: 'custom', content: { got: 'x' } }, [1, 2]])
  })

  it('a front end that was loaded again asks for all states', async () => {
    await send(slider, { method: 'request_state' })
    assert.equal(stateOf(await heard(slider))['value'], 8)
    await kernel.send('comm_open', { comm_id: 'control', target_name: 'jupyter.widget.control', data: {} })
    await send('control', { method: 'request_states' })
    const { content, buffers } = await heard('control')
    const { method, states, buffer_paths } = content['data'] as { method: string; states: Record<string, State>; buffer_paths: unknown[][] }
    assert.equal(method, 'update_states')
    assert.equal(states[String(slider)]?.['model_name'], 'IntSliderModel')
    assert.equal((states[String(slider)]?.['state'] as State | undefined)?.['value'], 8)
    assert.equal(buffers.length, buffer_paths.length)
    assert.ok(buffer_paths.every(([id, key]) => states[String(id)] !== undefined && key === 'state'))
  })

  it('a closed widget is gone', async () => {
    await kernel.run('slider.close()')
    const { content } = await kernel.request('comm_info_request', { target_name: 'jupyter.widget' })
    assert.ok(!(String(slider) in (content['comms'] as object)))
  })
})
