import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/lib/find-chromium.mjs'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The installed Chromium, without a window. */
export async function launch(): Promise<Browser> {
  const headless = process.env['ASSAY_HEADED'] === undefined
  return chromium.launch({ executablePath: await findChromium(), args: flags, headless })
}
