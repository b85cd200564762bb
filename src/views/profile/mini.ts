import type { ColumnProfile } from '../../protocol/index.ts'
import { miniHistogram, miniStrip, miniTop, miniWidth } from '../chart/mini.ts'
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
  const share = formatShare(shares[0]!, lang)
  const text = `${fitted(value, miniWidth - 6 * share.length - 4)} ${share}`
  if (shares[0]! >= 0.4) return miniStrip(shares, words.topValues(name), caption(text), height)
  return miniTop(
    top.map((one) => one.count),
    words.topValues(name),
    caption(text),
    height,
  )
}

/** Text cut to about so many pixels of the smallest type; wide are capitals and Chinese characters. */
function fitted(text: string, room: number): string {
  let left = room
  const characters = [...text]
  for (const [i, character] of characters.entries()) {
    left -= /[\u2e80-\uffef]/.test(character) ? 10.2 : /[A-Z0-9MW@%]/.test(character) ? 7.2 : 5.8
    if (left < 0)
      return `${characters
        .slice(0, Math.max(1, i - 1))
        .join('')
        .trimEnd()}…`
  }
  return text
}
