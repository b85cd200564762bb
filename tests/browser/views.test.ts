import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import type { CheckView, ProfileView, TableView, TrainingView } from '../../src/protocol/index.ts'
import { launch } from './helpers/browser.ts'
import { bundle, fixture, type ViewPage, viewPage } from './helpers/views-page.ts'

const names = [
  'table',
  'failing',
  'profile',
  'check',
  'changes',
  'training-running',
  'training-early',
  'training',
  'training-finished',
  'evaluation',
  'progress',
] as const

describe('views in a browser', function () {
  this.timeout(60_000)
  let browser: Browser
  let view: ViewPage
  before(async () => {
    browser = await launch()
  })
  after(() => browser?.close())
  beforeEach(async () => {
    view = await viewPage(browser)
  })
  afterEach(async () => {
    assert.deepEqual(view.complaints, [], 'nothing is said to the console')
    assert.deepEqual(view.requests, [], 'nothing is asked of the network')
    await view.close()
  })
  const text = () => view.page.locator('.as').innerText()

  it('the bundle is one script of less than 150 kB', () => {
    assert.ok(bundle().length < 150_000, `${bundle().length} characters`)
  })

  for (const name of names) {
    for (const [lang, theme] of [
      ['en', 'light'],
      ['zh-CN', 'dark'],
    ] as const) {
      it(`render() of ${name} draws in ${lang}, ${theme}, wide and narrow`, async () => {
        await view.render(fixture(name), { lang, theme })
        assert.equal(await view.page.locator('.as').getAttribute('lang'), lang)
        const background = await view.page.locator('.as').evaluate((element) => getComputedStyle(element).backgroundColor)
        assert.equal(background, theme === 'dark' ? 'rgb(33, 33, 33)' : 'rgb(255, 255, 255)')
        const wide = await text()
        assert.ok(wide.length > 40)
        assert.doesNotMatch(wide, /undefined|NaN|\[object/)
        if (lang === 'zh-CN') assert.match(wide, /\p{Script=Han}/u)
        await view.page.setViewportSize({ width: 460, height: 900 })
        await view.page.waitForTimeout(80)
        const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        assert.ok(overflow <= 0, `the page is ${overflow} px too wide`)
      })
    }
  }

  it('render() gives every picture a name, and every chart a table', async () => {
    for (const name of names) {
      await view.render(fixture(name), { lang: 'en' })
      const nameless = await view.page.locator('svg:not([aria-hidden]):not([aria-label])').count()
      assert.equal(nameless, 0, name)
    }
    await view.render(fixture('training'), { lang: 'en' })
    const label = await view.page.locator('svg[aria-label^="Loss by epoch"]').getAttribute('aria-label')
    assert.equal(label, 'Loss by epoch, log scale: train 0.0185, validation 0.261, best at epoch 111, 0.0175')
    assert.equal(await view.page.locator('details.as-twin').count(), 4)
  })

  it('render() shows names that hold code as text', async () => {
    for (const name of ['hostile-table', 'hostile-profile', 'hostile-check']) {
      await view.render(fixture(name), { lang: 'en' })
      for (const twist of await view.page.locator('.as-tw').all()) await twist.click()
      for (const row of await view.page.locator('.as-cl tbody tr').all()) await row.click()
      assert.equal(await view.page.locator('.as script, .as img, .as a, .as iframe').count(), 0, name)
      assert.match(await text(), /<img src=x onerror="window.__hacked=1">/, name)
    }
    assert.equal(await view.page.evaluate(() => '__hacked' in window), false)
  })

  it('render() refuses a version that it does not know', async () => {
    const later = { ...fixture<TableView>('table'), version: 2 }
    await assert.rejects(
      view.render(later as unknown as TableView, { lang: 'en' }),
      /Cannot show version 2 of "table": these views know version 1/,
    )
    const other = { ...fixture<TableView>('table'), kind: 'pie' }
    await assert.rejects(view.render(other as unknown as TableView, { lang: 'en' }), /Cannot show "pie": known are table/)
  })

  it('table: says size, masks, marks failing cells and tells why on focus', async () => {
    await view.render(fixture('table'), { lang: 'en' })
    assert.match(await text(), /6,339 rows × 8 columns\s+1 column holds personal data and is masked/)
    assert.match(await text(), /Rows 1–10 of 6,339/)
    await view.render(fixture('failing'), { lang: 'en' })
    assert.match(await text(), /20 of 1,909 rows shown/)
    const cell = view.page.locator('td.as-f').first()
    assert.equal(await view.page.locator('.as-tip:popover-open').count(), 0)
    await cell.focus()
    assert.match(await view.page.locator('.as-tip:popover-open').innerText(), /InvoiceNo and StockCode occur more than once/)
    await view.page.keyboard.press('Escape')
    assert.equal(await view.page.locator('.as-tip:popover-open').count(), 0)
    await cell.hover()
    assert.equal(await view.page.locator('.as-tip:popover-open').count(), 1)
  })

  it('table: a missing value and a table without columns are words, not blanks', async () => {
    const table = fixture<TableView>('table')
    await view.render({ ...table, rows: null, cells: [table.columns.map(() => null)] }, { lang: 'en' })
    assert.equal(await view.page.locator('td .as-null').count(), 8)
    assert.match(await text(), /rows not counted × 8 columns/)
    await view.render({ ...table, rows: 0, columns: [], cells: [], rowNumbers: null }, { lang: 'en' })
    assert.match(await text(), /No columns/)
  })

  it('profile: opens a column by click and arrows, finds and sorts', async () => {
    await view.render(fixture('profile'), { lang: 'en' })
    const { page } = view
    const open = () => page.locator('.as-dt h2').innerText()
    assert.equal(await open(), 'InvoiceNo')
    await page.locator('.as-cl tbody tr', { hasText: 'UnitPrice' }).click()
    assert.equal(await open(), 'UnitPrice')
    assert.match(await text(), /median\s+2\.25/)
    assert.match(
      (await page.locator('.as-dt svg[role=img]').first().getAttribute('aria-label')) ?? '',
      /^Histogram of UnitPrice, bins of 0\.50, highest at /,
    )
    await page.keyboard.press('ArrowDown')
    assert.equal(await open(), 'CustomerID')
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected')), 'true')
    await page.keyboard.press('ArrowUp')
    assert.equal(await open(), 'UnitPrice')
    await page.locator('select').selectOption('missing')
    assert.equal(await page.locator('.as-cl tbody tr .as-nm').first().innerText(), 'CustomerID personal')
    await page.locator('input[type=search]').fill('price')
    assert.deepEqual(await page.locator('.as-cl tbody tr .as-nm').allInnerTexts(), ['UnitPrice'])
    await page.locator('input[type=search]').fill('zzz')
    assert.match(await text(), /No column is called like “zzz”/)
  })

  it('profile: a personal column shows neither its values nor their examples', async () => {
    await view.render(fixture('profile'), { lang: 'en' })
    await view.page.locator('.as-cl tbody tr', { hasText: 'CustomerID' }).click()
    const pane = await view.page.locator('.as-dt').innerText()
    assert.match(pane, /Rows per value/)
    assert.doesNotMatch(pane, /Most frequent|•••/)
  })

  it('profile: a sample says so and what it does not know', async () => {
    const profile = fixture<ProfileView>('profile')
    await view.render({ ...profile, exact: false, sampled: 2000 }, { lang: 'en' })
    assert.match(await text(), /sample 2,000 rows read/)
    assert.match(await text(), /about 25\.6%/)
    assert.match(await text(), /≥ 371/)
  })

  it('profile: 200 columns stay one list that scrolls', async () => {
    const profile = fixture<ProfileView>('profile')
    const columns = Array.from({ length: 200 }, (_, i) => ({ ...profile.columns[i % 8]!, name: `c${i}` }))
    await view.render({ ...profile, columns }, { lang: 'en' })
    assert.equal(await view.page.locator('.as-cl tbody tr').count(), 200)
    assert.ok((await view.page.locator('.as-cl-wrap').evaluate((element) => element.clientHeight)) <= 640)
    assert.match(await text(), /Missing share by column: 50 of 200 have gaps, the worst 25\.6%/)
    const frame = () => view.page.locator('.as-frame').evaluate((element) => Number(element.getAttribute('x')))
    await view.page.locator('.as-map svg').click({ position: { x: 400, y: 12 } })
    await view.page.waitForFunction(() => document.querySelector('.as-cl-wrap')!.scrollTop > 1000)
    await view.page.waitForFunction(() => Number(document.querySelector('.as-frame')!.getAttribute('x')) > 200)
    assert.ok((await frame()) < 400)
  })

  it('check: decision first, then score and its formula, rules by result, rows with all reasons', async () => {
    await view.render(fixture('check'), { lang: 'en' })
    const { page } = view
    assert.match(await text(), /Check failed: 4 of 14 error rules and 2 warning rules fail\s+69\.9 of 100/)
    await page.locator('.as-how summary').click()
    assert.match(await text(), /4,430 ÷ 6,339 × 100 = 69\.9/)
    assert.deepEqual(await page.locator('.as-grp').allInnerTexts(), [
      'Fail, 6 beyond what the contract allows',
      'Within tolerance, 1 some rows fail, fewer than allowed',
      'Pass, 10 no failing row',
    ])
    assert.equal(await page.locator('.as-rule svg[aria-label="25.6% fail, 5% allowed: 5.1 times the limit"]').count(), 1)
    const unique = page.locator('.as-rule', { hasText: 'A stock code occurs once in an invoice' })
    await unique.locator('.as-tw').focus()
    await page.keyboard.press('Enter')
    assert.equal(await unique.locator('.as-tw').getAttribute('aria-expanded'), 'true')
    assert.equal(await page.locator('.as-x tbody tr').count(), 5)
    await unique.click()
    assert.equal(await page.locator('.as-x').count(), 0)
  })

  it('check: a check that holds on an empty table says why its score is 100', async () => {
    const check = fixture<CheckView>('check')
    const rules = check.rules.map((rule) => ({ ...rule, outcome: 'pass' as const, failing: 0, share: 0, total: 0 }))
    const sample = { ...check.sample, cells: [], rows: 0, rowNumbers: [], reasons: [] }
    await view.render({ ...check, ok: true, score: 100, passing: 0, table: { name: 'empty', rows: 0 }, rules, sample }, { lang: 'en' })
    assert.match(await text(), /Check passed: every error and warning rule holds\s+100\.0/)
    await view.page.locator('.as-how summary').click()
    assert.match(await text(), /The table has no rows: the score is 100/)
  })

  it('training: updates in place, keeps nodes and focus, and Stop is pressed once', async () => {
    const { page } = view
    await view.render(fixture('training-early'), { lang: 'en', canStop: true })
    const kept = ['svg[aria-label^="Loss"]', '.as-stop', '.as-track', '.as-kv']
    await page.evaluate((selectors) => {
      for (const selector of selectors) Object.assign(document.querySelector(selector)!, { __kept: true })
    }, kept)
    await page.locator('.as-stop').focus()
    await view.update(fixture('training-running'))
    assert.match(await text(), /epoch 640 of 2,000/)
    assert.match(await text(), /Validation loss has not improved for 529 epochs/)
    const still = await page.evaluate((selectors) => selectors.map((selector) => '__kept' in document.querySelector(selector)!), kept)
    assert.deepEqual(
      still,
      kept.map(() => true),
    )
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'as-stop')
    await page.locator('.as-stop').click()
    assert.equal(await page.locator('.as-stop').isDisabled(), true)
    assert.equal(await page.evaluate(() => (window as unknown as { stopped: number }).stopped), 1)
    await view.update(fixture('training'))
    assert.equal(await page.locator('.as-stop').count(), 0)
    assert.match(await text(), /Not better than the baseline\. The mean error is 1\.46 dollars/)
    assert.match(await text(), /stopped at epoch 640 of 2,000; weights of epoch 111 kept/)
  })

  it('training: before the first epoch it says so', async () => {
    const early = fixture<TrainingView>('training-early')
    await view.render({ ...early, epoch: 0, loss: { epochs: [], train: [] }, best: null }, { lang: 'en' })
    assert.match(await text(), /The first epoch is not done yet/)
  })

  it('training: a fit that diverged says so, and no figure is made up', async () => {
    const finished = fixture<TrainingView>('training-finished')
    const nulls = finished.loss.epochs.map(() => null as unknown as number)
    const series = { ...finished.evaluation!.series!, predicted: nulls, actual: nulls, baseline: nulls }
    const metrics = { mae: null as unknown as number }
    const evaluation = { ...finished.evaluation!, metrics, series }
    await view.render(
      { ...finished, loss: { epochs: finished.loss.epochs, train: nulls, validation: nulls }, best: null, evaluation },
      { lang: 'en' },
    )
    assert.match(await text(), /No loss is a positive number/)
    assert.match(await text(), /No value is a finite number/)
    assert.doesNotMatch(await text(), /∞|NaN|null/)
  })

  it('profile: columns without a value, and a table without rows', async () => {
    const profile = fixture<ProfileView>('profile')
    const none = null as unknown as number
    const columns = profile.columns.map(({ histogram: _, rowsPerValue: __, numbers, ...column }) => ({
      ...column,
      count: 0,
      missing: 0,
      top: [],
      notes: [],
      ...(numbers === undefined ? {} : { numbers: { ...numbers, min: none, max: none, mean: none, std: null, quantiles: {} } }),
    }))
    await view.render({ ...profile, rows: 0, columns, notes: [] }, { lang: 'en', state: { selected: 'UnitPrice' } })
    assert.match(await text(), /0 rows × 8 columns/)
    assert.doesNotMatch(await text(), /∞|NaN|null|undefined/)
    await view.render({ ...profile, rows: 0, columns: [], notes: [] }, { lang: 'en' })
    assert.match(await text(), /No columns/)
  })

  it('progress: bar, numbers, no Stop where the page has no way to', async () => {
    await view.render(fixture('progress'), { lang: 'en' })
    assert.equal(await view.page.locator('[role=progressbar]').getAttribute('aria-valuenow'), '4200000')
    assert.match(await text(), /4,200,000 of 10,000,000 rows/)
    assert.equal(await view.page.locator('.as-stop').count(), 0)
  })

  it('Handle.state() brings a redrawn view back to where the reader was; setHost() turns its language', async () => {
    await view.render(fixture('profile'), { lang: 'en' })
    await view.page.locator('.as-cl tbody tr', { hasText: 'Quantity' }).click()
    const state = await view.page.evaluate(() => (window as unknown as { handle: { state(): object } }).handle.state())
    await view.render(fixture('profile'), { lang: 'en', state: state as Record<string, unknown> })
    assert.equal(await view.page.locator('.as-dt h2').innerText(), 'Quantity')
    await view.page.evaluate(() =>
      (window as unknown as { handle: { setHost(host: object): void } }).handle.setHost({ lang: 'zh-CN', theme: 'dark' }),
    )
    assert.match(await text(), /中位数/)
    assert.equal(await view.page.locator('.as-dt h2').innerText(), 'Quantity')
    await view.page.evaluate(() => (window as unknown as { handle: { dispose(): void } }).handle.dispose())
    assert.equal(await view.page.locator('.as').count(), 0)
  })

  it('print is light and leaves out what cannot be pressed on paper', async () => {
    await view.render(fixture('profile'), { lang: 'en', theme: 'dark' })
    await view.page.emulateMedia({ media: 'print' })
    const background = await view.page.locator('.as').evaluate((element) => getComputedStyle(element).backgroundColor)
    assert.equal(background, 'rgb(255, 255, 255)')
    assert.equal(await view.page.locator('.as-tools').isVisible(), false)
  })
})
