import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { kernelNode } from '../../scripts/lib/paths.mjs'
import { launch } from './helpers/browser.ts'
import { type Lab, missingForLab, startLab } from './helpers/lab.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const installer = join(root, 'kernel/install/main.ts')
const source = `function price(net: number, rate: number): number {
  const gross = net * (1 + rate)
  return gross
}
const total = price(100, 0.2)
console.log('total', total)`

describe("JupyterLab's debugger", function () {
  this.timeout(180_000)
  const node = process.env['ASSAY_NODE'] ?? kernelNode()
  const prefix = mkdtempSync(join(tmpdir(), 'assay-kernelspec-'))
  let browser: Browser
  let page: Page
  let lab: Lab

  before(async () => {
    const missing = missingForLab() ?? (node === undefined ? 'there is no Node 24: npm run setup brings it' : undefined)
    if (missing !== undefined) throw new Error(missing)
    const flags = ['--import=tsx', '--conditions=assay-source', installer, '--prefix', prefix, '--node', String(node)]
    const installed = spawnSync(process.execPath, flags, { cwd: root, encoding: 'utf8' })
    assert.equal(installed.status, 0, installed.stderr)
    browser = await launch()
    lab = await startLab({ jupyterPath: join(prefix, 'share', 'jupyter') })
    page = await browser.newPage({ viewport: { width: 1500, height: 1000 } })
  })
  after(async () => {
    await browser?.close()
    await lab?.close()
    rmSync(prefix, { recursive: true, force: true })
  })

  const cell = () => page.locator('.jp-Notebook .jp-CodeCell').first()
  const highlighted = () => cell().locator('.jp-DebuggerEditor-highlight').innerText({ timeout: 30_000 })
  const frames = () => page.locator('.jp-DebuggerCallstackFrame-name').allInnerTexts()
  const button = (name: string) => page.locator(`[data-command="debugger:${name}"]`).first()

  async function turnOn(): Promise<void> {
    await page.goto(lab.open('debugged', [{ source }], 'assay'))
    await page.locator('.jp-Notebook-ExecutionIndicator[data-status=idle]').waitFor({ timeout: 60_000 })
    // A click while JupyterLab still reconnects to the kernel is lost: then once more.
    for (let tries = 0; tries < 4; tries++) {
      await page.locator('.jp-DebuggerBugButton[aria-disabled=false]').click({ timeout: 30_000 })
      const pressed = page.locator('.jp-DebuggerBugButton[aria-pressed=true]').waitFor({ timeout: 10_000 })
      if (
        await pressed.then(
          () => true,
          () => false,
        )
      )
        return
    }
    throw new Error(`The debugger does not turn on\n${lab.said()}`)
  }

  it('stops at a breakpoint set in the gutter, shows frames and variables, steps and goes on', async () => {
    await turnOn()
    // The gutter's first element only holds its width.
    const gutter = cell().locator('.cm-breakpoint-gutter .cm-gutterElement')
    await gutter.nth(3).click({ timeout: 30_000 })
    await cell().locator('.cm-breakpoint-icon').nth(1).waitFor({ timeout: 30_000 })
    await cell().locator('.cm-content').click()
    await page.keyboard.press('Control+Enter')

    await page.locator('.jp-DebuggerCallstackFrame').first().waitFor({ timeout: 60_000 })
    assert.deepEqual(await frames(), ['price', 'In[1]'])
    assert.equal((await highlighted()).trim(), 'return gross')
    const variable = (name: string) => page.locator('.jp-DebuggerVariables .jp-TreeItem', { hasText: name }).first()
    assert.match(await variable('gross').innerText({ timeout: 30_000 }), /gross[\s\S]*120/)
    assert.match(await variable('rate').innerText(), /rate[\s\S]*0\.2/)

    await button('next').click()
    await page.waitForFunction(() =>
      /console\.log|const total/.test(document.querySelector('.jp-DebuggerEditor-highlight')?.textContent ?? ''),
    )
    await page.waitForFunction(() => document.querySelectorAll('.jp-DebuggerCallstackFrame').length === 1)
    await button('continue').click()
    await page.locator('.jp-OutputArea', { hasText: 'total 120' }).waitFor({ timeout: 30_000 })
    await page.locator('.jp-DebuggerEditor-highlight').waitFor({ state: 'detached' })
  })
})
