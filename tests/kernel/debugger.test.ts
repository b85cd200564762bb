import assert from 'node:assert/strict'
import { murmur2 } from '../../kernel/host/debug/hash.ts'
import { Client, resultOf, streamed } from './helpers/client.ts'

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

  it('steps go from line to line, into functions and out of them, over awaits, and end with the cell', async () => {
    await debug.start()
    const code = `const twice = (n: number): number => {
  const result = n * 2
  return result
}
const a = twice(1)
await new Promise((resolve) => setTimeout(resolve, 5))
const b = a + 1
console.log(b)`
    await debug.breakAt(code, 5)
    const cell = await kernel.send_execute(code)
    await debug.event('stopped')
    assert.deepEqual(await debug.moveTo('stepIn'), ['step', 2])
    assert.deepEqual(await debug.moveTo('next'), ['step', 3])
    await debug.moveTo('stepOut')
    const lines: (number | undefined)[] = []
    for (let line = (await debug.frames())[0]?.line; line !== 8; line = (await debug.moveTo('next'))[1]) {
      if (line !== lines.at(-1)) lines.push(line)
      assert.ok(lines.length < 10)
    }
    assert.deepEqual(lines, [6, 7])
    await debug.get('next', { threadId: 1 })
    const run = await kernel.finish(cell)
    assert.equal(streamed(run), '3\n')
    assert.equal(resultOf(await kernel.run('b')), '3', 'the step does not go on in the next cell')
  })

  it('a breakpoint stops a function that an earlier cell declared, and one in a line without code goes to the next', async () => {
    await debug.start()
    const code = `function add(a: number, b: number) {
  // the sum

  return a + b
}
interface Nothing {}`
    await kernel.run(code)
    const [breakpoint, none] = await debug.breakAt(code, 2, 6)
    assert.deepEqual([breakpoint?.['verified'], breakpoint?.['line']], [true, 4])
    assert.equal(none?.['verified'], false)
    const cell = await kernel.send_execute('add(1, 2)')
    await debug.event('stopped')
    assert.deepEqual(
      (await debug.frames()).map(({ name, line }) => [name, line]),
      [
        ['add', 4],
        ['In[2]', 1],
      ],
    )
    await debug.get('continue', { threadId: 1 })
    assert.equal(resultOf(await kernel.finish(cell)), '3')
  })

  it('a breakpoint stops in a cell that begins with a directive', async () => {
    await debug.start()
    const code = '%time\nconst one = 1\nconst two = one + 1'
    assert.equal((await debug.breakAt(code, 3))[0]?.['line'], 3)
    const cell = await kernel.send_execute(code)
    await debug.event('stopped')
    assert.equal((await debug.frames())[0]?.line, 3)
    await debug.get('continue', { threadId: 1 })
    assert.equal((await kernel.finish(cell)).reply.content['status'], 'ok')
  })

  it('a condition decides whether a breakpoint stops', async () => {
    await debug.start()
    const code = 'let seen = 0\nfor (let i = 0; i < 100; i++) {\n  seen += i\n}\nseen'
    const { sourcePath } = await debug.get('dumpCell', { code })
    await debug.get('setBreakpoints', { source: { path: sourcePath }, breakpoints: [{ line: 3, condition: 'i === 42' }] })
    const cell = await kernel.send_execute(code)
    await debug.event('stopped')
    assert.equal((await debug.scope('Locals'))['i'], '42')
    await debug.get('continue', { threadId: 1 })
    assert.equal(resultOf(await kernel.finish(cell)), '4950')
  })

  describe('paused', () => {
    const code = `const big = Array.from({ length: 1000 }, (_, i) => i)
function look(名: string, map = new Map([['k', { deep: [1, 2] }]])) {
  const local = { text: "it's", none: null, when: new Date(0), f() {} }
  class Point { #secret = 7; x = 1 }
  const point = new Point()
  return local
}
const seen = look('值')`
    let cell: string
    beforeEach(async () => {
      await debug.start()
      await debug.breakAt(code, 6)
      cell = await kernel.send_execute(code)
      await debug.event('stopped')
    })

    it('variables have their names, and what is in them can be read, a page at a time too', async () => {
      const frame = (await debug.frames())[0]
      const scopes = (await debug.get('scopes', { frameId: frame?.id }))['scopes'] as Shown[]
      const named = async (reference = 0) => new Map((await debug.variables(reference)).map((each) => [each.name, each]))
      const locals = await named(scopes[0]?.variablesReference)
      assert.equal(locals.get('名')?.value, "'值'")
      assert.equal(locals.get('map')?.value, "Map(1) {'k' => Object}")
      const local = await named(locals.get('local')?.variablesReference)
      assert.deepEqual([local.get('text')?.value, local.get('none')?.value, local.get('text')?.type], ["'it\\'s'", 'null', 'string'])
      const entries = await named(locals.get('map')?.variablesReference)
      assert.equal((await named(entries.get('"k"')?.variablesReference)).get('deep')?.value, 'Array(2) [1, 2]')
      const point = await named(locals.get('point')?.variablesReference)
      assert.deepEqual([point.get('x')?.value, point.get('#secret')?.value], ['1', '7'])
      const globals = await named(scopes.at(-1)?.variablesReference)
      const big = globals.get('big')?.variablesReference ?? 0
      assert.equal((await debug.variables(big)).length, 201, 'a long list is cut, with a word about it')
      const page = await debug.variables(big, { filter: 'indexed', start: 990, count: 5 })
      assert.deepEqual(
        page.map(({ name, value }) => [name, value]),
        [990, 991, 992, 993, 994].map((n) => [String(n), String(n)]),
      )
    })

    it('evaluate sees the frame, reads TypeScript, changes variables, and says what fails', async () => {
      const frameId = (await debug.frames())[0]?.id
      const evaluate = (expression: string, context = 'repl') => debug.ask('evaluate', { expression, frameId, context })
      assert.equal((await evaluate('(名 as string).length + big[2]!')).body['result'], '3')
      assert.equal((await evaluate('local.text = "changed"')).success, true)
      assert.equal((await evaluate('local.text', 'hover')).body['result'], "'changed'")
      assert.equal((await evaluate('local.text = "by hovering"', 'hover')).success, false)
      assert.match(String((await evaluate('nothing.here')).message), /ReferenceError: nothing is not defined/)
      await debug.get('continue', { threadId: 1 })
      await kernel.finish(cell)
      assert.equal(resultOf(await kernel.run('seen.text')), "'changed'")
      assert.equal((await debug.ask('evaluate', { expression: '1', frameId })).success, true, 'without a pause frames do not matter')
    })

    it('richInspectVariables shows a local, copyToGlobals gives it to later cells', async () => {
      const frameId = (await debug.frames())[0]?.id
      const rich = await debug.get('richInspectVariables', { variableName: 'local', frameId })
      assert.match((rich['data'] as Record<string, string>)['text/plain'] ?? '', /text: "it's"/)
      await debug.get('copyToGlobals', { srcVariableName: 'local', dstVariableName: 'copied', srcFrameId: frameId })
      assert.equal((await debug.ask('copyToGlobals', { srcVariableName: 'x()', dstVariableName: 'y', srcFrameId: frameId })).success, false)
      await debug.get('continue', { threadId: 1 })
      await kernel.finish(cell)
      assert.equal(resultOf(await kernel.run('copied.text')), '"it\'s"')
    })

    it('an interrupt ends the cell, state is kept and the next cell runs', async () => {
      const begin = performance.now()
      await kernel.interrupt()
      await debug.event('continued')
      const { reply } = await kernel.finish(cell)
      assert.equal(reply.content['ename'], 'KeyboardInterrupt')
      assert.ok(performance.now() - begin < 2000)
      assert.deepEqual((await debug.get('debugInfo'))['stoppedThreads'], [])
      assert.equal(resultOf(await kernel.run('big.length')), '1000')
    })

    it('an interrupt ends an evaluation that does not, and the cell', async () => {
      const evaluation = debug.ask('evaluate', { expression: 'while (true) {}', frameId: (await debug.frames())[0]?.id })
      await new Promise((resolve) => setTimeout(resolve, 200))
      await kernel.interrupt()
      assert.equal((await evaluation).success, false)
      assert.equal((await kernel.finish(cell)).reply.content['ename'], 'KeyboardInterrupt')
      assert.equal(resultOf(await kernel.run('1 + 1')), '2')
    })

    it('disconnect lets the cell go on and leaves no breakpoint', async () => {
      await debug.get('disconnect')
      assert.equal((await kernel.finish(cell)).reply.content['status'], 'ok')
      assert.equal((await debug.get('debugInfo'))['isStarted'], false)
      assert.equal((await kernel.run(code)).reply.content['status'], 'ok')
    })

    it('when the process that runs cells ends, the next one has the same breakpoints', async () => {
      const ending = debug.ask('evaluate', { expression: 'process.kill(process.pid, "SIGKILL")' })
      await debug.event('continued')
      assert.equal((await kernel.finish(cell)).reply.content['ename'], 'RunnerExit')
      assert.equal((await ending).success, false)
      const again = await kernel.send_execute(code)
      await debug.event('stopped')
      assert.equal((await debug.frames())[0]?.line, 6)
      await debug.get('continue', { threadId: 1 })
      assert.equal((await kernel.finish(again)).reply.content['status'], 'ok')
    })
  })

  it('twenty interrupts of paused cells, and loops after them, all end', async () => {
    await debug.start()
    const code = 'let n = 0\nn = 1\nn'
    await debug.breakAt(code, 2)
    for (let round = 0; round < 20; round++) {
      const paused = await kernel.send_execute(code)
      await debug.event('stopped')
      await kernel.interrupt()
      assert.equal((await kernel.finish(paused)).reply.content['ename'], 'KeyboardInterrupt')
      const loop = await kernel.send_execute(round % 2 === 0 ? 'while (true) {}' : 'await null; for (;;) {}')
      await kernel.next(loop, 'execute_input')
      await new Promise((resolve) => setTimeout(resolve, 30))
      await kernel.interrupt()
      assert.equal((await kernel.finish(loop)).reply.content['ename'], 'KeyboardInterrupt')
    }
    assert.equal(resultOf(await kernel.run('n')), '0')
  })

  it('interrupts work as ever while the debugger is on and stops at all exceptions', async () => {
    await debug.start()
    await debug.get('setExceptionBreakpoints', { filters: ['all'] })
    await kernel.run('let kept = 41')
    const endless = [
      'setTimeout(() => { while (true) {} }); await new Promise(() => {})',
      'Promise.resolve().then(() => { for (;;) {} }); await new Promise(() => {})',
      "/^(a+)+$/.test('a'.repeat(40) + 'b')",
      'await new Promise(() => {})',
      'const spin = () => queueMicrotask(spin); spin(); await new Promise(() => {})',
      "import { AsyncLocalStorage } from 'node:async_hooks'; await new AsyncLocalStorage().run(1, async () => { await null; while (true) {} })",
      'for (;;) await null',
    ]
    for (const code of endless) {
      const cell = await kernel.send_execute(code)
      await kernel.next(cell, 'execute_input')
      await new Promise((resolve) => setTimeout(resolve, 150))
      const begin = performance.now()
      await kernel.interrupt()
      assert.equal((await kernel.finish(cell)).reply.content['ename'], 'KeyboardInterrupt', code)
      assert.ok(performance.now() - begin < 2000, code)
      assert.equal(resultOf(await kernel.run('kept + 1')), '42', code)
    }
  })

  it('exceptions stop where they are thrown: all of them, or those that no cell catches', async () => {
    await debug.start()
    const caught = `try {
  JSON.parse('{')
} catch {}`
    const uncaught = `function fail(): never {
  throw new RangeError('too far')
}
await null
fail()`
    await debug.get('setExceptionBreakpoints', { filters: ['uncaught'] })
    assert.equal((await kernel.run(caught)).reply.content['status'], 'ok')
    const cell = await kernel.send_execute(uncaught)
    const stopped = await debug.event('stopped')
    assert.deepEqual([stopped['reason'], stopped['text']], ['exception', 'RangeError: too far'])
    assert.equal((await debug.frames())[0]?.line, 2)
    const info = await debug.get('exceptionInfo', { threadId: 1 })
    assert.deepEqual([info['exceptionId'], info['description']], ['RangeError', 'RangeError: too far'])
    await debug.get('continue', { threadId: 1 })
    assert.equal((await kernel.finish(cell)).reply.content['ename'], 'RangeError')

    await debug.get('setExceptionBreakpoints', { filters: ['all'] })
    const again = await kernel.send_execute(caught)
    await debug.event('stopped')
    assert.equal((await debug.frames())[0]?.line, 2)
    await debug.get('setExceptionBreakpoints', { filters: [] })
    await debug.get('continue', { threadId: 1 })
    assert.equal((await kernel.finish(again)).reply.content['status'], 'ok')
    assert.equal((await kernel.run(uncaught)).reply.content['ename'], 'RangeError')
  })

  it('inspectVariables tells the globals of cells without stopping, in the middle of a loop too', async () => {
    await kernel.run(
      'const table = [{ a: 1 }, { a: 2 }]\nlet turns = 0\nconst shown = { [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>!</b>" }) }',
    )
    const rich = await debug.get('richInspectVariables', { variableName: 'shown' })
    assert.deepEqual(rich['data'], { 'text/html': '<b>!</b>' })
    assert.deepEqual(await debug.get('richInspectVariables', { variableName: 'nothing' }), { data: {}, metadata: {} })
    const cell = await kernel.send_execute('while (true) turns++')
    await kernel.next(cell, 'execute_input')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const variables = (await debug.get('inspectVariables'))['variables'] as Shown[]
    assert.deepEqual(variables.map(({ name }) => name).sort(), ['shown', 'table', 'turns'])
    assert.ok(Number(variables.find(({ name }) => name === 'turns')?.value) > 0)
    const rows = await debug.variables(variables.find(({ name }) => name === 'table')?.variablesReference ?? 0)
    assert.deepEqual(
      rows.map(({ name, value }) => [name, value]),
      [
        ['0', '{a: 1}'],
        ['1', '{a: 2}'],
      ],
    )
    await kernel.interrupt()
    assert.equal((await kernel.finish(cell)).reply.content['ename'], 'KeyboardInterrupt')
  })

  it('pause stops a running loop, debugger statements stop too, and unknown requests are refused', async () => {
    await debug.start()
    const cell = await kernel.send_execute('let go = true\nwhile (go) {\n  void 0\n}\ndebugger\n"end"')
    await kernel.next(cell, 'execute_input')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await debug.get('pause', { threadId: 1 })
    assert.equal((await debug.event('stopped'))['reason'], 'pause')
    await debug.get('evaluate', { expression: 'go = false', frameId: (await debug.frames())[0]?.id })
    await debug.get('continue', { threadId: 1 })
    await debug.event('stopped')
    assert.equal((await debug.frames())[0]?.line, 5)
    assert.equal((await debug.ask('fly')).success, false)
    assert.equal((await debug.ask('variables', { variablesReference: 99_999 })).success, false)
    await debug.get('continue', { threadId: 1 })
    assert.equal(resultOf(await kernel.finish(cell)), "'end'")
  })
})
