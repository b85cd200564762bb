import assert from 'node:assert/strict'
import { murmur2 } from '../../kernel/host/debug/hash.ts'
import { Client, streamed } from './helpers/client.ts'

type Body = Record<string, unknown>
interface Response {
  readonly success: boolean
  readonly message?: string
  readonly body: Body
}
interface Shown {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly variablesReference: number
}

/** A debugger's front end. */
class Debugger {
  readonly kernel: Client
  #seq = 0

  constructor(kernel: Client) {
    this.kernel = kernel
  }

  async ask(command: string, args: Body = {}): Promise<Response> {
    const content = { type: 'request', seq: ++this.#seq, command, arguments: args }
    const reply = await this.kernel.request('debug_request', content, 'control')
    assert.equal(reply.header.msg_type, 'debug_reply')
    assert.equal(reply.content['request_seq'], this.#seq)
    assert.equal(reply.content['command'], command)
    return reply.content as unknown as Response
  }

  async get(command: string, args: Body = {}): Promise<Body> {
    const { success, body, message } = await this.ask(command, args)
    assert.ok(success, `${command}: ${message}`)
    return body
  }

  async event(name: string): Promise<Body> {
    const { content } = await this.kernel.published.take(
      ({ header, content }) => header.msg_type === 'debug_event' && content['event'] === name,
      `debug_event ${name}`,
    )
    return content['body'] as Body
  }

  start = async (): Promise<void> => {
    await this.get('initialize', { clientID: 'test', linesStartAt1: true })
    await this.get('attach')
    await this.get('configurationDone')
  }

  async breakAt(code: string, ...lines: number[]): Promise<Body[]> {
    const { sourcePath } = await this.get('dumpCell', { code })
    const breakpoints = lines.map((line) => ({ line }))
    return (await this.get('setBreakpoints', { source: { path: sourcePath }, breakpoints }))['breakpoints'] as Body[]
  }

  async frames(): Promise<{ id: number; name: string; line: number; source: { path: string } }[]> {
    return (await this.get('stackTrace', { threadId: 1 }))['stackFrames'] as never
  }

  async variables(variablesReference: number, page: Body = {}): Promise<Shown[]> {
    return (await this.get('variables', { variablesReference, ...page }))['variables'] as Shown[]
  }

  /** The variables of a scope of the innermost frame, as text. */
  async scope(name: string, at = 0): Promise<Record<string, string>> {
    const scopes = (await this.get('scopes', { frameId: (await this.frames())[at]?.id }))['scopes'] as Shown[]
    const scope = scopes.find((each) => each.name === name)
    assert.ok(scope, `${name} in ${scopes.map((each) => each.name)}`)
    return Object.fromEntries((await this.variables(scope.variablesReference)).map((each) => [each.name, each.value]))
  }

  async moveTo(command: string): Promise<[reason: unknown, line: number | undefined]> {
    await this.get(command, { threadId: 1 })
    const { reason } = await this.event('stopped')
    return [reason, (await this.frames())[0]?.line]
  }
}

const total = `interface Line { price: number; count: number }

function total(lines: Line[]): number {
  let sum = 0
  for (const line of lines) {
    const amount: number = line.price * line.count
    sum += amount
  }
  return sum
}
const lines: Line[] = [{ price: 2, count: 3 }, { price: 10, count: 1 }]
const all = total(lines)
console.log('all', all)`

describe('debugger', function () {
  this.timeout(60_000)
  let kernel: Client
  let debug: Debugger
  beforeEach(async () => {
    kernel = await Client.start()
    debug = new Debugger(kernel)
  })
  afterEach(() => kernel.close())

  it('kernel_info says that there is one', async () => {
    const { content } = await kernel.request('kernel_info_request', {})
    assert.equal(content['debugger'], true)
    assert.ok((content['supported_features'] as string[]).includes('debugger'))
  })

  it('sources are named by the hash that front ends compute', async () => {
    assert.deepEqual(
      ['', 'a', 'ab', 'abc', 'abcd', 'const 名 = "é"'].map((text) => murmur2(text, 0xc70f6907)),
      [3990065800, 2167009006, 2805137849, 3350977461, 804720481, 312209112],
    )
    const info = await debug.get('debugInfo')
    assert.equal(info['isStarted'], false)
    assert.equal(info['hashMethod'], 'Murmur2')
    const { sourcePath } = await debug.get('dumpCell', { code: 'abc' })
    assert.equal(sourcePath, `${info['tmpFilePrefix']}${murmur2('abc', Number(info['hashSeed']))}${info['tmpFileSuffix']}`)
    assert.equal((await debug.get('source', { source: { path: sourcePath } }))['content'], 'abc')
    assert.equal((await debug.ask('source', { source: { path: '/etc/hostname' } })).success, false)
  })

  it('a breakpoint stops the cell at its line, with its frames and variables', async () => {
    await debug.start()
    const [breakpoint] = await debug.breakAt(total, 7)
    assert.deepEqual([breakpoint?.['verified'], breakpoint?.['line']], [true, 7])
    const cell = await kernel.send_execute(total)
    const stopped = await debug.event('stopped')
    assert.equal(stopped['reason'], 'breakpoint')
    assert.deepEqual(stopped['hitBreakpointIds'], [breakpoint?.['id']])
    const frames = await debug.frames()
    assert.deepEqual(
      frames.map(({ name, line }) => [name, line]),
      [
        ['total', 7],
        ['In[1]', 12],
      ],
    )
    assert.equal(frames[0]?.source.path, (await debug.get('dumpCell', { code: total }))['sourcePath'])
    assert.deepEqual((await debug.get('debugInfo'))['stoppedThreads'], [1])
    const locals = await debug.scope('Locals')
    assert.deepEqual(locals, { ...locals, amount: '6', sum: '0', line: '{price: 2, count: 3}' })
    assert.equal(
      Object.keys(locals).some((name) => name.startsWith('__')),
      false,
    )
    assert.equal((await debug.scope('Globals'))['lines'], 'Array(2) [{…}, {…}]')
    assert.equal((await debug.scope('Locals', 1))['lines'], 'Array(2) [{…}, {…}]')

    await debug.get('continue', { threadId: 1 })
    await debug.event('continued')
    await debug.event('stopped')
    assert.equal((await debug.scope('Locals'))['sum'], '6')
    await debug.breakAt(total)
    await debug.get('continue', { threadId: 1 })
    assert.equal(streamed(await kernel.finish(cell)), 'all 16\n')
  })
})
