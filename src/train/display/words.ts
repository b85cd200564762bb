import type { Lang, Severity } from '../../protocol/index.ts'
import { text } from '../../util/index.ts'

/** The words of training and evaluation outputs. */
export const words = {
  train: text('train', '训练'),
  validation: text('validation', '验证'),
  model: text('network', '网络'),
  seed: text('seed', '随机种子'),
  backend: text('backend', '计算后端'),
} as const

/** Names of metrics in tables. */
export const metricNames: Readonly<Record<string, ReturnType<typeof text>>> = {
  mae: text('mean abs.', '平均绝对误差'),
  rmse: text('RMSE', '均方根误差'),
  mse: text('MSE', '均方误差'),
  medae: text('median abs.', '绝对误差中位数'),
  max_error: text('largest', '最大误差'),
  mape: text('MAPE', '平均绝对百分比误差'),
  r2: text('R²', 'R²'),
  explained_variance: text('explained variance', '解释方差'),
}

export const severityWords: Readonly<Record<Severity, ReturnType<typeof text>>> = {
  error: text('error', '错误'),
  warning: text('warning', '警告'),
  note: text('note', '提示'),
}

/** `a: b` in a language. */
export function pair(a: string, b: string, lang: Lang): string {
  return lang === 'en' ? `${a}: ${b}` : `${a}：${b}`
}
