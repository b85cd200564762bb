import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, resultOf, streamed } from './helpers/client.ts'

describe('execute', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
  })
  after(() => kernel.close())

  const errorOf = async (code: string) => {
    const { reply, outputs } = await kernel.run(code)
    assert.equal(reply.content['status'], 'error')
    const error = outputs.find(({ header }) => header.msg_type === 'error')
    assert.ok(error, 'an error is published')
    const traceback = (error.content['traceback'] as string[]).join('\n').replace(/\u001b\[\d+m/g, '')
    return { ename: error.content['ename'], evalue: error.content['evalue'], traceback, count: reply.content['execution_count'] }
  }

  it('kernel_info_reply names language and protocol', async () => {
    const { content } = await kernel.request('kernel_info_request', {})
    const language = content['language_info'] as Record<string, unknown>
    assert.equal(content['status'], 'ok')
    assert.equal(content['protocol_version'], '5.4')
    assert.equal(language['name'], 'typescript')
    assert.equal(language['file_extension'], '.ts')
    assert.equal(language['mimetype'], 'text/x.typescript')
  })

  it('execute_result carries count and text', async () => {
    const run = await kernel.run('6 * 7')
    assert.equal(resultOf(run), '42')
    assert.equal(run.outputs[0]?.content['execution_count'], run.reply.content['execution_count'])
  })

  it('undefined shows nothing, and neither does an empty cell', async () => {
    assert.deepEqual((await kernel.run('undefined')).outputs, [])
    assert.deepEqual((await kernel.run('  \n')).outputs, [])
  })

  it('plain text has no colour codes', async () => {
    assert.equal(resultOf(await kernel.run("({ a: [1, 'b'], c: new Map([[1, null]]) })")), "{ a: [ 1, 'b' ], c: Map(1) { 1 => null } }")
  })

  it('console and the standard streams reach the front end in order', async () => {
    const run = await kernel.run("console.log('a %d', 1); process.stdout.write('b'); console.error('e'); console.log('c')")
    assert.equal(streamed(run), 'a 1\nbc\n')
    assert.equal(streamed(run, 'stderr'), 'e\n')
  })

  it('100,000 lines arrive whole and in order', async () => {
    const run = await kernel.run('for (let i = 0; i < 100_000; i++) console.log(i)')
    assert.equal(streamed(run), Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(''))
  })

  it('what child processes print is captured', async () => {
    const run = await kernel.run(
      "import { execFileSync } from 'node:child_process'\nvoid execFileSync(process.execPath, ['-e', 'console.log(12345)'], { stdio: 'inherit' })",
    )
    assert.match(streamed(run), /12345/)
  })

  it('a name may be declared again with another type', async () => {
    await kernel.run('const again = 1')
    assert.equal(resultOf(await kernel.run("const again = 'one'\nagain.length")), '3')
  })

  it('top-level await works, and functions see new values', async () => {
    await kernel.run('let value = await Promise.resolve(1)\nfunction read() { return value }')
    assert.equal(resultOf(await kernel.run('value = 5\nread()')), '5')
  })

  it('the promise of a last expression is awaited', async () => {
    assert.equal(resultOf(await kernel.run('new Promise((resolve) => setTimeout(resolve, 5, 9))')), '9')
  })

  it('a type error stops the cell and names its line', async () => {
    const { ename, evalue, traceback } = await errorOf('console.log(1)\n\nconst wrong: number = "text"')
    assert.equal(ename, 'TypeScriptError')
    assert.equal(evalue, "Type 'string' is not assignable to type 'number'.")
    assert.match(traceback, /TS2322 at In\[\d+\]:3:7/)
    assert.match(traceback, /> 3 \| const wrong: number = "text"\n.*\^\^\^\^\^/)
  })

  it('an error names the line of its own cell, also in a function of an earlier one', async () => {
    const first = await kernel.run('interface Erased { a: number }\n\nfunction fails(x: Erased) {\n  throw new RangeError("bad " + x.a)\n}')
    const { ename, evalue, traceback, count } = await errorOf('type Also = string\n\nfails({ a: 3 })')
    assert.equal(ename, 'RangeError')
    assert.equal(evalue, 'bad 3')
    assert.ok(traceback.includes(`at fails (In[${first.reply.content['execution_count']}]:4:9)`), traceback)
    assert.ok(traceback.includes(`at In[${count}]:3:1`), traceback)
    assert.match(traceback, /> 4 \| {3}throw new RangeError/)
    assert.doesNotMatch(traceback, /runner|node:vm/)
  })

  it('causes are shown, and what is thrown without being an error', async () => {
    assert.match((await errorOf("throw new Error('outer', { cause: new TypeError('inner') })")).traceback, /Caused by:\nTypeError: inner/)
    assert.equal((await errorOf("throw 'text'")).evalue, "'text'")
  })

  it('uncaught errors and rejections are shown and end nothing', async () => {
    const run = await kernel.run(
      "setTimeout(() => { throw new Error('late') }, 5); void Promise.reject(new Error('lost'))\nawait new Promise((resolve) => setTimeout(resolve, 40))",
    )
    assert.equal(run.reply.content['status'], 'ok')
    assert.match(streamed(run, 'stderr'), /Error.*: late/)
    assert.match(streamed(run, 'stderr'), /Error.*: lost/)
  })

  it('late output goes to the cell that caused it', async () => {
    const id = await kernel.send_execute("setTimeout(() => console.log('late output'), 150)\n0")
    await kernel.finish(id)
    await kernel.run('1')
    assert.equal((await kernel.next(id, 'stream')).content['text'], 'late output\n')
  })

  it('silent cells are neither counted nor shown', async () => {
    const before = (await kernel.run('1')).reply.content['execution_count'] as number
    assert.deepEqual((await kernel.run('2', { silent: true })).outputs, [])
    assert.equal((await kernel.run('3')).reply.content['execution_count'], before + 1)
  })

  it('user_expressions are answered one by one', async () => {
    const { reply } = await kernel.run('const ux = 20', { user_expressions: { good: 'ux + 1', bad: 'uy' } })
    const { good, bad } = reply.content['user_expressions'] as Record<string, Record<string, unknown>>
    assert.deepEqual(good?.['data'], { 'text/plain': '21' })
    assert.equal(bad?.['status'], 'error')
  })

  it('an error aborts the cells that wait, unless told otherwise', async () => {
    const ids = [await kernel.send_execute("throw new Error('first')"), await kernel.send_execute('1'), await kernel.send_execute('2')]
    const statuses = await Promise.all(ids.map(async (id) => (await kernel.reply(id)).content['status']))
    assert.deepEqual(statuses, ['error', 'aborted', 'aborted'])
    const more = [await kernel.send_execute("throw new Error('first')", { stop_on_error: false }), await kernel.send_execute('1')]
    assert.equal((await kernel.reply(more[0] as string)).content['status'], 'error')
    assert.equal((await kernel.reply(more[1] as string)).content['status'], 'ok')
  })

  it('imports resolve from the folder, and assay from the kernel', async () => {
    const run = await kernel.run("const { taskTarget } = await import('assay/protocol')\ntaskTarget")
    assert.equal(resultOf(run), "'assay.task.v1'")
  })

  it('%help opens the pager', async () => {
    const { reply } = await kernel.run('%help')
    const [page] = reply.content['payload'] as { source: string; data: Record<string, string> }[]
    assert.equal(page?.source, 'page')
    assert.match(page?.data['text/plain'] ?? '', /display\(value\)/)
  })
  it('%help NAME says what a name is', async () => {
    await kernel.run('const explained = 5')
    const { reply } = await kernel.run('%help explained')
    const [page] = reply.content['payload'] as { data: Record<string, string> }[]
    assert.match(page?.data['text/plain'] ?? '', /explained: 5|explained: number/)
  })

  it('imports of local TypeScript are loaded again after an edit', async () => {
    const file = join(kernel.folder, 'local.ts')
    writeFileSync(file, 'export const version: number = 1\n')
    const read = "import { version } from './local.ts'\nversion"
    assert.equal(resultOf(await kernel.run(read)), '1')
    writeFileSync(file, 'export const version: number = 2\n')
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    assert.equal(resultOf(await kernel.run(read)), '2')
  })

  it('require() and dynamic import() work, and a missing package is named', async () => {
    assert.equal(resultOf(await kernel.run("require('node:path').posix.join('a', 'b')")), "'a/b'")
    assert.equal(resultOf(await kernel.run("(await import('node:path')).posix.basename('/a/b')")), "'b'")
    assert.match((await errorOf("const name: string = 'nowhere-to-be-found'\nawait import(name)")).evalue as string, /nowhere-to-be-found/)
  })

  it('cells written for tslab find its display', async () => {
    const code =
      "import * as tslab from 'tslab'\nconst shown = tslab.newDisplay()\nshown.text('a')\nshown.text('b')\ntslab.display.html('<i>c</i>')"
    const { outputs } = await kernel.run(code)
    assert.deepEqual(
      outputs.map(({ header, content }) => [header.msg_type, content['data']]),
      [
        ['display_data', { 'text/plain': 'a' }],
        ['update_display_data', { 'text/plain': 'b' }],
        ['display_data', { 'text/html': '<i>c</i>' }],
      ],
    )
  })

  it('types that values name for themselves reach later cells', async () => {
    await kernel.run("const typed: any = { a: 1, [Symbol.for('assay.type')]: Promise.resolve('{ a: number }') }")
    assert.match((await errorOf('typed.b')).evalue as string, /'b' does not exist/)
  })
})
