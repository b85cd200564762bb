import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run, step } from './run.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const installed = () => places.find((place) => existsSync(place))

/** The path of Chromium or Chrome: `CHROMIUM_PATH`, the usual places, or Debian's package when root. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`Cannot find the browser: CHROMIUM_PATH names ${named}, which does not exist`)
  }
  const found = installed()
  if (found !== undefined) return found
  const apt = spawnSync('apt-get', ['--version']).status === 0
  if (apt && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await step("Debian's Chromium", async () => {
      await run('apt-get', ['update'], { env })
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env })
    })
    const now = installed()
    if (now !== undefined) return now
  }
  throw new Error(
    `The browser tests need Chromium or Chrome: install it${apt ? ' (apt-get install chromium)' : ''}, or name it with CHROMIUM_PATH=/path/to/chromium`,
  )
}
