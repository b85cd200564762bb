import { displaySymbol, type EvaluationView, type Metrics, type MimeBundle, type Text } from '../protocol/index.ts'
import { evaluationBundle } from '../train/index.ts'

/** How well a model predicts rows it has not seen, and whether it beats a naive baseline there. Shows itself in a notebook. */
export class Evaluation {
  readonly kind = 'evaluation' as const
  readonly version = 1 as const
  /** The plain data: what is shown and reported. */
  readonly view: EvaluationView

  constructor(view: EvaluationView) {
    this.view = view
  }

  /** The model's figures: `mae rmse mse medae max_error mape r2 explained_variance`. */
  get metrics(): Metrics {
    return this.view.metrics
  }

  /** Whether the model beats the baseline; undefined without one. */
  get better(): boolean | undefined {
    return this.view.better
  }

  /** The verdict as a sentence; undefined without a baseline. */
  get verdict(): Text | undefined {
    return this.view.verdict
  }

  toJSON(): EvaluationView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return evaluationBundle(this.view)
  }
}
