import type { CellValue, ColumnProfile, DateStatistics, HistogramView, Lang } from '../protocol/index.ts'
import { formatCount, formatDay, formatNumber, formatShare } from '../util/index.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const hour = 3_600_000

/** What a column's cell of values shows: a histogram, the most frequent value, or one of many. */
export type Shown =
  | { readonly kind: 'histogram'; readonly histogram: HistogramView; readonly caption: string }
  | { readonly kind: 'value'; readonly value: string; readonly share: string }
  | { readonly kind: 'nothing' }

function monthOf(time: number, lang: Lang): string {
  const date = new Date(time)
  return lang === 'en'
    ? `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
    : `${date.getUTCFullYear()} 年 ${date.getUTCMonth() + 1} 月`
}

/** How wide a bin of time is, in words. */
export function timeStep(width: number, lang: Lang): string {
  const en = lang === 'en'
  const day = 24 * hour
  if (width < 60_000) return en ? `by ${width / 1000} s` : `每 ${width / 1000} 秒`
  if (width < hour) return en ? `by ${width / 60_000} min` : `每 ${width / 60_000} 分`
  if (width < day) return en ? (width === hour ? 'by hour' : `by ${width / hour} hours`) : `每 ${width / hour} 小时`
  if (width === day) return en ? 'by day' : '按日'
  if (width === 7 * day) return en ? 'by week' : '按周'
  const length = Math.round(width / (30.44 * day))
  if (length <= 1) return en ? 'by month' : '按月'
  if (length === 3) return en ? 'by quarter' : '按季'
  if (length === 12) return en ? 'by year' : '按年'
  return en ? `by ${Math.round(length / 12)} years` : `每 ${Math.round(length / 12)} 年`
}

function timeCaption({ bins, below, above }: HistogramView, dates: DateStatistics | undefined, lang: Lang): string {
  const first = bins[0]!
  const step = timeStep(first.to - first.from, lang)
  const start = Math.max(first.from, dates?.min ?? first.from)
  const end = Math.min(bins.at(-1)!.to - 1, dates?.max ?? Number.POSITIVE_INFINITY)
  const long = end - start > 90 * 24 * hour
  const [from, to] = long ? [monthOf(start, lang), monthOf(end, lang)] : [formatDay(start, lang), formatDay(end, lang)]
  const tails = below === undefined && above === undefined ? '' : lang === 'en' ? ', some outside' : '，另有范围外的值'
  const range = from === to ? from : lang === 'en' ? `${from} to ${to}` : `${from}至 ${to}`
  return lang === 'en' ? `${step}, ${range}${tails}` : `${step}，${range}${tails}`
}

function numberCaption({ bins, below, above }: HistogramView, lang: Lang): string {
  const [first, last] = [bins[0]!, bins.at(-1)!]
  const width = Number((first.to - first.from).toPrecision(6))
  const [from, to, step] = [first.from, last.to, width].map((value) => formatNumber(value, lang))
  if (lang === 'en') {
    const tails =
      below !== undefined && above !== undefined
        ? ', tails outside'
        : above !== undefined
          ? ', rest above'
          : below !== undefined
            ? ', rest below'
            : ''
    return `${from} to ${to} by ${step}${tails}`
  }
  const tails =
    below !== undefined && above !== undefined
      ? '，两端之外另计'
      : above !== undefined
        ? '，以上另计'
        : below !== undefined
          ? '，以下另计'
          : ''
  return `${from} 至 ${to}，每 ${step}${tails}`
}

function rowsCaption({ bins, above }: HistogramView, lang: Lang): string {
  const step = formatCount(bins[0]!.to - bins[0]!.from, lang)
  const limit = above === undefined ? '' : formatCount(above.limit, lang)
  if (lang === 'en') return `rows per value, by ${step}${limit === '' ? '' : `, rest from ${limit} up`}`
  return `每个值的行数，每 ${step}${limit === '' ? '' : `，${limit} 及以上另计`}`
}

/** What is shown of a column's values in one cell. */
export function shownOf(column: ColumnProfile, lang: Lang = 'en'): Shown {
  const { histogram, rowsPerValue, personal, numbers, text, top, count, distinct } = column
  if (personal !== undefined) {
    if (rowsPerValue === undefined) return { kind: 'nothing' }
    return { kind: 'histogram', histogram: rowsPerValue, caption: rowsCaption(rowsPerValue, lang) }
  }
  if (histogram !== undefined && (distinct.value > 1 || numbers === undefined)) {
    return {
      kind: 'histogram',
      histogram,
      caption: numbers === undefined ? timeCaption(histogram, column.dates, lang) : numberCaption(histogram, lang),
    }
  }
  const first = top[0]
  if (count === 0) return { kind: 'nothing' }
  const value = (of: CellValue) => (typeof of === 'number' ? formatNumber(of, lang) : String(of))
  if (first !== undefined && (first.count > 1 || distinct.value === 1))
    return { kind: 'value', value: value(first.value), share: formatShare(first.count / count, lang) }
  const example = first?.value ?? text?.patterns[0]?.example
  return example === undefined || example === null
    ? { kind: 'nothing' }
    : { kind: 'value', value: (lang === 'en' ? 'such as ' : '如 ') + value(example), share: '' }
}

/** The line above a profile: "online-retail: 209,029 rows × 8 columns, 1 Dec 2010 – 31 May 2011, all rows read". */
export function headline(
  view: {
    name: string
    rows: number
    columns: readonly unknown[]
    period?: { from: number; to: number }
    exact: boolean
    sampled?: number
  },
  lang: Lang = 'en',
): string {
  const { name, rows, columns, period, exact, sampled } = view
  const en = lang === 'en'
  const title = name === '' ? '' : en ? `${name}: ` : `${name}：`
  const size = en
    ? `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} × ${formatCount(columns.length)} ${columns.length === 1 ? 'column' : 'columns'}`
    : `${formatCount(rows, lang)} 行 × ${formatCount(columns.length, lang)} 列`
  const range =
    period === undefined
      ? []
      : [en ? `${formatDay(period.from)} – ${formatDay(period.to)}` : `${formatDay(period.from, lang)}至 ${formatDay(period.to, lang)}`]
  const read = exact
    ? en
      ? 'all rows read'
      : '已读全部行'
    : en
      ? `sample of ${formatCount(sampled ?? 0)} rows`
      : `抽样 ${formatCount(sampled ?? 0, lang)} 行`
  return title + [size, ...range, read].join(en ? ', ' : '，')
}
