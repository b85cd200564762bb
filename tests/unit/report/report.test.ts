import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { from } from '../../../src/index.ts'
import { type ReportBlock, type ReportCell, type ReportModel, report } from '../../../src/report/index.ts'
import * as results from '../../helpers/results.ts'

const { showing } = results
const parts = [
  showing(results.profile),
  Promise.resolve(showing(results.check)),
  { table: {}, changes: showing(results.changes) },
  showing(results.recheck),
  showing(results.training),
  showing(results.evaluation),
]

const cellText = (cell: ReportCell) => (typeof cell === 'string' ? cell : cell.text)
function texts(block: ReportBlock): string[] {
  switch (block.type) {
    case 'table':
      return [...block.columns.map((column) => column.head), ...block.rows.flat().map(cellText)]
    case 'problem':
      return [block.heading, block.text, ...(block.table === undefined ? [] : texts(block.table))]
    case 'decision':
      return block.items.flatMap((item) => [item.lead, item.text])
    case 'figures':
      return block.items.flatMap((item) => [item.value, item.label])
    case 'definitions':
      return block.items.flatMap((item) => [item.term, item.text])
    case 'flow':
      return block.steps.flatMap((step) => [step.name, step.text])
    case 'chart':
      return [block.title, block.label]
    case 'paragraph':
      return [block.text]
  }
}
const allTexts = (model: ReportModel) => model.sections.flatMap((section) => section.blocks.flatMap(texts))
const numbers = (model: ReportModel) => allTexts(model).flatMap((text) => text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [])

describe('report()', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay report '))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('puts the summary and the decision first, and leaves out sections without content', async () => {
    const model = await report('Invoice quality', { parts }).model()
    assert.deepEqual(
      model.sections.map((section) => section.id),
      ['summary', 'scorecard', 'problems', 'cleaning', 'changed', 'personal', 'model', 'lineage', 'columns', 'method'],
    )
    assert.equal(model.sections[0]!.blocks[0]!.type, 'decision')
    const small = await report('Only a check', { parts: [showing(results.check)] }).model()
    assert.deepEqual(
      small.sections.map((section) => section.id),
      ['summary', 'scorecard', 'problems', 'personal', 'method'],
    )
  })

  it('says the verdict in words, with counts before shares', async () => {
    const model = await report('Invoice quality', { parts }).model()
    const said = allTexts(model).join('\n')
    assert.match(said, /The check fails: 2 of 3 error rules do not hold/)
    assert.match(said, /1,620 of 6,339 rows \(25\.6%\) do not meet this rule; 5% is allowed/)
    assert.match(said, /the score goes from 73\.6 to 100\.0/)
    assert.match(said, /Not better than the baseline/)
  })

  it('holds the same numbers in both languages', async () => {
    const one = report('Invoice quality', { parts })
    const time = new Date(0)
    const [en, zh] = [await one.model('en', time), await one.model('zh-CN', time)]
    const words = (model: ReportModel) =>
      numbers(model)
        .filter((number) => number.length > 2)
        .toSorted()
    assert.deepEqual(words(en), words(zh))
    assert.match(allTexts(zh).join(''), /校验不通过/)
    assert.doesNotMatch(allTexts(zh).join('\n'), /\b(rows|fails|missing|score)\b/)
  })

  it('save() writes one HTML file that asks the network for nothing', async () => {
    const path = await report('Invoice <quality>', { parts }).save(join(folder, 'quality.html') as 'quality.html', { lang: 'zh-CN' })
    const page = readFileSync(path, 'utf8')
    assert.deepEqual(readdirSync(folder), ['quality.html'])
    assert.ok(page.length < 1_000_000)
    assert.match(page, /<html lang="zh-CN" data-lang="zh-CN">/)
    assert.match(page, /Invoice &lt;quality&gt;/)
    assert.doesNotMatch(page, /(src|href)="(?!#)/)
    assert.doesNotMatch(page, /https?:\/\//)
    assert.match(page, /default-src &#39;none&#39;/)
  })

  it('save() escapes what comes from data', async () => {
    const evil = structuredClone(results.check) as { table: { name: string }; sample: { cells: unknown[][] } } & typeof results.check
    evil.table.name = '<img src=x onerror=alert(1)>'
    evil.sample.cells[0]![0] = '"><script>alert(1)</script>'
    const page = readFileSync(await report('x', { parts: [showing(evil)] }).save(join(folder, 'x.html') as 'x.html'), 'utf8')
    assert.doesNotMatch(page, /<img|<script>alert/)
    assert.match(page, /&lt;script&gt;alert/)
  })

  it('save() writes the model as JSON', async () => {
    const path = await report('Quality', { parts }).save(join(folder, 'quality.json') as 'quality.json')
    const written = JSON.parse(readFileSync(path, 'utf8')) as Record<string, ReportModel>
    assert.deepEqual(Object.keys(written), ['en', 'zh-CN'])
    assert.equal(written['en']!.kind, 'report')
  })

  it('save() refuses an unknown format or language and says which there are', () => {
    assert.throws(
      () => report('x', { parts: [] }).save('x.xls' as 'x.html'),
      /Cannot save a report as "x.xls": the formats are .html and .json/,
    )
    assert.throws(() => report('x', { parts: [] }).save('x.html', { lang: 'fr' as 'en' }), /the languages are "en", "zh-CN"/)
  })

  it('takes comparisons and drifts, the columns that changed first', async () => {
    const rows = (price: number) =>
      Array.from({ length: 60 }, (_, i) => ({ sku: `A${i}`, price: price + (i % 7), kind: i % 2 === 0 ? 'x' : 'y' }))
    const [before, after] = [from(rows(1), { name: 'march' }), from(rows(50), { name: 'april' })]
    const parts = [await after.compare(before, { key: 'sku' }), await after.drift(before)]
    for (const lang of ['en', 'zh-CN'] as const) {
      const model = await report('Prices', { parts }).model(lang)
      const section = model.sections.find(({ id }) => id === 'compared')!
      const said = section.blocks.flatMap(texts)
      assert.ok(said.includes('price') && said.some((one) => one.includes('march')))
      assert.ok(said.indexOf('price') < said.lastIndexOf('kind') || !said.includes('kind'))
    }
  })

  it('names the part that is no result', async () => {
    await assert.rejects(report('x', { parts: [showing(results.check), new Map()] }).model(), /Cannot put part 2 \(Map\) into a report/)
  })

  it('a decision of the writer stands in place of the proposed one', async () => {
    const model = await report('x', {
      parts: [showing(results.check)],
      decision: { en: 'Release for demand planning only.', 'zh-CN': '仅用于需求计划。' },
      owner: 'sales data',
    }).model('zh-CN')
    assert.deepEqual(model.sections[0]!.blocks[0], {
      type: 'decision',
      heading: '需要您决定',
      items: [{ lead: '', text: '仅用于需求计划。' }],
    })
    assert.match(model.meta, /负责：sales data/)
  })
})
