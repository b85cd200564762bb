import type { Text } from '../protocol/index.ts'
import { text } from '../util/index.ts'

const units = {
  minute: { ms: 60_000, en: 'minute', zh: '分钟', iso: 'min' },
  hour: { ms: 3_600_000, en: 'hour', zh: '小时', iso: 'h' },
  day: { ms: 86_400_000, en: 'day', zh: '天', iso: 'd' },
  week: { ms: 604_800_000, en: 'week', zh: '周', iso: 'wk' },
} as const

export type DurationUnit = keyof typeof units

/** A length of time, as `2 days`. */
export type DurationText = `${number} ${DurationUnit}` | `${number} ${DurationUnit}s`

/** A length of time. */
export interface Duration {
  readonly amount: number
  readonly unit: DurationUnit
}

/** Reads `2 days`, `90 minutes`, `1 week`. */
export function parseDuration(value: string): Duration {
  const match = /^\s*(\d+(?:\.\d+)?)\s+(minute|hour|day|week)s?\s*$/.exec(value)
  const amount = Number(match?.[1])
  if (match === null || !(amount > 0)) {
    throw new RangeError(
      `Cannot read the length of time ${JSON.stringify(value)}: write a number and minutes, hours, days or weeks, such as "2 days"`,
    )
  }
  return { amount, unit: match[2] as DurationUnit }
}

/** A length of time in milliseconds. */
export function durationMs({ amount, unit }: Duration): number {
  return amount * units[unit].ms
}

/** A length of time in words. */
export function durationText({ amount, unit }: Duration): Text {
  return text(`${amount} ${units[unit].en}${amount === 1 ? '' : 's'}`, `${amount} ${units[unit].zh}`)
}

/** Milliseconds in the largest unit that gives at least one of it. */
export function agoText(ms: number): Text {
  const unit = ms >= units.day.ms ? 'day' : ms >= units.hour.ms ? 'hour' : 'minute'
  const size = units[unit].ms
  const exact = ms / size
  const amount = exact >= 10 ? Math.floor(exact) : Math.floor(exact * 10) / 10
  return durationText({ amount, unit })
}

const symbols: Record<string, DurationUnit> = {
  min: 'minute',
  minute: 'minute',
  minutes: 'minute',
  h: 'hour',
  hr: 'hour',
  hour: 'hour',
  hours: 'hour',
  d: 'day',
  day: 'day',
  days: 'day',
  wk: 'week',
  week: 'week',
  weeks: 'week',
}

/** The unit of a symbol as ODCS files write it; undefined for months and years, whose length varies. */
export function unitOf(symbol: string): DurationUnit | undefined {
  return Object.hasOwn(symbols, symbol.toLowerCase()) ? symbols[symbol.toLowerCase()] : undefined
}

/** The symbol of a unit as ODCS files write it. */
export function unitSymbol(unit: DurationUnit): string {
  return units[unit].iso
}
