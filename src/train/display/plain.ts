import type { EvaluationView, Lang, TrainingView } from '../../protocol/index.ts'
import { displayWidth, formatCount, formatNumber, formatSeconds, textTable } from '../../util/index.ts'
import { evaluationRows, figure, shownMetrics } from './evaluation.ts'
import { backendLine, networkLine, stateLine } from './headline.ts'
import { metricNames, pair, severityWords, words } from './words.ts'

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const heights = '▁▂▃▄▅▆▇█'

/** Widest a curve is, in characters. */
const width = 40

/** A training as text: one line while it runs, and all that matters after. */
export function trainingText(view: TrainingView, lang: Lang = 'en'): string {
  if (view.state === 'running') return progressLine(view, lang)
  const lines = [
    networkLine(view, lang),
    stateLine(view, lang),
    pair(words.backend[lang], backendLine(view, lang), lang),
    '',
    ...curves(view, lang),
  ]
  for (const note of view.notes) lines.push(pair(severityWords[note.severity][lang], note.text[lang], lang))
  if (view.evaluation !== undefined) lines.push('', evaluationText(view.evaluation, lang))
  return lines.join('\n')
}

/** `epoch 640 of 2,000  ████████▏    32%  train 0.018  validation 0.26  180,000 rows/s  4 s left` */
export function progressLine(view: TrainingView, lang: Lang = 'en'): string {
  const share = view.epochs === 0 ? 0 : view.epoch / view.epochs
  const [epoch, epochs] = [formatCount(view.epoch, lang), formatCount(view.epochs, lang)]
  const percent = `${Math.floor(share * 100)}%`.padStart(4)
  const parts = [lang === 'en' ? `epoch ${epoch} of ${epochs}` : `第 ${epoch} 轮，共 ${epochs} 轮`, bar(share, 24) + percent]
  for (const part of ['train', 'validation'] as const) {
    const last = view.loss[part]?.at(-1)
    if (last !== undefined) parts.push(`${words[part][lang]} ${formatNumber(last, lang, 2)}`)
  }
  const rate = formatCount(view.rate, lang)
  parts.push(lang === 'en' ? `${rate} rows/s` : `${rate} 行/秒`)
  if (view.secondsLeft !== undefined) {
    const left = formatSeconds(view.secondsLeft, lang)
    parts.push(lang === 'en' ? `${left} left` : `剩余 ${left}`)
  }
  return parts.join('  ')
}

function bar(share: number, cells: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, share)) * cells * 8)
  return ('█'.repeat(steps >> 3) + eighths[steps & 7]).padEnd(cells)
}

function curves({ loss, best }: TrainingView, lang: Lang): string[] {
  if (loss.epochs.length === 0) return []
  const parts = (['train', 'validation'] as const).flatMap((part) => (loss[part] === undefined ? [] : [[part, loss[part]] as const]))
  const all = parts.flatMap(([, values]) => values.filter((value) => value > 0))
  const [low, high] = [all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY), all.reduce((a, b) => Math.max(a, b), 0)]
  const [from, to] = [formatNumber(low, lang, 2), formatNumber(high, lang, 2)]
  const [first, last] = [formatCount(loss.epochs[0]!, lang), formatCount(loss.epochs.at(-1)!, lang)]
  const lines = [
    lang === 'en'
      ? `loss, log scale ${from} to ${to}, epochs ${first} to ${last}`
      : `损失，对数刻度 ${from} 至 ${to}，第 ${first} 至 ${last} 轮`,
  ]
  const label = Math.max(...parts.map(([part]) => displayWidth(words[part][lang])))
  const gap = (name: string) => name + ' '.repeat(label - displayWidth(name) + 2)
  for (const [part, values] of parts)
    lines.push(`${gap(words[part][lang])}${sparkline(values, low, high)}  ${formatNumber(values.at(-1)!, lang, 3)}`)
  if (best !== null) {
    const [epoch, value] = [formatCount(best.epoch, lang), formatNumber(best.loss, lang, 3)]
    lines.push(`${gap('')}${lang === 'en' ? `best: epoch ${epoch}, ${value}` : `最佳：第 ${epoch} 轮，${value}`}`)
  }
  return lines
}

/** A curve on a log scale, the median of each stretch as the height of a character. */
function sparkline(values: readonly number[], low: number, high: number): string {
  const cells = Math.min(width, values.length)
  const span = Math.log(high) - Math.log(low)
  let out = ''
  for (let i = 0; i < cells; i++) {
    const [from, to] = [Math.floor((i * values.length) / cells), Math.floor(((i + 1) * values.length) / cells)]
    const stretch = values.slice(from, Math.max(to, from + 1)).toSorted((a, b) => a - b)
    const middle = stretch[stretch.length >> 1]!
    const place = span > 0 && middle > 0 ? (Math.log(middle) - Math.log(low)) / span : 0
    out += heights[Math.round(place * (heights.length - 1))]
  }
  return out
}

/** An evaluation as text: the verdict, then the figures side by side. */
export function evaluationText(view: EvaluationView, lang: Lang = 'en'): string {
  const lines: string[] = []
  if (view.verdict !== undefined) lines.push(view.verdict[lang].replace(/^[^:：]+/, (verdict) => verdict.toUpperCase()))
  const rows = formatCount(view.rows, lang)
  const metrics = shownMetrics(view)
  const columns = [
    { head: [lang === 'en' ? `error on ${rows} rows, ${view.target}` : `${rows} 行上的误差，${view.target}`] },
    ...metrics.map((metric) => ({ head: [metricNames[metric]?.[lang] ?? metric], align: 'right' as const })),
  ]
  lines.push(
    textTable(
      columns,
      evaluationRows(view).map(({ name, metrics: figures }) => [
        name ?? words.model[lang],
        ...metrics.map((metric) => figure(metric, figures[metric], lang)),
      ]),
    ),
  )
  for (const note of view.notes ?? []) lines.push(pair(severityWords[note.severity][lang], note.text[lang], lang))
  return lines.join('\n')
}
