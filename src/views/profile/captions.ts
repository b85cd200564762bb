import type { ColumnProfile, HistogramView, Lang } from '../../protocol/index.ts'
import { formatStepped } from '../format.ts'
import type { Words } from '../words/index.ts'

const hour = 3_600_000
const day = 24 * hour

/** How wide the bins of time are, in words. */
function timeStep(width: number, words: Words): string {
  const by = words.binsBy
  if (width < 60_000) return by.second
  if (width < hour) return by.minute
  if (width < day) return by.hour
  if (width < 6 * day) return by.day
  if (width < 27 * day) return by.week
  if (width < 80 * day) return by.month
  return width < 300 * day ? by.quarter : by.year
}

/** Whether a column's histogram is one of time. */
export const isTime = ({ type }: ColumnProfile): boolean => type === 'date' || type === 'timestamp'

/** How wide the bins of a histogram are. */
export function stepOf(histogram: HistogramView, time: boolean, words: Words, lang: Lang): string {
  const bin = histogram.bins[0]
  if (bin === undefined) return ''
  const width = bin.to - bin.from
  return time ? timeStep(width, words) : words.binsOf(formatStepped(width, width, lang))
}

/** The share of a column's rows that are missing. */
export const missingOf = ({ missing, count }: ColumnProfile): number => (missing === 0 ? 0 : missing / (missing + count))
