import type { Lang } from '../protocol/index.ts'

// Views run in browsers and take nothing of `util`, which is Node's. A test holds these against `util/format.ts`, value by value.

const locales: Record<Lang, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' }
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = lang + JSON.stringify(options)
  const found = formatters.get(key) ?? new Intl.NumberFormat(locales[lang], options)
  formatters.set(key, found)
  return found
}

// Payloads are JSON, which writes null for what is not a finite number.
const unknown = '–'
const isNumber = (value: unknown): value is number => typeof value === 'number'

const minus = (text: string) => text.replace('-', '−')

/** A count: `37,030`. */
export function formatCount(value: number, lang: Lang): string {
  return isNumber(value) ? minus(formatter(lang, { maximumFractionDigits: 0 }).format(value)) : unknown
}

/** A number with as many digits as tell it apart: at most four significant ones, two decimals from 1 up. */
export function formatNumber(value: number, lang: Lang, digits = 4): string {
  if (!isNumber(value)) return unknown
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? formatCount(value, lang) : minus(value.toPrecision(digits))
  const size = Math.abs(value)
  if (size >= 1) return minus(formatter(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value))
  if (size < 1e-6) return minus(value.toExponential(digits - 1))
  return minus(formatter(lang, { maximumSignificantDigits: digits }).format(value))
}

/** A number that is one of a row of even steps, such as the edge of a bin: as many decimals as the step needs, two for tenths. */
export function formatStepped(value: number, step: number, lang: Lang): string {
  const size = Number(Math.abs(step).toPrecision(6))
  if (!(size >= 1e-4 && Math.abs(value) < 1e12)) return formatNumber(value, lang)
  const digits = (/\.(\d+)$/.exec(String(size))?.[1] ?? '').length
  const decimals = digits === 1 ? 2 : Math.min(digits, 6)
  return minus(formatter(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value === 0 ? 0 : value))
}

/** A share of 0 to 1: `21.9%`, `< 0.1%`, and `0` for none. */
export function formatShare(share: number, lang: Lang): string {
  if (share === 0) return '0'
  if (share < 0.001) return '< 0.1%'
  if (share > 0.999 && share < 1) return '> 99.9%'
  return `${formatter(lang, { maximumFractionDigits: 1 }).format(share * 100)}%`
}

/** A share with two significant digits below 1%: rules are compared with limits of that size. */
export function formatFineShare(share: number, lang: Lang): string {
  if (share === 0 || share >= 0.01) return formatShare(share, lang)
  const percent = Number((share * 100).toPrecision(2))
  return percent < 0.001 ? '< 0.001%' : `${percent}%`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day in prose, UTC: `31 May 2011`, `2011 年 5 月 31 日`. */
export function formatDay(time: number, lang: Lang): string {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return lang === 'en' ? `${day} ${months[month]} ${year}` : `${year} 年 ${month + 1} 月 ${day} 日`
}

/** A month: `May 2011`, `2011 年 5 月`. */
export function formatMonth(time: number, lang: Lang): string {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return lang === 'en' ? `${months[month]} ${year}` : `${year} 年 ${month + 1} 月`
}

/** A data value of time, UTC: `2010-12-01 08:26`. */
export function formatTimestamp(time: number): string {
  const iso = new Date(time).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** A duration: `0.4 s`, `12 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number, lang: Lang): string {
  const [s, min] = lang === 'en' ? ['s', 'min'] : ['秒', '分']
  if (seconds < 10) return `${seconds.toFixed(1)} ${s}`
  if (seconds < 60) return `${Math.round(seconds)} ${s}`
  return `${Math.floor(seconds / 60)} ${min} ${Math.round(seconds % 60)} ${s}`
}

/** A time still to wait, in whole seconds: `4 s`. */
export function formatWait(seconds: number, lang: Lang): string {
  const whole = Math.max(1, Math.round(seconds))
  return whole < 10 ? `${whole} ${lang === 'en' ? 's' : '秒'}` : formatSeconds(whole, lang)
}

/** Score to one decimal, never rounded up to 100. */
export function formatScore(score: number): string {
  return score < 100 && score > 99.95 ? '99.9' : score.toFixed(1)
}

/** Figures that stand in one column: two decimals for each, or as many as the smallest needs for four digits. */
export function formatAlike(values: readonly number[], lang: Lang): string[] {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size))
  const smallest = Math.min(...sizes)
  if (sizes.length === 0 || smallest < 1e-4 || Math.max(...sizes) >= 1e7) return values.map((value) => formatFigure(value, lang))
  const decimals = smallest >= 1 ? 2 : Math.min(6, 3 - Math.floor(Math.log10(smallest)))
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return values.map((value) => (Number.isFinite(value) ? minus(formatter(lang, options).format(value)) : formatNumber(value, lang)))
}

/** A statistic that is compared with others, such as a loss: three significant digits. */
export function formatFigure(value: number, lang: Lang): string {
  if (!Number.isFinite(value)) return formatNumber(value, lang)
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return minus(value.toExponential(2))
  return minus(formatter(lang, { maximumSignificantDigits: size >= 100 ? 5 : 3 }).format(value))
}
