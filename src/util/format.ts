import type { Lang, Text } from '../protocol/index.ts'

const locales: Record<Lang, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' }
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options)
  const found = formatters.get(key) ?? new Intl.NumberFormat(locales[lang], options)
  formatters.set(key, found)
  return found
}

const minus = (text: string) => text.replace('-', '−')

/** A count: `37,030`. */
export function formatCount(value: number, lang: Lang = 'en'): string {
  return minus(formatter(lang, { maximumFractionDigits: 0 }).format(value))
}

/** A number with as many digits as tell it apart: at most `digits` significant ones, two decimals from 1 up. */
export function formatNumber(value: number, lang: Lang = 'en', digits = 4): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? formatCount(value, lang) : minus(value.toPrecision(digits))
  const size = Math.abs(value)
  if (size >= 1) return minus(formatter(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value))
  if (size < 1e-6) return minus(value.toExponential(digits - 1))
  return minus(formatter(lang, { maximumSignificantDigits: digits }).format(value))
}

/** A share of 0 to 1: `21.9%`, `< 0.1%`, and `0` for none. */
export function formatShare(share: number, lang: Lang = 'en'): string {
  if (share === 0) return '0'
  if (share < 0.001) return '< 0.1%'
  if (share > 0.999 && share < 1) return '> 99.9%'
  return `${formatter(lang, { maximumFractionDigits: 1 }).format(share * 100)}%`
}

/** A score of 0 to 100 with one decimal; only a full score reads 100.0, and only none 0.0. */
export function formatScore(score: number): string {
  return (score >= 100 ? 100 : score <= 0 ? 0 : Math.min(99.9, Math.max(0.1, score))).toFixed(1)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day in prose, UTC: `31 May 2011`, `2011 年 5 月 31 日`. */
export function formatDay(time: number | Date, lang: Lang = 'en'): string {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return lang === 'en' ? `${day} ${months[month]} ${year}` : `${year} 年 ${month + 1} 月 ${day} 日`
}

/** A data value of time, UTC: `2010-12-01 08:26`, with seconds only when there are any; a day alone at midnight when `dateOnly`. */
export function formatTimestamp(time: number | Date, dateOnly = false): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return 'invalid date'
  const iso = date.toISOString()
  if (dateOnly) return iso.slice(0, 10)
  const clock = date.getUTCMilliseconds() > 0 ? iso.slice(11, 23) : date.getUTCSeconds() > 0 ? iso.slice(11, 19) : iso.slice(11, 16)
  return `${iso.slice(0, 10)} ${clock}`
}

/** A duration: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number, lang: Lang = 'en'): string {
  const [s, min] = lang === 'en' ? ['s', 'min'] : ['秒', '分']
  if (seconds < 10) return `${seconds.toFixed(1)} ${s}`
  if (seconds < 60) return `${Math.round(seconds)} ${s}`
  return `${Math.floor(seconds / 60)} ${min} ${Math.round(seconds % 60)} ${s}`
}

/** A text in both languages. */
export function text(en: string, zh: string): Text {
  return { en, 'zh-CN': zh }
}
