import type { Lang } from '../../protocol/index.ts'
import { formatDay, formatMonth, formatTimestamp } from '../format.ts'
import { ticks } from './scale.ts'

const day = 86_400_000

/** Places on an axis of time, and what they are called. */
export function timeTicks(from: number, to: number, count: number, lang: Lang): { readonly at: number; readonly label: string }[] {
  const days = (to - from) / day
  if (days < 2) return ticks(from, to, count).map((at) => ({ at, label: formatTimestamp(at).slice(days < 1 ? 11 : 5) }))
  if (days < 60) {
    const every = Math.max(1, Math.ceil(days / count))
    const first = Math.ceil(from / day)
    const all = Array.from({ length: Math.floor(days / every) + 1 }, (_, i) => (first + i * every) * day)
    return all.filter((at) => at <= to).map((at) => ({ at, label: formatDay(at, lang).replace(/^\d+ 年 | \d{4}$/, '') }))
  }
  return months(from, to, Math.max(1, Math.ceil(days / 30.44 / (count * 1.4))), days < 3 * 366, lang)
}

/** The year is named once, and again where it changes. */
function shortMonth(at: number, first: boolean, lang: Lang): string {
  const whole = formatMonth(at, lang)
  return first || new Date(at).getUTCMonth() === 0 ? whole : whole.replace(/^\d+ 年 | \d{4}$/, '')
}

function months(
  from: number,
  to: number,
  every: number,
  withMonth: boolean,
  lang: Lang,
): { readonly at: number; readonly label: string }[] {
  const step = withMonth ? every : Math.max(12, Math.ceil(every / 12) * 12)
  const start = new Date(from)
  const found: { at: number; label: string }[] = []
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth()
  for (let month = Math.ceil(first / step) * step; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12)
    if (at > to) return found
    if (at >= from) found.push({ at, label: withMonth ? shortMonth(at, found.length === 0, lang) : String(Math.floor(month / 12)) })
  }
}
