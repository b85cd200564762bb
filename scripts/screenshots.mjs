// Renews docs/images: the executed pipeline notebook in JupyterLab and its report, light and dark.
// Run after `npm start -- --no-lab`, whose executed notebook and report are what is shown.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from './lib/find-chromium.mjs'
import { jupyterEnvironment, python, root } from './lib/paths.mjs'

const images = join(root, 'docs', 'images')
const notebook = join(root, 'reports', '01-pipeline.ipynb')
const report = join(root, 'reports', 'invoice-quality.html')
for (const file of [notebook, report]) if (!existsSync(file)) throw new Error(`Cannot show ${file}: run npm start -- --no-lab first`)
mkdirSync(images, { recursive: true })

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
})

async function shootReport(theme) {
  const page = await browser.newPage({ viewport: { width: 1120, height: 1500 }, colorScheme: theme })
  await page.goto(pathToFileURL(report).href)
  await page.screenshot({ path: join(images, `report-${theme}.png`) })
  if (theme === 'light') {
    await page.click('nav button[data-lang="zh-CN"]')
    await page.screenshot({ path: join(images, 'report-zh-CN.png') })
  }
  await page.close()
}

async function withLab(theme, use) {
  const home = mkdtempSync(join(tmpdir(), 'assay-shots-'))
  const files = join(home, 'files')
  mkdirSync(files)
  cpSync(notebook, join(files, 'pipeline.ipynb'))
  const settings = join(home, 'settings', '@jupyterlab', 'apputils-extension')
  mkdirSync(settings, { recursive: true })
  writeFileSync(
    join(settings, 'themes.jupyterlab-settings'),
    JSON.stringify({ theme: theme === 'dark' ? 'JupyterLab Dark' : 'JupyterLab Light' }),
  )
  writeFileSync(join(settings, 'notification.jupyterlab-settings'), JSON.stringify({ fetchNews: 'false' }))
  const port = await freePort()
  const env = {
    ...jupyterEnvironment(),
    JUPYTERLAB_SETTINGS_DIR: join(home, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
  }
  const lab = spawn(
    python,
    ['-m', 'jupyter', 'lab', '--no-browser', '--allow-root', `--port=${port}`, '--IdentityProvider.token=', `--notebook-dir=${files}`],
    { env, cwd: files, stdio: 'ignore' },
  )
  try {
    for (let i = 0; ; i++) {
      const up = await fetch(`http://127.0.0.1:${port}/api`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (up) break
      if (i > 120) throw new Error('JupyterLab did not start')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    await use(`http://127.0.0.1:${port}/lab/tree/pipeline.ipynb`)
  } finally {
    lab.kill()
    await new Promise((resolve) => lab.once('exit', resolve))
    rmSync(home, { recursive: true, force: true })
  }
}

async function shootNotebook(theme) {
  await withLab(theme, async (url) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } })
    await page.goto(url)
    await page.waitForSelector('.jp-Notebook .jp-OutputArea-output', { timeout: 120000 })
    await page.waitForTimeout(3000)
    await page.keyboard.press('Control+b')
    await page.waitForTimeout(1000)
    const scroll = async (text) => {
      await page.evaluate(
        (heading) =>
          [...document.querySelectorAll('.jp-Notebook h1, .jp-Notebook h2')]
            .find((one) => one.textContent.includes(heading))
            ?.scrollIntoView(),
        text,
      )
      await page.waitForTimeout(1500)
    }
    await scroll('From a file')
    await page.screenshot({ path: join(images, `notebook-${theme}.png`) })
    await scroll('3. Say what')
    await page.screenshot({ path: join(images, `notebook-check-${theme}.png`) })
    await scroll('5. Train')
    await page.screenshot({ path: join(images, `notebook-train-${theme}.png`) })
    await page.close()
  })
}

for (const theme of ['light', 'dark']) {
  await shootReport(theme)
  await shootNotebook(theme)
}
await browser.close()
console.log('docs/images renewed')
