import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client, resultOf } from './helpers/client.ts'

const datasets = resolve(import.meta.dirname, '../../datasets')

/** Kills the engine's process, a child of the runner, while a query of the cell runs. */
const killed = String.raw`
const { readdirSync, readFileSync } = await import('node:fs')
const query = engine().query('SELECT sum(hash(i) % 3) FROM range(20000000000) t(i)')
await new Promise((resolve) => setTimeout(resolve, 300))
for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
  try {
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync('/proc/' + pid + '/status', 'utf8'))?.[1]
    if (Number(parent) === process.pid) process.kill(Number(pid), 'SIGKILL')
  } catch {}
}
await query`

describe('the library in a cell', function () {
  this.timeout(120_000)
  let folder: string
  let kernel: Client

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay library '))
    for (const name of ['online-retail.csv', 'aapl.csv']) copyFileSync(join(datasets, name), join(folder, name))
    kernel = await Client.start({ cwd: folder })
    const { reply } = await kernel.run("import { engine, open } from 'assay'\nconst lines = await open('online-retail.csv')")
    assert.equal(reply.content['status'], 'ok', JSON.stringify(reply.content))
  })
  after(async () => {
    await kernel?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('an engine killed in mid-query fails the cell with a clear error, and the next cell works', async function () {
    if (process.platform !== 'linux') this.skip()
    const { reply } = await kernel.run(killed)
    assert.equal(reply.content['status'], 'error')
    assert.match(String(reply.content['evalue']), /engine process ended \(signal SIGKILL\)/)
    assert.equal(resultOf(await kernel.run('lines.count()')), '6339')
  })

  it('an interrupt stops a query and keeps what there is', async () => {
    const id = await kernel.send_execute("await engine().query('SELECT sum(hash(i) % 3) FROM range(20000000000) t(i)')")
    await new Promise((done) => setTimeout(done, 500))
    await kernel.interrupt()
    assert.equal((await kernel.finish(id)).reply.content['ename'], 'KeyboardInterrupt')
    assert.equal(resultOf(await kernel.run('lines.filter((l) => l.UnitPrice < 0).count()')), '2')
  })

  it('an outside value that is not given is named, with the remedy', async () => {
    const { reply } = await kernel.run('const floor = 10\nlines.filter((l) => l.Quantity > floor)')
    assert.match(String(reply.content['evalue']), /Cannot read "floor" in an expression: give it as the last argument, \{ floor \}/)
  })

  it('a column that does not exist is an error of the check, in the cell and at its line', async () => {
    const { reply } = await kernel.run("const prices = await open('aapl.csv')\nprices.filter((p) => p['AAPL.Clos'] > 1)")
    assert.equal(reply.content['ename'], 'TypeScriptError')
    assert.match((reply.content['traceback'] as string[]).join('\n'), /In\[\d+\][^\n]*:2:/)
  })

  it('a missing file is said with the nearest name, at the line of the cell', async () => {
    const { reply } = await kernel.run("1\nawait open('online-retal.csv')")
    assert.match(String(reply.content['evalue']), /Cannot open "online-retal.csv": did you mean "online-retail.csv"\?/)
    const traceback = (reply.content['traceback'] as string[]).join('\n')
    assert.match(traceback, /:2:/)
    assert.ok(!traceback.includes(resolve(import.meta.dirname, '../..')), traceback)
  })
})
