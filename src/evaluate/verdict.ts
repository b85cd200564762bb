import type { Metrics, Text } from '../protocol/index.ts'
import { formatNumber, formatShare, text } from '../util/index.ts'
import { isBetter } from './metrics.ts'

/** Metrics that a verdict can be based on, in words. */
const names = {
  mae: text('mean absolute error', '平均绝对误差'),
  rmse: text('root mean squared error', '均方根误差'),
  medae: text('median absolute error', '绝对误差中位数'),
} as const

export type VerdictMetric = keyof typeof names

/** The metrics that a verdict can be based on. */
export const verdictMetrics = Object.keys(names) as VerdictMetric[]

/** The model against the baseline, the verdict first. */
export function verdictOf(
  metric: VerdictMetric,
  model: Metrics,
  baseline: Metrics,
  name: Text,
): { readonly better: boolean; readonly verdict: Text } {
  const [a, b] = [model[metric]!, baseline[metric]!]
  const better = isBetter(metric, a, b)
  const { en, 'zh-CN': zh } = names[metric]
  const [ours, theirs] = distinct(a, b, 'en')
  const [ours2, theirs2] = distinct(a, b, 'zh-CN')
  if (!better) {
    return {
      better,
      verdict: text(
        `Not better than the baseline: the ${en} is ${ours}; ${name.en} has ${theirs}. Do not use this model for decisions.`,
        `未优于基线：${zh}为 ${ours2}，${spaced(name['zh-CN'])}为 ${theirs2}。请勿将该模型用于决策。`,
      ),
    }
  }
  const less = b > 0 ? (b - a) / b : 0
  return {
    better,
    verdict: text(
      `Better than the baseline: the ${en} is ${ours}; ${name.en} has ${theirs}, so it is ${formatShare(less)} less.`,
      `优于基线：${zh}为 ${ours2}，${spaced(name['zh-CN'])}为 ${theirs2}，低 ${formatShare(less, 'zh-CN')}。`,
    ),
  }
}

/** Two numbers with as many digits as tell them apart. */
function distinct(a: number, b: number, lang: 'en' | 'zh-CN'): [string, string] {
  const [x, y] = [formatNumber(a, lang), formatNumber(b, lang)]
  return x !== y || a === b ? [x, y] : [a.toPrecision(8), b.toPrecision(8)]
}

/** A name before a Chinese word: a space follows Latin letters and digits. */
function spaced(name: string): string {
  return /[\x21-\x7e]$/.test(name) ? `${name} ` : name
}
