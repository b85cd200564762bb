import { isGtin } from './checksums.ts'
import { detectPersonal } from './personal.ts'
import { valuesAsText } from './values.ts'
import { wordsOf } from './words.ts'

/** What the values of a column mean. */
export interface SemanticGuess {
  /** Such as `email phone ip url uuid gtin code currency country latitude longitude postcode price quantity percentage`; kinds of personal data included. */
  readonly type: string
  /** 0.5 a guess, 1 certain. */
  readonly confidence: number
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

let known: { codes: Set<string>; names: Set<string> } | undefined

/** Countries by ISO 3166 code, and by their names in English and Chinese. */
function countries(): { codes: Set<string>; names: Set<string> } {
  if (known !== undefined) return known
  known = {
    codes: new Set(),
    names: new Set(['usa', 'uk', 'eire', 'korea', 'england', 'scotland', 'wales', 'great britain', '美国', '英国', '韩国']),
  }
  const displays = ['en', 'zh-CN'].map((lang) => new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' }))
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const a of letters) {
    for (const b of letters) {
      const names = displays.map((display) => display.of(a + b))
      if (names[0] === undefined) continue
      known.codes.add(a + b)
      for (const name of names) if (name !== undefined) known.names.add(name.toLowerCase())
    }
  }
  return known
}

interface Kind {
  readonly type: string
  readonly name?: RegExp
  readonly fits: (value: string) => boolean
  /** Share of values that must fit where the name says so; without `name`, always. */
  readonly share: number
  /** Share of values that must fit where the name says nothing. */
  readonly alone?: number
}

const isNumber = (value: string) => value !== '' && Number.isFinite(Number(value))
const within = (from: number, to: number) => (value: string) => isNumber(value) && Number(value) >= from && Number(value) <= to

const kinds: readonly Kind[] = [
  { type: 'uuid', fits: (v) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(v), share: 0.9, alone: 0.9 },
  { type: 'url', fits: (v) => /^(https?:\/\/|www\.)[^\s]+\.[^\s]+$/i.test(v), share: 0.6, alone: 0.6 },
  { type: 'json', fits: (v) => /^[[{].*[\]}]$/s.test(v), share: 0.9, alone: 0.9 },
  { type: 'hash', fits: (v) => /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(v) && /[a-f]/.test(v), share: 0.9, alone: 0.9 },
  { type: 'latitude', name: / (lat|latitude) |纬度/, fits: within(-90, 90), share: 0.95 },
  { type: 'longitude', name: / (lon|lng|long|longitude) |经度/, fits: within(-180, 180), share: 0.95 },
  { type: 'gtin', name: / (ean|upc|gtin|barcode|bar code|isbn) ?(8|12|13|14)? |条码|条形码/, fits: isGtin, share: 0.6 },
  { type: 'currency', name: / (currency|ccy)( code)? |币种|货币/, fits: (v) => currencies.has(v.toUpperCase()), share: 0.8, alone: 0.98 },
  {
    type: 'country',
    name: / (country|countries|nation|land|country code|country full) |国家/,
    fits: (v) => countries().names.has(v.toLowerCase()) || countries().codes.has(v.toUpperCase()),
    share: 0.5,
  },
  { type: 'country', fits: (v) => countries().names.has(v.toLowerCase()), share: 0.8, alone: 0.8 },
  {
    type: 'postcode',
    name: / (zip|zip code|zipcode|postcode|postal code|postalcode|zip code prefix) |邮编|邮政编码/,
    fits: (v) => /^[A-Z0-9][A-Z0-9 -]{2,9}$/i.test(v) && /\d/.test(v),
    share: 0.6,
  },
  {
    type: 'percentage',
    name: / (percent|percentage|pct|rate|ratio|share) |比例|百分比|占比/,
    fits: (v) => isNumber(v.replace(/%$/, '')),
    share: 0.9,
  },
  {
    type: 'price',
    name: / (price|prices|cost|amount|revenue|sales|fee|freight|unit ?price|msrp|total|subtotal|charge|charges|payment value|open|high|low|close|adjusted) |价格|单价|金额|售价|费用|收入/,
    fits: (v) => isNumber(v.replace(/^[$€£¥]|[$€£¥元]$/g, '').replace(/,(?=\d{3})/g, '')),
    share: 0.9,
  },
  {
    type: 'quantity',
    name: / (quantity|qty|count|units|volume|pieces|stock level|inventory|num|units in stock) |数量|件数|库存/,
    fits: isNumber,
    share: 0.9,
  },
  {
    type: 'code',
    name: / (code|sku|asin|stockcode|(product|item|article|invoice|order|stock|part|model|style) (id|no|nr|number|code|num)|sku (id|code)|invoiceno|pid) |编码|编号|货号|单号|款号/,
    fits: (v) => /^[A-Z0-9][A-Z0-9_./-]{0,39}$/i.test(v),
    share: 0.8,
  },
]

/**
 * What the values of a column mean, by its name and values; kinds of personal data come first.
 *
 * @example
 * semanticType('StockCode', ['85123A', '71053']) // { type: 'code', confidence: 0.9 }
 * semanticType('c', ['https://example.com/a', 'https://example.com/b'])?.type // 'url'
 */
export function semanticType(column: string, values: readonly unknown[]): SemanticGuess | null {
  const personal = detectPersonal(column, values)
  if (personal !== null) return { type: personal.kind, confidence: personal.confidence }
  const texts = valuesAsText(values)
  if (texts.length === 0) return null
  const name = ` ${wordsOf(column).join(' ')} `
  for (const kind of kinds) {
    const named = kind.name?.test(name) ?? false
    const needed = named ? kind.share : kind.alone
    if (needed === undefined || (!named && texts.length < 3)) continue
    const share = texts.filter(kind.fits).length / texts.length
    if (share >= needed) return { type: kind.type, confidence: Math.round(named ? 70 + 20 * share : 90 * share) / 100 }
  }
  return null
}
