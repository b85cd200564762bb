import type { ColumnProfile } from '../../protocol/index.ts'
import { miniHistogram, miniStrip, miniTop } from '../chart/mini.ts'
import type { Draft } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatNumber, formatShare } from '../format.ts'
import { isTime, stepOf } from './captions.ts'

/** What a line of the list shows of a column's values. */
export function miniChart(column: ColumnProfile, dense: boolean, context: Context<object>): Draft | null {
  const { lang, words } = context
  const height = dense ? 20 : 34
  const { histogram, rowsPerValue, personal, top, count, booleans, name } = column
  const caption = (text: string) => (dense ? undefined : text)
  if (personal !== undefined || (histogram === undefined && top.length === 0)) {
    if (rowsPerValue === undefined) return null
    return miniHistogram(rowsPerValue, words.histogramOf(name, words.rowsPerValue), caption(words.rowsPerValue), height)
  }
  if (histogram !== undefined && column.distinct.value > 1) {
    return miniHistogram(histogram, words.histogramOf(name, stepOf(histogram, isTime(column), words, lang)), undefined, height)
  }
  if (booleans !== undefined && count > 0) {
    const share = booleans.true / count
    return miniStrip([share], words.topValues(name), caption(`${words.true} ${formatShare(share, lang)}`), height)
  }
  const first = top[0]
  if (first === undefined || count === 0) return null
  const shares = top.map((value) => value.count / count)
  const value = typeof first.value === 'number' ? formatNumber(first.value, lang) : String(first.value)
  const text = `${value.length > 17 ? `${value.slice(0, 16).trimEnd()}…` : value} ${formatShare(shares[0]!, lang)}`
  if (shares[0]! >= 0.4) return miniStrip(shares, words.topValues(name), caption(text), height)
  return miniTop(
    top.map((one) => one.count),
    words.topValues(name),
    caption(text),
    height,
  )
}
