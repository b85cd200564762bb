import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import type { Host, Payload } from '../../../src/views/index.ts'

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url))
let bundled: string | undefined

/** The views as one script, as the HTML report holds them. */
export function bundle(): string {
  bundled ??= buildSync({
    entryPoints: [path('src/views/index.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'AssayViews',
    target: 'es2022',
  }).outputFiles[0]!.text
  return bundled
}

/** A payload kept in `tests/fixtures/views`. */
export function fixture<P extends Payload = Payload>(name: string): P {
  return JSON.parse(readFileSync(path(`tests/fixtures/views/${name}.json`), 'utf8')) as P
}

export interface ViewPage {
  readonly page: Page
  /** What the page said to the console, and errors it threw. */
  readonly complaints: string[]
  /** What the page asked the network for. */
  readonly requests: string[]
  render(payload: Payload, host: Omit<Host, 'stop'> & { readonly canStop?: boolean }): Promise<void>
  update(payload: Payload): Promise<void>
  close(): Promise<void>
}

/** A blank page with the views and nothing else. */
export async function viewPage(browser: Browser, width = 1100): Promise<ViewPage> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: 'light' })
  const page = await context.newPage()
  const [complaints, requests]: [string[], string[]] = [[], []]
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => requests.push(request.url()))
  await page.setContent(
    '<!doctype html><html lang="en"><head><title>views</title></head><body style="margin:0;padding:16px"><main id="at"></main></body></html>',
  )
  // What runs the tests marks the names of functions; functions sent to the page carry the marks along.
  await page.addScriptTag({ content: 'var __name = (named) => named' })
  await page.addScriptTag({ content: bundle() })
  return {
    page,
    complaints,
    requests,
    async render(payload, { canStop = false, ...host }) {
      await page.evaluate(
        ([given, place, stop]) => {
          const scope = window as unknown as { AssayViews: typeof import('../../../src/views/index.ts'); handle: unknown; stopped: number }
          const at = document.getElementById('at')!
          at.replaceChildren()
          document.body.style.background = place.theme === 'dark' ? '#111' : '#fff'
          scope.stopped = 0
          scope.handle = scope.AssayViews.render(at, given, { ...place, ...(stop ? { stop: () => scope.stopped++ } : {}) })
        },
        [payload, host, canStop] as const,
      )
      await page.waitForTimeout(60)
    },
    async update(payload) {
      await page.evaluate((given) => (window as unknown as { handle: { update(payload: unknown): void } }).handle.update(given), payload)
    },
    close: () => context.close(),
  }
}
