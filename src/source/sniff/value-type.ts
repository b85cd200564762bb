/** What a column of text may be read as, narrowest first. */
export type TextType = 'boolean' | 'integer' | 'number' | 'date' | 'timestamp' | 'timestamptz' | 'text'

const dateLike = '\\d{4}(?:-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})'
const clock = '[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?'
const patterns = {
  integer: /^(?:0|-?[1-9]\d{0,15})$/,
  number: /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/,
  boolean: /^(?:true|false)$/i,
  date: new RegExp(`^${dateLike}$`),
  timestamp: new RegExp(`^${dateLike}(?:${clock})?$`),
  timestamptz: new RegExp(`^${dateLike}${clock} ?(?:Z|[+-]\\d{2}(?::?\\d{2})?)$`),
}

function realDay(value: string): boolean {
  const [year, month, day] = value.split(/[-/ T]/, 3).map(Number) as [number, number, number]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function realClock(value: string): boolean {
  const parts = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(value)
  return parts === null || (Number(parts[1]) < 24 && Number(parts[2]) < 60 && Number(parts[3] ?? 0) < 60)
}

/** Whether a text that is not blank reads as a type without losing anything: no leading zeros, no digits beyond 2^53 - 1, a day that exists. */
export function fits(type: TextType, text: string): boolean {
  const value = text.trim()
  switch (type) {
    case 'text':
      return true
    case 'boolean':
      return patterns.boolean.test(value)
    case 'integer':
      return patterns.integer.test(value) && Number.isSafeInteger(Number(value))
    case 'number':
      return patterns.number.test(value) && Number.isFinite(Number(value)) && (/[.eE]/.test(value) || Number.isSafeInteger(Number(value)))
    default:
      return patterns[type].test(value) && realDay(value) && realClock(value.slice(8))
  }
}

const order: readonly TextType[] = ['boolean', 'integer', 'number', 'date', 'timestamp', 'timestamptz']

/** The narrowest type that all values of a column fit; null when every value is missing or blank. */
export function typeOfValues(values: Iterable<string | null>): TextType | null {
  let left = order
  let seen = false
  for (const value of values) {
    if (value === null || value.trim() === '') continue
    seen = true
    left = left.filter((type) => fits(type, value))
    if (left.length === 0) return 'text'
  }
  return seen ? left[0]! : null
}

/** The narrowest type that at least nine in ten of a text column's values fit, when there are enough of them to tell. */
export function nearlyType(values: readonly (string | null)[]): TextType | undefined {
  const present = values.filter((value): value is string => value !== null && value.trim() !== '')
  if (present.length < 20) return undefined
  return order.find((type) => present.filter((value) => fits(type, value)).length >= 0.9 * present.length)
}
