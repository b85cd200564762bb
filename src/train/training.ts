import { displaySymbol, type MimeBundle, type TrainingView } from '../protocol/index.ts'
import { trainingBundle } from './display/bundle.ts'

/** How a fit went: its curve, the epoch that was kept, what computed it, and how it compares once evaluated. Shows itself in a notebook. */
export class Training {
  readonly kind = 'training' as const
  readonly version = 1 as const
  /** The plain data: what is shown, saved and reported. */
  readonly view: TrainingView

  constructor(view: TrainingView) {
    this.view = view
  }

  toJSON(): TrainingView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return trainingBundle(this.view)
  }
}
