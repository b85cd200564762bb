import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Wire } from '../../kernel/host/wire/message.ts'
import { Client, resultOf, within } from './helpers/client.ts'
import { kernelNode, root } from './helpers/paths.ts'

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function gone(pid: number, ms = 5000): Promise<boolean> {
  for (const begin = Date.now(); Date.now() - begin < ms; await sleep(50)) if (!alive(pid)) return true
  return false
}

describe('life of a kernel', function () {
  this.timeout(60_000)
  const kernels: Client[] = []
  const start = async (options?: Parameters<typeof Client.start>[0]) => {
    const kernel = await Client.start(options)
    kernels.push(kernel)
    return kernel
  }
  afterEach(async () => {
    for (const kernel of kernels.splice(0)) await kernel.close()
  })

  for (const restart of [false, true])
    it(`shutdown_request with restart ${restart} ends kernel and runner`, async () => {
      const kernel = await start()
      const runner = Number(resultOf(await kernel.run('process.pid')))
      const exited = once(kernel.process, 'exit')
      const reply = await kernel.request('shutdown_request', { restart }, 'control')
      assert.deepEqual(reply.content, { status: 'ok', restart })
      const [code] = await within(exited, 'exit', 5000)
      assert.equal(code, 0)
      assert.ok(await gone(runner), 'the runner has ended')
    })

  it('shutdown_request ends a busy kernel', async () => {
    const kernel = await start()
    await kernel.send_execute('while (true) {}')
    await sleep(300)
    const exited = once(kernel.process, 'exit')
    await kernel.request('shutdown_request', { restart: false }, 'control')
    await within(exited, 'exit', 5000)
  })

  it('a killed host takes its busy runner along', async () => {
    const kernel = await start()
    const runner = Number(resultOf(await kernel.run('process.pid')))
    await kernel.send_execute('while (true) {}')
    await sleep(300)
    kernel.process.kill('SIGKILL')
    assert.ok(await gone(runner))
  })

  it('the kernel ends when its parent does', async function () {
    if (process.platform === 'win32') this.skip()
    const folder = mkdtempSync(join(tmpdir(), 'assay-parent-'))
    const file = join(folder, 'connection.json')
    const ports = Object.fromEntries(['shell', 'control', 'stdin', 'iopub', 'hb'].map((name, at) => [`${name}_port`, 0 * at]))
    writeFileSync(
      file,
      JSON.stringify({
        transport: 'ipc',
        ip: join(folder, 'socket'),
        key: 'k',
        signature_scheme: 'hmac-sha256',
        ...ports,
        shell_port: 1,
        control_port: 2,
        stdin_port: 3,
        iopub_port: 4,
        hb_port: 5,
      }),
    )
    const code = `const { spawn } = require('node:child_process')
      const argv = ${JSON.stringify(['--conditions=assay-source', join(root, 'kernel/host/main.ts'), file])}
      const child = spawn(process.execPath, argv, { stdio: 'ignore', env: { ...process.env, JPY_PARENT_PID: String(process.pid) } })
      console.log(child.pid)
      setInterval(() => {}, 1000)`
    const parent = spawn(kernelNode(), ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = Number(String((await once(parent.stdout, 'data'))[0]))
    await sleep(1000)
    assert.ok(alive(pid))
    parent.kill('SIGKILL')
    assert.ok(await gone(pid, 8000))
    rmSync(folder, { recursive: true, force: true })
  })

  it('wrongly signed, replayed and malformed messages are dropped', async () => {
    const kernel = await start()
    const forged = await kernel.send('execute_request', { code: 'globalThis.forged = 1' }, 'shell', new Wire('another key'))
    const replayed = kernel.wire.build({
      type: 'execute_request',
      content: { code: '(globalThis as any).times = ((globalThis as any).times ?? 0) + 1' },
    })
    await kernel.shell.send(replayed as Buffer[])
    await kernel.shell.send(replayed as Buffer[])
    for (const frames of [
      ['nonsense'],
      ['<IDS|MSG>'],
      ['<IDS|MSG>', 'sig', '{', '{', '{', '{'],
      ['', '<IDS|MSG>', '', Buffer.from([255, 254])],
    ])
      await kernel.shell.send(frames as string[])
    assert.equal(resultOf(await kernel.run('[(globalThis as any).forged, (globalThis as any).times]')), '[ undefined, 1 ]')
    assert.ok(!kernel.replies.all.some(({ parent }) => parent.msg_id === forged))
  })

  it('a broken connection file is one clear line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-broken-'))
    const file = join(folder, 'connection.json')
    const run = () => promisify(execFile)(kernelNode(), ['--conditions=assay-source', join(root, 'kernel/host/main.ts'), file])
    writeFileSync(file, '{')
    await assert.rejects(run(), ({ stderr }: { stderr: string }) => /^Cannot read connection file ".*": it is not JSON\n$/.test(stderr))
    writeFileSync(file, '{"shell_port": 1}')
    await assert.rejects(run(), ({ stderr }: { stderr: string }) => /"control_port" is not a port\n$/.test(stderr))
    rmSync(folder, { recursive: true, force: true })
  })
})
