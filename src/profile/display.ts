import type { ColumnProfile, HistogramView, Lang, MimeBundle, Note, NumberStatistics, ProfileView, Severity } from '../protocol/index.ts'
import { mime } from '../protocol/index.ts'
import { formatCount, formatNumber, formatShare, type Html, html, staticTables, textTable } from '../util/index.ts'
import { barSvg, barText, shareSvg } from './bars.ts'
import { headline, shownOf } from './captions.ts'

/** Largest payload, in characters of JSON. */
const largest = 200_000

const severities: Readonly<Record<Lang, Readonly<Record<Severity, string>>>> = {
  en: { error: 'error', warning: 'warning', note: 'note' },
  'zh-CN': { error: '错误', warning: '警告', note: '提示' },
}

const words = {
  en: {
    column: 'Column',
    type: 'Type',
    values: 'Values',
    missing: 'Missing',
    distinct: 'Distinct',
    look: 'Worth a look',
    personal: 'personal',
    numbers: 'Numbers',
  },
  'zh-CN': {
    column: '列',
    type: '类型',
    values: '取值',
    missing: '缺失',
    distinct: '不同值',
    look: '值得一看',
    personal: '个人数据',
    numbers: '数值',
  },
} as const

/** The most severe remark in a line; that a column is personal goes last, as one word. */
export function lookOf({ notes, personal }: ColumnProfile, lang: Lang): string {
  const first = notes.find((note) => note.code !== 'personal')
  const [colon, between] = lang === 'en' ? [': ', '; '] : ['：', '；']
  const parts = first === undefined ? [] : [`${severities[lang][first.severity]}${colon}${first.text[lang]}`]
  if (personal !== undefined) parts.push(words[lang].personal)
  return parts.join(between)
}

const share = ({ missing, count }: ColumnProfile, lang: Lang) => formatShare(missing === 0 ? 0 : missing / (missing + count), lang)
const distinct = (column: ColumnProfile, lang: Lang) => (column.distinct.exact ? '' : '≈ ') + formatCount(column.distinct.value, lang)
const tableLine = (note: Note, lang: Lang) => `${severities[lang][note.severity]}${lang === 'en' ? ': ' : '：'}${note.text[lang]}`

function cellHtml(column: ColumnProfile, lang: Lang): Html {
  const shown = shownOf(column, lang)
  if (shown.kind === 'histogram')
    return html`${barSvg(shown.histogram, lang === 'en' ? `histogram: ${shown.caption}` : `直方图：${shown.caption}`)}<br><small>${shown.caption}</small>`
  if (shown.kind === 'value') return html`${shown.value.slice(0, 60)} <small>${shown.share}</small>`
  return html``
}

/** The profile as a table that reads well without any style or script. */
export function profileHtml(view: ProfileView, lang: Lang = 'en'): string {
  const w = words[lang]
  const rows = view.columns.map((column) => {
    const missing = share(column, lang)
    const bar =
      column.missing === 0
        ? null
        : shareSvg(column.missing / (column.missing + column.count), lang === 'en' ? `missing ${missing}` : `缺失 ${missing}`)
    return html`<tr><th scope="row" align="left">${column.name}</th><td>${column.type}</td><td>${cellHtml(column, lang)}</td><td align="right">${missing}</td><td>${bar}</td><td align="right">${distinct(column, lang)}</td><td>${lookOf(column, lang)}</td></tr>\n`
  })
  const notes = view.notes.length === 0 ? null : html`<ul>${view.notes.map((note) => html`<li>${tableLine(note, lang)}</li>`)}</ul>`
  return String(
    html`<table><caption>${headline(view, lang)}</caption>
<thead><tr><th scope="col">${w.column}</th><th scope="col">${w.type}</th><th scope="col">${w.values}</th><th scope="col" align="right">${w.missing}</th><th scope="col"></th><th scope="col" align="right">${w.distinct}</th><th scope="col">${w.look}</th></tr></thead><tbody>
${rows}</tbody></table>${notes}`,
  )
}

function cellText(column: ColumnProfile, lang: Lang): string {
  const shown = shownOf(column, lang)
  if (shown.kind === 'histogram') return barText(shown.histogram)
  if (shown.kind === 'nothing') return ''
  return `${shown.value.length > 32 ? `${shown.value.slice(0, 31).trimEnd()}…` : shown.value} ${shown.share}`.trimEnd()
}

/** The profile as text: a line a column, then the figures of numbers. */
export function profileText(view: ProfileView, lang: Lang = 'en'): string {
  const w = words[lang]
  const head = (word: string) => [lang === 'en' ? word.toLowerCase() : word]
  const table = textTable(
    [
      { head: head(w.column), width: 30 },
      { head: head(w.type) },
      { head: head(w.values), width: 44 },
      { head: head(w.missing), align: 'right' },
      { head: head(w.distinct), align: 'right' },
      { head: head(w.look), width: 90 },
    ],
    view.columns.map((column) => [
      column.name,
      column.type,
      cellText(column, lang),
      share(column, lang),
      distinct(column, lang),
      lookOf(column, lang),
    ]),
  )
  const numeric = view.columns.filter((column) => column.numbers !== undefined)
  const figure = (value: number) => formatNumber(value, lang)
  const numbers = textTable(
    [
      { head: [w.numbers], width: 30 },
      ...(lang === 'en'
        ? ['min', '25%', 'median', '75%', '99%', 'max', 'mean']
        : ['最小', '25%', '中位数', '75%', '99%', '最大', '均值']
      ).map((name) => ({ head: [name], align: 'right' as const })),
    ],
    numeric.map(({ name, numbers }) => {
      const { min, max, mean, quantiles: q } = numbers!
      return [name, ...[min, q['0.25']!, q['0.5']!, q['0.75']!, q['0.99']!, max, mean].map(figure)]
    }),
  )
  const parts = [headline(view, lang), ...view.notes.map((note) => tableLine(note, lang)), '', view.columns.length === 0 ? '' : table]
  if (numeric.length > 0) parts.push('', numbers)
  return parts.join('\n').trimEnd()
}

const cell = (text: string) =>
  text
    .replace(/[\\|`*_[\]]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\s+/g, ' ')

/** The profile as a Markdown table. */
export function profileMarkdown(view: ProfileView, lang: Lang = 'en'): string {
  const w = words[lang]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `**${cell(headline(view, lang))}**`,
    '',
    ...view.notes.flatMap((note) => [`- ${cell(tableLine(note, lang))}`]),
    ...(view.notes.length > 0 ? [''] : []),
    line([w.column, w.type, w.values, w.missing, w.distinct, w.look]),
    '|---|---|---|---:|---:|---|',
    ...view.columns.map((column) =>
      line([column.name, column.type, cellText(column, lang), share(column, lang), distinct(column, lang), lookOf(column, lang)].map(cell)),
    ),
  ].join('\n')
}

/** The histogram with neighbouring bins joined, so that at most `most` are left. */
function coarser(histogram: HistogramView | undefined, most: number): HistogramView | undefined {
  if (histogram === undefined || histogram.bins.length <= most) return histogram
  const step = Math.ceil(histogram.bins.length / most)
  const bins = Array.from({ length: Math.ceil(histogram.bins.length / step) }, (_, i) => {
    const joined = histogram.bins.slice(i * step, (i + 1) * step)
    return { from: joined[0]!.from, to: joined.at(-1)!.to, count: joined.reduce((sum, bin) => sum + bin.count, 0) }
  })
  return { ...histogram, bins }
}

function thinner(column: ColumnProfile, bins: number, values: number, notes: number): ColumnProfile {
  const { histogram, rowsPerValue, text } = column
  return {
    ...column,
    ...(histogram === undefined ? {} : { histogram: coarser(histogram, bins)! }),
    ...(rowsPerValue === undefined ? {} : { rowsPerValue: coarser(rowsPerValue, bins)! }),
    ...(text === undefined ? {} : { text: { ...text, patterns: text.patterns.slice(0, values) } }),
    top: column.top.slice(0, values),
    notes: column.notes.slice(0, notes),
  }
}

const brief = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)))

/** Derived figures to six digits; counts and extremes as they are. */
function rounded(numbers: NumberStatistics): NumberStatistics {
  const { mean, std, skewness, kurtosis, quantiles } = numbers
  const short = Object.fromEntries(Object.entries(quantiles).map(([p, q]) => [p, brief(q)!]))
  return { ...numbers, mean: brief(mean)!, std: brief(std), skewness: brief(skewness), kurtosis: brief(kurtosis), quantiles: short }
}

/** How much a payload keeps of each column. */
interface Detail {
  readonly bins: number
  readonly values: number
  readonly notes: number
  readonly rounded: boolean
}

const details: readonly Detail[] = [
  { bins: 20, values: 5, notes: 9, rounded: false },
  { bins: 12, values: 3, notes: 3, rounded: false },
  { bins: 8, values: 1, notes: 2, rounded: true },
  { bins: 6, values: 0, notes: 1, rounded: true },
  { bins: 0, values: 0, notes: 1, rounded: true },
  { bins: 0, values: 0, notes: 0, rounded: true },
]

function reduced(column: ColumnProfile, detail: Detail): ColumnProfile {
  const thin = thinner(column, Math.max(1, detail.bins), detail.values, detail.notes)
  const numbers = thin.numbers !== undefined && detail.rounded ? { numbers: rounded(thin.numbers) } : {}
  if (detail.bins > 0) return { ...thin, ...numbers }
  const { histogram: _, rowsPerValue: __, ...rest } = thin
  return { ...rest, ...numbers }
}

/** The profile as plain data of at most 200 kB: of wide tables with coarser histograms, fewer values, and at last figures of six digits. */
export function profilePayload(view: ProfileView): ProfileView {
  const { kind, version, name, rows, exact, sampled, duplicates, period, notes, made } = view
  const rest = { ...(sampled === undefined ? {} : { sampled }), duplicates, ...(period === undefined ? {} : { period }) }
  const full: ProfileView = { kind, version, name, rows, exact, ...rest, columns: view.columns, notes, made }
  let payload = full
  for (const detail of details) {
    if (JSON.stringify(payload).length <= largest) return payload
    payload = { ...full, columns: view.columns.map((column) => reduced(column, detail)) }
  }
  return payload
}

/** Every form that a profile shows itself in. */
export function profileBundle(view: ProfileView): MimeBundle {
  return {
    [mime.profile]: profilePayload(view),
    'text/html': staticTables(profileHtml(view)),
    'text/markdown': profileMarkdown(view),
    'text/plain': profileText(view),
  }
}
