import type { Text } from '../protocol/index.ts'
import { formatCount, formatTimestamp, text } from '../util/index.ts'
import type { RuleValue } from './rule.ts'

/** A column's name within a sentence: on one line, and not endless. */
export function columnName(name: string): string {
  const line = name.replace(/\s+/g, ' ')
  if (line.trim() === '') return JSON.stringify(name)
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** A limit within a sentence, never rounded. */
export function valueText(value: RuleValue): string {
  if (value instanceof Date) return formatTimestamp(value, true)
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? formatCount(value) : String(value).replace('-', '−')
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** Values as an enumeration: `1, 2 or 3`, `1、2 或 3`. */
export function enumeration(values: readonly string[], en: 'and' | 'or', limit = 6): Text {
  const shown = values.slice(0, limit)
  const more = values.length - shown.length
  if (more > 0) return text(`${shown.join(', ')} ${en} ${more} more`, `${shown.join('、')} 等 ${values.length} 个`)
  if (shown.length < 2) return text(shown[0] ?? '', shown[0] ?? '')
  const [head, last] = [shown.slice(0, -1), shown.at(-1)!]
  return text(`${head.join(', ')} ${en} ${last}`, `${head.join('、')}${en === 'or' ? ' 或 ' : ' 和 '}${last}`)
}

/** Column names as an enumeration. */
export function columnNames(columns: readonly string[]): Text {
  return enumeration(columns.map(columnName), 'and')
}
