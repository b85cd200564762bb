import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { kernelNode } from '../../scripts/lib/paths.mjs'
import { launch } from './helpers/browser.ts'
import { type Lab, startLab } from './helpers/lab.ts'

const root = resolve(import.meta.dirname, '../..')

describe('a notebook in JupyterLab, run by our kernel', function () {
  this.timeout(240_000)
  const prefix = mkdtempSync(join(tmpdir(), 'assay-kernelspec-'))
  let browser: Browser
  let page: Page
  let lab: Lab

  const cell = (i: number) => page.locator('.jp-Notebook .jp-CodeCell').nth(i)
  const output = (i: number) => cell(i).locator('.jp-OutputArea-output')

  /** Runs a cell, and once more where JupyterLab lost it while it still reconnected to the kernel. */
  async function run(i: number, sign: string): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await cell(i).locator('.cm-content').click()
      await page.keyboard.press('Control+Enter')
      const shown = await cell(i)
        .getByText(sign)
        .first()
        .waitFor({ timeout: 20_000 })
        .then(
          () => true,
          () => false,
        )
      if (shown) return
    }
    throw new Error(`Cell ${i + 1} does not show ${JSON.stringify(sign)}: ${await cell(i).innerText()}\n${lab.said()}`)
  }

  before(async () => {
    const node = process.env['ASSAY_NODE'] ?? kernelNode()
    assert.ok(node, 'no Node for the kernel: npm run setup brings it')
    const install = join(root, 'kernel', 'dist', 'install', 'main.js')
    const installed = spawnSync(process.execPath, [install, '--prefix', prefix, '--node', node], { encoding: 'utf8' })
    assert.equal(installed.status, 0, installed.stderr)
    browser = await launch()
    lab = await startLab({ jupyterPath: join(prefix, 'share', 'jupyter') })
    copyFileSync(join(root, 'datasets', 'online-retail.csv'), join(lab.folder, 'lines.csv'))
    page = await browser.newPage({ viewport: { width: 1200, height: 1000 } })
    const cells = [
      "import { open } from 'assay'\nconst lines = await open('lines.csv')\nlines",
      'lines.filter((l) => l.Quantty > 0)',
      'lines.filter((l) => l.',
      'while (true) {}',
      'lines.count()',
    ]
    await page.goto(
      lab.open(
        'typed',
        cells.map((source) => ({ source })),
        'assay',
      ),
    )
    await page.locator('.jp-Notebook').first().waitFor({ timeout: 60_000 })
  })

  after(async () => {
    await browser?.close()
    await lab?.close()
    rmSync(prefix, { recursive: true, force: true })
  })

  it('opens a file with the copy of the library that came with the kernel, and draws the table', async () => {
    await run(0, 'Rows 1–10 of 6,339')
    assert.equal(await output(0).locator('.as').count(), 1)
    assert.doesNotMatch(await output(0).last().innerText(), /17850/)
  })

  it('stops a misspelt column before anything runs', async () => {
    await run(1, "Did you mean 'Quantity'?")
  })

  it('completes the columns of the file', async () => {
    await cell(2).locator('.cm-content').click()
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    const names = page.locator('.jp-Completer .jp-Completer-match')
    await names.first().waitFor({ timeout: 30_000 })
    assert.deepEqual(await names.allInnerTexts(), [
      'Country',
      'CustomerID',
      'Description',
      'InvoiceDate',
      'InvoiceNo',
      'Quantity',
      'StockCode',
      'UnitPrice',
    ])
    await page.keyboard.press('Escape')
  })

  it('an endless loop stops by the button and keeps what there is', async () => {
    await cell(3).locator('.cm-content').click()
    await page.keyboard.press('Control+Enter')
    await page.waitForTimeout(1500)
    await page
      .locator('.jp-Toolbar-item[data-jp-item-name="interrupt"] jp-button, .jp-Toolbar-item[data-jp-item-name="interrupt"] button')
      .first()
      .click()
    await cell(3).getByText('KeyboardInterrupt').first().waitFor({ timeout: 20_000 })
    await run(4, '6339')
  })
})
