import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { before, describe, it } from 'mocha'
import { type Profile, profile, profileHtml, profileMarkdown, profileText } from '../../../src/profile/index.ts'
import { displaySymbol, mime } from '../../../src/protocol/index.ts'
import { open } from '../../../src/source/index.ts'
import { from } from '../../../src/table/index.ts'

const datasets = fileURLToPath(new URL('../../../datasets/', import.meta.url))

describe('display of a profile', () => {
  let seen: Profile
  before(async () => {
    seen = await profile(await open(`${datasets}online-retail.csv`))
  })

  it('[displaySymbol]() gives the payload, HTML, Markdown and text', () => {
    const bundle = seen[displaySymbol]()
    assert.deepEqual(Object.keys(bundle), [mime.profile, 'text/html', 'text/markdown', 'text/plain'])
    assert.deepEqual(JSON.parse(JSON.stringify(bundle[mime.profile])), bundle[mime.profile])
  })

  it('profileText() has a line a column under a headline', () => {
    const lines = profileText(seen).split('\n')
    assert.equal(lines[0], 'online-retail: 6,339 rows × 8 columns, 1 Dec 2010 – 12 Aug 2011, all rows read')
    assert.match(profileText(seen), /^CustomerID +integer +[▁▂▃▄▅▆▇█ ]+ +25\.6% +242 +error: 1,620 missing \(25\.6%\); personal$/m)
    assert.match(profileText(seen), /^Country +text +United Kingdom 94\.1% +0 +8$/m)
    assert.match(profileText(seen), /^Numbers +min +25% +median +75% +99% +max +mean$/m)
  })

  it('profileText() speaks Chinese', () => {
    const text = profileText(seen, 'zh-CN')
    assert.match(text, /^online-retail：6,339 行 × 8 列，2010 年 12 月 1 日至 2011 年 8 月 12 日，已读全部行$/m)
    assert.match(text, /错误：1,620 个值缺失（25\.6%）；个人数据/)
  })

  it('profileHtml() reads without style or script', () => {
    const html = profileHtml(seen)
    assert.ok(!/<script|style=|class=/.test(html))
    assert.equal(html.match(/<th scope="row"/g)?.length, 8)
    const text = html.replace(/<[^>]+>/g, ' ')
    for (const word of ['Quantity', '25.6%', 'rows per value', 'all but 79 are six digits']) assert.ok(text.includes(word), word)
  })

  it('display escapes what comes from data', async () => {
    const evil = '<img src=x onerror=alert(1)>'
    const odd = await profile(from([{ [evil]: '**|x**' }, { [evil]: '**|x**' }]))
    assert.ok(!profileHtml(odd).includes('<img'))
    assert.ok(profileMarkdown(odd).includes('\\|x'))
    assert.ok(!profileMarkdown(odd).includes('<img'))
  })
})
