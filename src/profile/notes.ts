import type { ColumnProfile, Note, PersonalKind, Severity } from '../protocol/index.ts'
import { wordsOf } from '../semantic/index.ts'
import { formatCount, formatNumber, formatShare, text } from '../util/index.ts'
import type { Figures } from './figures.ts'
import { inWords } from './patterns.ts'

/** From this share of missing values on, missing values are an error. */
const highMissing = 0.2

type Facts = Omit<ColumnProfile, 'notes'>

const n = (count: number, lang: 'en' | 'zh-CN' = 'en') => formatCount(count, lang)
const have = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

function note(code: string, severity: Severity, en: string, zh: string, count?: number): Note {
  return { code, severity, text: text(en, zh), ...(count === undefined ? {} : { count }) }
}

const kinds: Readonly<Record<PersonalKind, readonly [en: string, zh: string]>> = {
  name: ['names of persons', '姓名'],
  phone: ['phone numbers', '电话号码'],
  email: ['e-mail addresses', '电子邮箱'],
  card: ['card or account numbers', '银行卡号或账号'],
  idcard: ['numbers of identity documents', '证件号码'],
  address: ['addresses', '地址'],
  id: ['identifiers of persons or accounts', '个人或账户标识'],
  birthdate: ['birth dates', '出生日期'],
  ip: ['IP addresses', 'IP 地址'],
}

function missingNotes({ missing, count }: Facts): Note[] {
  if (missing === 0) return []
  if (count === 0) return [note('all-missing', 'error', 'every value is missing', '所有值均缺失', missing)]
  const share = missing / (missing + count)
  const en = `${n(missing)} missing (${formatShare(share)})`
  const zh = `${n(missing, 'zh-CN')} 个值缺失（${formatShare(share, 'zh-CN')}）`
  return [note(share >= highMissing ? 'high-missing' : 'missing', share >= highMissing ? 'error' : 'warning', en, zh, missing)]
}

function personalNotes({ personal }: Facts): Note[] {
  if (personal === undefined) return []
  const [en, zh] = kinds[personal]
  return [note('personal', 'note', `personal: seems to hold ${en}; shown masked`, `个人数据：疑似${zh}，已脱敏显示`)]
}

function varietyNotes({ distinct, count, top, personal, type, semantic }: Facts, identifier: boolean): Note[] {
  if (count < 2) return []
  const value = personal === undefined && top[0] !== undefined ? ` ${JSON.stringify(String(top[0].value)).slice(0, 60)}` : ''
  if (distinct.value === 1)
    return [
      note(
        'constant',
        'warning',
        `constant: every value is the same${value === '' ? '' : `,${value}`}`,
        `常量：所有值相同${value === '' ? '' : `，均为${value}`}`,
        count,
      ),
    ]
  if (distinct.value === count && distinct.exact) {
    const measured =
      type === 'number' || type === 'decimal' || /^(price|quantity|percentage|latitude|longitude)$/.test(semantic?.type ?? '')
    if (measured) return []
    const key = identifier || type === 'text' || type === 'integer'
    const en = key ? 'unique: no value repeats, so it may identify rows' : 'unique: no value repeats'
    return [note('unique', 'note', en, key ? '唯一：没有重复值，可能是行标识' : '唯一：没有重复值', count)]
  }
  const first = top[0]
  const other = first === undefined ? 0 : count - first.count
  if (first !== undefined && other > 0 && first.count / count >= 0.99) {
    return [
      note(
        'near-constant',
        'note',
        `nearly constant: all but ${n(other)} are${value || ' the same'}`,
        `近似常量：除 ${n(other, 'zh-CN')} 个外均${value === '' ? '相同' : `为${value}`}`,
        other,
      ),
    ]
  }
  return []
}

const priceLike = / (price|cost|amount|fee|revenue|sales|charge|charges|salary|msrp|freight|total) |价格|单价|金额|售价|费用/
const countLike = / (quantity|qty|units|pieces|count|stock|volume|inventory|age) |数量|件数|库存|年龄/

function signNotes({ name, numbers, personal }: Facts): Note[] {
  if (numbers === undefined || personal !== undefined) return []
  const words = ` ${wordsOf(name).join(' ')} `
  const [price, quantity] = [priceLike.test(words), countLike.test(words)]
  if (!price && !quantity) return []
  const notes: Note[] = []
  const { negatives, zeros } = numbers
  if (negatives > 0) notes.push(note('negative', 'warning', `${n(negatives)} negative`, `${n(negatives, 'zh-CN')} 个负值`, negatives))
  if (zeros > 0 && price) notes.push(note('zero', 'warning', `${have(zeros, 'is', 'are')} 0`, `${n(zeros, 'zh-CN')} 个值为 0`, zeros))
  return notes
}

function notNumberNotes({ nan, infinite } = { nan: 0, infinite: 0 }): Note[] {
  const notes: Note[] = []
  if (nan > 0)
    notes.push(
      note('nan', 'warning', `${have(nan, 'is', 'are')} NaN, left out of the statistics`, `${n(nan, 'zh-CN')} 个值为 NaN，未计入统计`, nan),
    )
  if (infinite > 0) {
    notes.push(
      note(
        'infinite',
        'warning',
        `${have(infinite, 'is', 'are')} infinite, left out of the statistics`,
        `${n(infinite, 'zh-CN')} 个值为无穷大，未计入统计`,
        infinite,
      ),
    )
  }
  return notes
}

/** An extreme that is more than so many interquartile ranges outside the quartiles is far. */
const far = 30

function tailNotes({ numbers, personal, count }: Facts): Note[] {
  if (numbers === undefined || personal !== undefined || numbers.outliers === 0) return []
  const { min, max, outliers, quantiles } = numbers
  const [first, median, third] = [quantiles['0.25']!, quantiles['0.5']!, quantiles['0.75']!]
  const range = third - first
  if (range > 0 && (max > third + far * range || min < first - far * range)) {
    const high = max - third >= first - min
    const extreme = formatNumber(high ? max : min)
    const times = high && median > 0 && max / median >= 10 ? Math.round(max / median) : undefined
    const en = `far tail: the ${high ? 'highest' : 'lowest'} is ${extreme}${times === undefined ? `, the median ${formatNumber(median)}` : `, ${n(times)} times the median`}`
    const zh = `远离主体：最${high ? '大' : '小'}值 ${extreme}${times === undefined ? `，中位数 ${formatNumber(median)}` : `，是中位数的 ${n(times, 'zh-CN')} 倍`}`
    return [note('far-tail', 'note', en, zh, outliers)]
  }
  if (outliers / count < 0.001) return []
  const share = formatShare(outliers / count)
  return [
    note(
      'outliers',
      'note',
      `${n(outliers)} outliers (${share}) by 1.5 interquartile ranges`,
      `${n(outliers, 'zh-CN')} 个离群值（${share}，1.5 倍四分位距）`,
      outliers,
    ),
  ]
}

function textNotes({ text: texts }: Facts): Note[] {
  if (texts === undefined) return []
  const notes: Note[] = []
  const { empty, untrimmed } = texts
  if (empty > 0) notes.push(note('empty', 'warning', `${have(empty, 'is', 'are')} empty text`, `${n(empty, 'zh-CN')} 个为空文本`, empty))
  if (untrimmed > 0)
    notes.push(
      note(
        'untrimmed',
        'warning',
        `${have(untrimmed, 'has', 'have')} blanks at an end`,
        `${n(untrimmed, 'zh-CN')} 个首尾有空格`,
        untrimmed,
      ),
    )
  return notes
}

/** "All but 3,783 are six digits": where one or two shapes cover nearly all values of short texts. */
function patternNotes({ text: texts, count, distinct, personal }: Facts, standIns: number): Note[] {
  if (texts === undefined || texts.patternRows !== undefined || texts.patternCount < 2 || distinct.value < 10 || texts.maxLength > 40)
    return []
  const free = texts.patterns.every(({ pattern }) => !pattern.includes('9'))
  if (free && personal === undefined) return []
  const main = texts.patterns.filter((pattern) => pattern.count / count >= 0.05).slice(0, 2)
  const rest = count - main.reduce((sum, pattern) => sum + pattern.count, 0)
  if (main.length === 0 || rest <= 1.2 * standIns || rest / count > 0.1 || main.some(({ pattern }) => pattern.length === 0)) return []
  const shapes = main.map(({ pattern }) => inWords(pattern))
  const en = shapes
    .map((shape) => shape.en)
    .join(' or ')
    .replace(' or like ', ' or ')
  const zh = shapes
    .map((shape) => shape.zh)
    .join('或')
    .replace('或形如', '或')
  return [note('pattern', 'note', `all but ${n(rest)} are ${en}`, `除 ${n(rest, 'zh-CN')} 个外均为${zh}`, rest)]
}

function placeholderNotes(found: Figures['placeholders'], personal: boolean): Note[] {
  const count = found.reduce((sum, placeholder) => sum + placeholder.count, 0)
  if (count === 0) return []
  const names = [...found]
    .sort((a, b) => b.count - a.count)
    .slice(0, 3)
    .map(({ value }) => JSON.stringify(value))
  return [
    note(
      'placeholder',
      'warning',
      `${have(count, 'looks', 'look')} like a stand-in for missing${personal ? '' : `: ${names.join(', ')}`}`,
      `${n(count, 'zh-CN')} 个疑似缺失占位${personal ? '' : `：${names.join('、')}`}`,
      count,
    ),
  ]
}

/** What is worth a look in a column, most severe first. */
export function columnNotes(facts: Facts, figures: Figures, identifier: boolean, read: readonly Note[]): Note[] {
  const notes = [
    ...missingNotes(facts),
    ...signNotes(facts),
    ...notNumberNotes(figures.notNumbers),
    ...textNotes(facts),
    ...placeholderNotes(figures.placeholders, facts.personal !== undefined),
    ...varietyNotes(facts, identifier),
    ...patternNotes(
      facts,
      figures.placeholders.reduce((sum, { count }) => sum + count, 0),
    ),
    ...read,
    ...tailNotes(facts),
    ...personalNotes(facts),
  ]
  const rank = { error: 0, warning: 1, note: 2 }
  return notes
    .map((item, i) => ({ item, i }))
    .sort((a, b) => rank[a.item.severity] - rank[b.item.severity] || a.i - b.i)
    .map(({ item }) => item)
}

/** What is worth a look in the table as a whole. */
export function tableNotes(rows: number, columns: number, duplicates: number | null): Note[] {
  if (columns === 0) return [note('no-columns', 'warning', 'the table has no columns', '该表没有列')]
  if (rows === 0) return [note('no-rows', 'warning', 'the table has no rows', '该表没有行')]
  if (duplicates === null || duplicates === 0) return []
  const share = formatShare(duplicates / rows)
  const en = `${have(duplicates, 'row repeats', 'rows repeat')} an earlier row in every column (${share})`
  return [note('duplicates', 'warning', en, `${n(duplicates, 'zh-CN')} 行与之前的行完全重复（${share}）`, duplicates)]
}
