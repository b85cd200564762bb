export { type EvaluateOptions, evaluate } from './evaluate.ts'
export { Evaluation } from './evaluation.ts'
export { isBetter, type RegressionMetrics, regressionMetrics } from './metrics.ts'
export type { VerdictMetric } from './verdict.ts'
