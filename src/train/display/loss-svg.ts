import type { Lang, TrainingView } from '../../protocol/index.ts'
import { formatCount, formatNumber, type Html, html } from '../../util/index.ts'
import { words } from './words.ts'

const [width, height, left, right, top, bottom] = [560, 170, 44, 450, 8, 148]
const [grey, blue] = ['#7f8b98', '#3d84cc']

/** Losses by epoch on a log scale, labels at line ends, the kept epoch marked. Readable on light and dark. */
export function lossSvg({ loss, best, epochs, epoch, state }: TrainingView, lang: Lang): Html {
  const parts = (['train', 'validation'] as const).flatMap((part) => (loss[part] === undefined ? [] : [{ part, values: loss[part] }]))
  const all = parts.flatMap(({ values }) => values.filter((value) => value > 0))
  if (all.length === 0) return html``
  const [low, high] = decades(all)
  const last = Math.max(1, state === 'running' ? epochs : epoch)
  const x = (e: number) => (left + ((right - left) * (e - 1)) / Math.max(1, last - 1)).toFixed(1)
  const y = (value: number) => {
    const place = (Math.log10(Math.max(value, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
    return (bottom - (bottom - top) * place).toFixed(1)
  }
  const grid = ticks(low, high).map((tick) => {
    const at = y(tick)
    return html`<line x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="${grey}" stroke-opacity=".4"/><text x="${left - 6}" y="${Number(at) + 4}" font-size="11" text-anchor="end" fill="${grey}">${tick}</text>`
  })
  const ends = spread(parts.map(({ values }) => Number(y(values.at(-1)!))))
  const lines = parts.map(({ part, values }, i) => {
    const color = part === 'validation' || parts.length === 1 ? blue : grey
    const points = values.map((value, j) => `${x(loss.epochs[j]!)},${y(value)}`).join(' ')
    return html`<polyline fill="none" stroke="${color}" stroke-width="1.5" points="${points}"/><text x="${right + 6}" y="${ends[i]! + 4}" font-size="11" fill="${color}">${words[part][lang]} ${formatNumber(values.at(-1)!, lang, 3)}</text>`
  })
  const mark =
    best === null
      ? null
      : html`<line x1="${x(best.epoch)}" x2="${x(best.epoch)}" y1="${top}" y2="${bottom}" stroke="${grey}" stroke-dasharray="2 2"/><text x="${x(best.epoch)}" y="${height - 6}" font-size="11" text-anchor="middle" fill="${grey}">${lang === 'en' ? `best: epoch ${formatCount(best.epoch)}` : `最佳：第 ${formatCount(best.epoch, lang)} 轮`}</text>`
  const label =
    best === null
      ? words.train[lang]
      : lang === 'en'
        ? `loss by epoch, log scale; lowest ${formatNumber(best.loss)} at epoch ${best.epoch}`
        : `各轮损失，对数刻度；第 ${best.epoch} 轮最低，为 ${formatNumber(best.loss, lang)}`
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${grid}${lines}${mark}</svg>`
}

/** The powers of ten around values. */
function decades(values: readonly number[]): [number, number] {
  const low = 10 ** Math.floor(Math.log10(values.reduce((a, b) => Math.min(a, b))))
  const high = 10 ** Math.ceil(Math.log10(values.reduce((a, b) => Math.max(a, b))))
  return [low, high > low ? high : low * 10]
}

function ticks(low: number, high: number): number[] {
  const count = Math.round(Math.log10(high / low))
  const step = Math.ceil(count / 4)
  return Array.from({ length: Math.floor(count / step) + 1 }, (_, i) => Number((low * 10 ** (i * step)).toPrecision(1)))
}

/** Heights of two labels, at least a line apart. */
function spread(heights: readonly number[]): number[] {
  const [a, b] = heights
  if (a === undefined || b === undefined || Math.abs(a - b) >= 12) return [...heights]
  const middle = (a + b) / 2
  return a <= b ? [middle - 6, middle + 6] : [middle + 6, middle - 6]
}
