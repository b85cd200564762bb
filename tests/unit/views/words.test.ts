import assert from 'node:assert/strict'
import { words } from '../../../src/views/words/index.ts'

const samples = [3, 5, 7]

/** Every text of a language, functions called with numbers or with words. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const said: unknown = value(...samples)
    return [[path, Array.isArray(said) ? said.join('') : String(said)]]
  }
  return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${path}.${name}`))
}

// The same in every language: symbols, and names of figures.
const same = /^\.(between|colon|space|scaleTo|nan|atLeast|below|range|metric\.r2|doneOf|shownRows)$/

describe('views/words', () => {
  it('words say everything in both languages', () => {
    const [en, zh] = [texts(words.en, ''), texts(words['zh-CN'], '')]
    assert.deepEqual(zh.map(([path]) => path).sort(), en.map(([path]) => path).sort())
    assert.ok(en.length > 150)
  })

  it('words in Chinese are Chinese, with full-width punctuation', () => {
    for (const [path, text] of texts(words['zh-CN'], '')) {
      if (!same.test(path)) assert.match(text, /\p{Script=Han}/u, `${path}: ${text}`)
      assert.doesNotMatch(text, /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u, `${path}: ${text}`)
    }
  })

  it('words keep a blank between Chinese and Latin letters or digits', () => {
    // A range is said of days, which end in a Chinese character; a verdict begins with the Chinese name of a metric.
    for (const [path, text] of texts(words['zh-CN'], '').filter(([path]) => !/^\.(range|baselineVerdict)$/.test(path)))
      assert.doesNotMatch(text, /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u, `${path}: ${text}`)
  })

  it('words count one thing in the singular', () => {
    const { en } = words
    assert.equal(en.size(1, 1), '1 row × 1 column')
    assert.equal(en.size(null, 2), 'rows not counted × 2 columns')
    assert.equal(en.failVerdict(1, 1, 0), '1 of 1 error rule fails')
    assert.equal(en.failVerdict(3, 7, 2), '3 of 7 error rules and 2 warning rules fail')
    assert.equal(en.changesVerdict(0, 0), 'nothing had to change')
    assert.equal(en.changesVerdict(1, 18), '1 row removed, 18 cells changed')
  })
})
