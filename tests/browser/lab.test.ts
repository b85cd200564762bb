import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { kernelNode } from '../../scripts/lib/paths.mjs'
import { mime } from '../../src/protocol/index.ts'
import { launch } from './helpers/browser.ts'
import { type Lab, missingForLab, type SavedCell, startLab } from './helpers/lab.ts'
import { fixture } from './helpers/views-page.ts'

const names = ['table', 'profile', 'check', 'changes', 'training', 'evaluation'] as const

/** A cell whose saved output is one result, as the library writes it. */
function saved(name: string): SavedCell {
  const payload = fixture(name)
  return { outputs: [{ data: { [mime[payload.kind]]: payload, 'text/html': '<b>the static form</b>', 'text/plain': 'the static form' } }] }
}

/** Opens a notebook, without a kernel when it names none. */
async function opened(page: Page, lab: Lab, name: string, cells: readonly SavedCell[], kernel?: string): Promise<void> {
  await page.goto(lab.open(name, cells, kernel))
  await page.locator('.jp-Notebook').first().waitFor({ timeout: 60_000 })
  if (kernel !== undefined) return
  await page.locator('.jp-Dialog button.jp-mod-reject').click({ timeout: 20_000 })
}

/** Runs the only cell. JupyterLab loses a cell that is run while it still reconnects to the kernel: then once more. */
async function run(page: Page): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await page.locator('.jp-Notebook .jp-CodeCell').first().click()
    await page.keyboard.press('Control+Enter')
    await page.waitForTimeout(3000)
    if ((await page.locator('.as-pg').count()) > 0) return
  }
  throw new Error(`The cell does not show its progress: ${await page.locator('.jp-Notebook .jp-CodeCell').first().innerText()}`)
}

const kernelInstall = fileURLToPath(new URL('../../kernel/dist/install/main.js', import.meta.url))

describe('JupyterLab with the extension', function () {
  this.timeout(180_000)
  const node = process.env['ASSAY_NODE'] ?? kernelNode()
  const withKernel = node !== undefined && existsSync(kernelInstall)
  const prefix = mkdtempSync(join(tmpdir(), 'assay-kernelspec-'))
  const complaints: string[] = []
  const requests: string[] = []
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let lab: Lab

  before(async () => {
    const missing = missingForLab()
    if (missing !== undefined) throw new Error(missing)
    if (withKernel) {
      const installed = spawnSync(process.execPath, [kernelInstall, '--prefix', prefix, '--node', node], { encoding: 'utf8' })
      assert.equal(installed.status, 0, installed.stderr)
    }
    browser = await launch()
    lab = await startLab({ jupyterPath: join(prefix, 'share', 'jupyter') })
  })
  after(async () => {
    await browser?.close()
    await lab?.close()
    rmSync(prefix, { recursive: true, force: true })
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1500, height: 1000 } })
    page = await context.newPage()
    // JupyterLab's own parts complain too, its debugger of kernels without one.
    page.on('pageerror', (error) => /@assay|assay-view/.test(error.stack ?? '') && complaints.push(error.stack ?? String(error)))
    page.on('console', (message) => message.type() === 'error' && /assay/i.test(message.text()) && complaints.push(message.text()))
    page.on('request', (request) => /^(https?|wss?):\/\/127\.0\.0\.1|^(data|blob):/.test(request.url()) || requests.push(request.url()))
  })
  afterEach(async () => {
    await context.close()
    assert.deepEqual(complaints.splice(0), [], 'nothing of ours complains')
    assert.deepEqual(requests.splice(0), [], 'no request leaves the machine')
  })

  it('draws every kind of result in a saved notebook, without a kernel', async () => {
    await opened(page, lab, 'saved', names.map(saved))
    for (const name of names) {
      const view = page.locator('.assay-view .as').nth(names.indexOf(name))
      await view.waitFor({ state: 'attached' })
      assert.equal(await view.getAttribute('data-theme'), 'light')
      assert.equal(await view.getAttribute('lang'), 'en')
    }
    assert.equal(await page.locator('.jp-OutputArea').getByText('the static form').count(), 0)
    await page.locator('.as-cl tbody tr', { hasText: 'UnitPrice' }).click()
    assert.equal(await page.locator('.as-dt h2').innerText(), 'UnitPrice')
  })

  it('gives a view the keys pressed in it, and JupyterLab its own', async () => {
    await opened(page, lab, 'keys', [saved('profile'), saved('check')])
    const cells = () => page.locator('.jp-Notebook .jp-CodeCell').count()
    await page.locator('.as-cl tbody tr', { hasText: 'Quantity' }).click()
    await page.keyboard.press('ArrowDown')
    await page.locator('.as-dt h2', { hasText: 'InvoiceDate' }).waitFor()
    for (const key of ['a', 'x', 'd', 'd']) await page.keyboard.press(key)
    assert.equal(await cells(), 2)
    await page.locator('.as-tw').first().focus()
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('.as-tw').first().getAttribute('aria-expanded'), 'true')
    await page.locator('.as input[type=search]').focus()
    await page.keyboard.type('dax')
    assert.equal(await page.locator('.as input[type=search]').inputValue(), 'dax')
    assert.equal(await cells(), 2)
    await page.keyboard.press('Control+s')
    await page.locator('.jp-DirtyIndicator, .jp-mod-dirty').first().waitFor({ state: 'detached' })
  })

  it('follows the dark theme and the language of the setting', async () => {
    const dark = await startLab({ dark: true, language: 'zh-CN' })
    try {
      await opened(page, dark, 'dark', [saved('check')])
      const view = page.locator('.as[data-theme=dark][lang=zh-CN]')
      await view.waitFor()
      assert.match(await view.innerText(), /校验未通过：14 条错误级规则中有 4 条不通过/)
      assert.equal(await view.evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(17, 17, 17)', 'that of the notebook')
    } finally {
      await page.goto('about:blank')
      await dark.close()
    }
  })

  it('shows a payload of a later version as its text', async () => {
    const later = { ...fixture('table'), version: 2 }
    await opened(page, lab, 'later', [{ outputs: [{ data: { [mime.table]: later, 'text/plain': 'orders: 3 rows' } }] }])
    await page.locator('.assay-view pre', { hasText: 'orders: 3 rows' }).waitFor()
    assert.equal(await page.locator('.as').count(), 0)
  })

  it('a running task of an earlier day offers no Stop', async () => {
    await opened(page, lab, 'earlier', [
      { outputs: [{ data: { [mime.progress]: fixture('progress') }, metadata: { assay: { comm: 'long-gone' } } }] },
    ])
    await page.locator('.as-pg').waitFor()
    assert.equal(await page.locator('.as-stop').count(), 0)
  })

  it('a running cell of our kernel shows its progress in place, and Stop stops it', async function () {
    if (!withKernel) return this.skip()
    await opened(page, lab, 'live', [{ source: counting }], 'assay')
    await page.locator('.jp-Notebook-ExecutionIndicator[data-status=idle]').waitFor({ timeout: 60_000 })
    await run(page)
    const bar = page.locator('.as-pg [role=progressbar]')
    await bar.waitFor({ timeout: 30_000 })
    await bar.evaluate((element) => Object.assign(element, { __kept: true }))
    const before = Number(await bar.getAttribute('aria-valuenow'))
    const isFurther = (from: number) =>
      Number(document.querySelector('.as-pg [role=progressbar]')?.getAttribute('aria-valuenow')) > from + 5
    await page.waitForFunction(isFurther, before)
    assert.equal(await bar.evaluate((element) => '__kept' in element), true)
    await page.locator('.as-stop').click()
    const said = page.locator('.jp-OutputArea', { hasText: /ended after \d+/ })
    await said.waitFor({ timeout: 20_000 })
    const counted = Number(/ended after (\d+)/.exec(await said.innerText())![1])
    assert.ok(counted > before && counted < 900, `${counted}`)
  })

  it('the built extension is small', () => {
    const folder = fileURLToPath(new URL('../../extension/labextension/', import.meta.url))
    const { jupyterlab } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    assert.ok(existsSync(join(folder, jupyterlab._build.load)))
  })
})

const counting = `let counted = 0
let stopped = false
const counter = {
  async *[Symbol.asyncIterator]() {
    while (counted < 1000 && !stopped) {
      await new Promise((go) => setTimeout(go, 20))
      counted++
      yield { done: counted, total: 1000, unit: 'rows', message: 'Counting' }
    }
  },
}
const finished = (async () => {
  while (counted < 1000 && !stopped) await new Promise((go) => setTimeout(go, 20))
  return \`ended after \${counted}\`
})()
const counts = Object.assign(finished, { progress: counter, cancel: () => { stopped = true } })
counts`
