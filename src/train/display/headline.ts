import type { Lang, TrainingView } from '../../protocol/index.ts'
import { formatCount, formatSeconds } from '../../util/index.ts'

/** What is trained, in one line: `next-close: 64 relu - 64 relu - 1, Adam, MSE, seed 42`. */
export function networkLine({ name, model }: TrainingView, lang: Lang): string {
  const [colon, comma, seed] = lang === 'en' ? [': ', ', ', 'seed '] : ['：', '，', '随机种子 ']
  return `${name}${colon}${[model.layers.join(' - '), model.optimizer, model.loss, `${seed}${model.seed}`].join(comma)}`
}

/** How far it is, or how it ended, in one line. */
export function stateLine(view: TrainingView, lang: Lang): string {
  const { state, best } = view
  const [epoch, epochs] = [formatCount(view.epoch, lang), formatCount(view.epochs, lang)]
  const seconds = formatSeconds(view.seconds, lang)
  const kept = best === null ? '' : formatCount(best.epoch, lang)
  if (lang === 'zh-CN') {
    const what = state === 'running' ? '正在训练' : state === 'stopped' ? '已停止' : '已完成'
    return `${what}：第 ${epoch} 轮，共 ${epochs} 轮，用时 ${seconds}${kept === '' ? '' : `；保留第 ${kept} 轮的权重`}`
  }
  const what = state === 'running' ? 'running, at' : state === 'stopped' ? 'stopped at' : 'finished at'
  return `${what} epoch ${epoch} of ${epochs} after ${seconds}${kept === '' ? '' : `; weights of epoch ${kept} kept`}`
}

/** What computed, how fast, and why it was chosen. */
export function backendLine({ backend, rate }: TrainingView, lang: Lang): string {
  const micros = rate > 0 ? (1e6 / rate).toFixed(0) : undefined
  return lang === 'en'
    ? `${backend.name} (${micros === undefined ? '' : `${micros} µs a row; `}${backend.why.en})`
    : `${backend.name}（${micros === undefined ? '' : `每行 ${micros} 微秒；`}${backend.why['zh-CN']}）`
}
