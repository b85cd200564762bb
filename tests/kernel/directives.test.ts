import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type Run, resultOf, streamed } from './helpers/client.ts'

const shown = ({ outputs }: Run) =>
  outputs.filter(({ header }) => /display_data$/.test(header.msg_type)).map(({ content }) => content['data'] as Record<string, string>)

describe('directives', function () {
  this.timeout(60_000)
  let kernel: Client
  before(async () => {
    kernel = await Client.start()
    writeFileSync(join(kernel.folder, 'package.json'), '{"name":"shop-notebook","private":true}')
    mkdirSync(join(kernel.folder, 'stock'))
    writeFileSync(
      join(kernel.folder, 'stock/package.json'),
      '{"name":"stock","version":"1.2.3","type":"module","exports":"./index.js","types":"./index.d.ts"}',
    )
    writeFileSync(join(kernel.folder, 'stock/index.js'), 'export const left = 12\n')
    writeFileSync(join(kernel.folder, 'stock/index.d.ts'), 'export declare const left: number\n')
  })
  after(() => kernel.close())

  it('%time runs the code, shows its value and says how long it took', async () => {
    const run = await kernel.run('%time await new Promise((resolve) => setTimeout(resolve, 120, 5))')
    assert.equal(resultOf(run), '5')
    const [, seconds] = /^Time: ([\d.]+) s, type check [\d.]+ s\n$/.exec(streamed(run)) ?? []
    assert.ok(Number(seconds) >= 0.11 && Number(seconds) < 5, streamed(run))
  })

  it('%%time times a cell, also one that fails, whose error keeps its place', async () => {
    const run = await kernel.run("%%time\nconst a = 1\nthrow new Error('timed')")
    assert.match(streamed(run), /^Time: /)
    const text = (run.reply.content['traceback'] as string[]).join('\n').replace(/\u001b\[\d+m/g, '')
    assert.match(text, /at In\[\d+\]:3:7\n/)
    const wrong = await kernel.run("%time const b: number = 'x'")
    assert.match(String((wrong.reply.content['traceback'] as string[]).join('\n')), /:1:13.*\n[\s\S]*%time const b/)
  })

  for (const [name, type] of [
    ['html', 'text/html'],
    ['markdown', 'text/markdown'],
    ['latex', 'text/latex'],
    ['svg', 'image/svg+xml'],
    ['javascript', 'application/javascript'],
  ] as const)
    it(`%%${name} shows the cell as ${type}`, async () => {
      const [data] = shown(await kernel.run(`%%${name}\n<b>订单</b>\n`))
      assert.equal(data?.[type], '<b>订单</b>\n')
    })

  it('! and %sh run commands in the folder, then the code below them', async () => {
    const run = await kernel.run(
      "!echo one && echo two >&2\n%sh node -e \"require('fs').writeFileSync('made.txt', 'x')\"\nimport { readFileSync } from 'node:fs'\nreadFileSync('made.txt', 'utf8')",
    )
    assert.equal(streamed(run), 'one\n')
    assert.equal(streamed(run, 'stderr'), 'two\n')
    assert.equal(resultOf(run), "'x'")
  })

  it('%%sh runs a script', async () => {
    assert.equal(streamed(await kernel.run('%%sh\nA=1\necho "$A 名"\n')), '1 名\n')
  })

  it('a command that fails stops the cell', async () => {
    const { reply, outputs } = await kernel.run("!exit 3\nconsole.log('never')")
    assert.equal(reply.content['evalue'], '"exit 3" ended with code 3')
    assert.deepEqual(
      outputs.map(({ header }) => header.msg_type),
      ['error'],
    )
  })

  it('a command is interrupted with all that it has started, and the next cell runs', async () => {
    const begin = Date.now()
    const id = await kernel.send_execute('!sleep 30; echo no\n1')
    await sleep(300)
    await kernel.interrupt()
    assert.equal((await kernel.finish(id)).reply.content['ename'], 'KeyboardInterrupt')
    assert.ok(Date.now() - begin < 5000)
    assert.equal(resultOf(await kernel.run('2')), '2')
  })

  it('! before a declared name is code', async () => {
    await kernel.run('let ready = false')
    assert.equal(resultOf(await kernel.run('!ready')), 'true')
  })

  it('%npm install shows progress and gives the cell its package', async () => {
    const run = await kernel.run("%npm install ./stock\nimport { left } from 'stock'\nleft satisfies number")
    assert.equal(resultOf(run), '12', JSON.stringify(run.reply.content))
    const all = shown(run)
    const progress = JSON.parse(JSON.stringify(all[0]?.['application/vnd.assay.progress.v1+json'])) as Record<string, unknown>
    assert.deepEqual([progress['state'], progress['message']], ['running', 'npm install ./stock'])
    assert.match(all.at(-1)?.['text/plain'] ?? '', /added 1 package|up to date|changed/)
    assert.ok(existsSync(join(kernel.folder, 'node_modules/stock')))
    assert.match(shown(await kernel.run('%npm list'))[0]?.['text/plain'] ?? '', /stock@/)
  })

  it('%npm refuses what is no package, and says what went wrong', async () => {
    assert.match(String((await kernel.run('%npm install a;ls')).reply.content['evalue']), /"a;ls" is no package/)
    assert.match(String((await kernel.run('%npm publish')).reply.content['evalue']), /it knows install, uninstall, list/)
    const run = await kernel.run('%npm install ./nowhere-at-all')
    assert.match(String(run.reply.content['evalue']), /"npm install \.\/nowhere-at-all" ended with code \d+/)
    assert.match(streamed(run, 'stderr'), /npm error/)
  })

  it('%who lists names with their types', async () => {
    await kernel.run('const orders = [{ price: 1 }]\nfunction total(x: number): string { return String(x) }')
    const text = shown(await kernel.run('%who'))[0]?.['text/plain'] ?? ''
    assert.match(text, /^Name +Type\n/)
    assert.match(text, /\norders +\{ price: number; \}\[\]/)
    assert.match(text, /\ntotal +\(x: number\) => string/)
  })

  it('%env lists versions and packages, no variables', async () => {
    const text = shown(await kernel.run('%env'))[0]?.['text/plain'] ?? ''
    assert.match(text, /Node\.js +\d+\.\d+/)
    assert.match(text, /TypeScript +\d+\.\d+/)
    assert.match(text, /stock +1\.2\.3/)
    assert.doesNotMatch(text, /PATH/)
  })

  it('%help lists them all, and an unknown one says so', async () => {
    const { reply } = await kernel.run('%help')
    const [page] = reply.content['payload'] as { data: Record<string, string> }[]
    for (const name of ['%time', '%sh', '%npm', '%who', '%env', '%%html']) assert.ok(page?.data['text/plain']?.includes(name), name)
    assert.match(String((await kernel.run('%magic')).reply.content['evalue']), /There is no directive "%magic": %help lists/)
  })

  const complete = async (code: string, cursor_pos = code.length) =>
    (await kernel.request('complete_request', { code, cursor_pos })).content
  it('completion offers directives, and code below and behind them', async () => {
    assert.deepEqual((await complete('%t'))['matches'], ['%time'])
    assert.deepEqual((await complete('%%h'))['matches'], ['%%html'])
    const all = (await complete('!ls\n%'))['matches'] as string[]
    assert.ok(all.includes('%npm') && all.includes('%%markdown'), String(all))
    const behind = await complete('%time orders[0].pri')
    assert.deepEqual([behind['matches'], behind['cursor_start'], behind['cursor_end']], [['price'], 16, 19])
    assert.ok(((await complete('!ls 名\norders[0].pri'))['matches'] as string[]).includes('price'))
    for (const code of ['%%html\n<b>orders.', '!cat or', '%npm install ']) assert.deepEqual((await complete(code))['matches'], [], code)
    assert.ok(!((await complete('const x = 7\n%'))['matches'] as string[]).includes('%time'))
  })

  it('inspection and is_complete know them', async () => {
    const { content } = await kernel.request('inspect_request', { code: '%npm install x', cursor_pos: 3, detail_level: 0 })
    assert.match((content['data'] as Record<string, string>)['text/plain'] ?? '', /installs packages/)
    for (const [code, status] of [
      ['!ls -la', 'complete'],
      ['%time f(', 'incomplete'],
      ['%who', 'complete'],
    ])
      assert.equal((await kernel.request('is_complete_request', { code })).content['status'], status, code)
  })
})
