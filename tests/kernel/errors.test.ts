import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, streamed } from './helpers/client.ts'
import { root } from './helpers/paths.ts'

describe('errors', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
    const installed = join(kernel.folder, 'node_modules/@shop/prices/lib')
    mkdirSync(installed, { recursive: true })
    writeFileSync(
      join(installed, '../package.json'),
      '{"name":"@shop/prices","version":"1.0.0","type":"module","exports":"./lib/index.js"}',
    )
    writeFileSync(
      join(installed, 'index.js'),
      'export function price(x) {\n  return x.missing.price\n}\nexport const later = async (f) => {\n  await null\n  return f()\n}\n',
    )
    writeFileSync(
      join(installed, 'index.d.ts'),
      'export declare function price(x: object): number\nexport declare function later<T>(f: () => T): Promise<T>\n',
    )
    mkdirSync(join(kernel.folder, 'lib'))
    writeFileSync(join(kernel.folder, 'lib/local.ts'), 'export function fails(): never {\n  throw new Error("local")\n}\n')
  })
  after(() => kernel.close())

  const tracebackOf = async (code: string) => {
    const { reply } = await kernel.run(code)
    assert.equal(reply.content['status'], 'error')
    const text = (reply.content['traceback'] as string[]).join('\n').replace(/\u001b\[\d+m/g, '')
    assert.ok(!text.includes(kernel.folder) && !text.includes(root) && !text.includes('file:'), text)
    return text
  }

  it('what a package throws begins with the line of the cell, and names the package short', async () => {
    const text = await tracebackOf("import { price } from '@shop/prices'\n\nconst total = price({ a: 1 })")
    assert.match(
      text,
      /^TypeError: .*\n {4}at In\[(\d+)\]:3:15\n.*2 \|.*\n {4}> 3 \| const total = price.*\n.*\^\n {4}at price \(@shop\/prices\/lib\/index\.js:2:20\)\n {4}at In\[\1\]:3:15$/,
    )
  })

  it('async frames of packages and cells are kept', async () => {
    const text = await tracebackOf("import { later, price } from '@shop/prices'\nawait later(() => price({}))")
    assert.match(text, /at price \(@shop\/prices\/lib\/index\.js:2:20\)\n.*at .*In\[\d+\]:2:19/)
    assert.match(text, /at async later \(@shop\/prices\/lib\/index\.js:6:1[0-9]\)|at later \(@shop\/prices/)
  })

  it('files of the notebook folder are named from there', async () => {
    const text = await tracebackOf("import { fails } from './lib/local.ts'\nfails()")
    assert.match(text, /> 2 \| fails\(\)\n.*\n {4}at fails \(lib\/local\.ts:2:9\)/)
  })

  it('what a task of the library throws begins with the line that started it', async () => {
    const text = await tracebackOf("import { open } from 'assay'\nconst name: string = 'no-such-file.csv'\nawait open(name)")
    assert.match(text, /\n {4}at In\[\d+\]:3:\d+\n/)
    assert.match(text, /> 3 \| await open\(name\)/)
    assert.match(text, /assay\/\w+\/[\w/-]+\.[jt]s:\d+/)
    assert.doesNotMatch(text, /kernel|runner|node:/)
  })

  it('a cell that calls a function of an earlier one shows both lines', async () => {
    await kernel.run('function divide(a: number, b: number): number {\n  if (b === 0) throw new RangeError("zero")\n  return a / b\n}')
    const text = await tracebackOf('const one = 1\ndivide(one, 0)')
    assert.match(text, /> 2 \| {3}if \(b === 0\) throw/)
    assert.match(text, /> 2 \| divide\(one, 0\)/)
  })

  it('causes, errors taken together and suppressed ones are shown with their lines', async () => {
    const text = await tracebackOf(`const cause = new TypeError('inner', { cause: 'text' })
const all = new AggregateError([new Error('first'), new RangeError('second')], 'several', { cause })
throw all`)
    assert.match(
      text,
      /^AggregateError: several\n[\s\S]*Caused by:\nTypeError: inner\n[\s\S]*> 1 \| const cause[\s\S]*Caused by:\nThrown: 'text'/,
    )
    assert.match(text, /1 of 2:\nError: first\n[\s\S]*> 2 \| const all[\s\S]*2 of 2:\nRangeError: second/)
    const using = await tracebackOf(`{
  using file = { [Symbol.dispose]() { throw new Error('closing') } }
  throw new Error('reading')
}`)
    assert.match(using, /^SuppressedError[\s\S]*Caused by:\nError: (closing|reading)[\s\S]*Suppressed:\nError: (closing|reading)/)
  })

  it('what an error carries is shown, and errors without a usable stack too', async () => {
    assert.match(await tracebackOf("throw Object.assign(new Error('with'), { code: 'E1' })"), /code: 'E1'/)
    assert.match(await tracebackOf("const e = new Error('none')\ne.stack = undefined\nthrow e"), /^Error: none/)
    assert.match(
      await tracebackOf("const c: { cause?: unknown } & Error = new Error('loop')\nc.cause = c\nthrow c"),
      /Caused by:\nError: loop/,
    )
  })

  it('errors of worker threads are named short', async () => {
    writeFileSync(join(kernel.folder, 'lib/thread.mjs'), "const work = () => {\n  throw new Error('threaded')\n}\nwork()\n")
    const text = await tracebackOf(`import { Worker } from 'node:worker_threads'
const worker = new Worker('./lib/thread.mjs')
await new Promise((_, reject) => worker.on('error', reject))`)
    assert.match(text, /^Error: threaded\n {4}at work \(lib\/thread\.mjs:2:9\)\n {4}at lib\/thread\.mjs:4:1/)
  })

  it('a missing package is named without a file', async () => {
    const text = await tracebackOf("const name: string = 'nowhere-to-be-found'\nawait import(name)")
    assert.match(text, /^Error: Cannot find package 'nowhere-to-be-found'\n[\s\S]*> 2 \| await import\(name\)/)
  })

  it('late errors are shown the same way', async () => {
    const run = await kernel.run(
      "import { price } from '@shop/prices'\nsetTimeout(() => price({}), 5)\nawait new Promise((resolve) => setTimeout(resolve, 50))",
    )
    const text = streamed(run, 'stderr').replace(/\u001b\[\d+m/g, '')
    assert.match(text, /^Uncaught TypeError.*\n {4}at .*In\[\d+\]:2:18\n[\s\S]*> 2 \| setTimeout/)
    assert.ok(!text.includes(kernel.folder))
  })
})
