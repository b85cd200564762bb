import type { EvaluationView, Lang, Metrics } from '../../protocol/index.ts'
import { formatNumber, formatShare } from '../../util/index.ts'

/** The metrics that tables show, in their order. */
export function shownMetrics({ metrics }: EvaluationView): string[] {
  return ['mae', 'rmse', 'medae', 'mape', 'r2'].filter((metric) => metrics[metric] !== undefined)
}

/** The lines of a comparison: the model, whose name is undefined, then the baseline. */
export function evaluationRows({ metrics, baseline }: EvaluationView): { readonly name?: string; readonly metrics: Metrics }[] {
  return [{ metrics }, ...(baseline === undefined ? [] : [{ name: baseline.name, metrics: baseline.metrics }])]
}

/** A figure as tables show it; empty when there is none. */
export function figure(metric: string, value: number | undefined, lang: Lang): string {
  if (value === undefined) return ''
  return metric === 'mape' ? formatShare(value, lang) : formatNumber(value, lang)
}
