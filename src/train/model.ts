import { displaySymbol, type EvaluationView, type MimeBundle } from '../protocol/index.ts'
import type { AnyRow, Simplify, Table } from '../table/index.ts'
import { type Task, task, writeWhole } from '../util/index.ts'
import type { Fitted } from './fitted.ts'
import { modelText } from './model-file.ts'
import { predict } from './predict.ts'
import { Training } from './training.ts'

/**
 * A trained model: predicts a column from others.
 *
 * `R` is the row of its training table. It shows itself in a notebook as its training, with its newest evaluation.
 */
export class Model<R extends object = AnyRow> {
  readonly kind = 'model' as const
  readonly version = 1 as const
  /** The row type it was trained on; never set. */
  declare readonly row?: R
  /** What predictions need: weights and scales. */
  readonly fitted: Fitted
  #training: Training

  constructor(fitted: Fitted, training: Training) {
    this.fitted = fitted
    this.#training = training
  }

  get name(): string {
    return this.#training.view.name
  }

  /** The column it predicts. */
  get target(): string {
    return this.fitted.target
  }

  /** The columns it predicts from. */
  get features(): readonly string[] {
    return this.fitted.features
  }

  /** How it was trained. */
  get training(): Training {
    return this.#training
  }

  /**
   * A table with the predictions as one more column, in units of the target; lazy but for the predictions. Rows that lack a feature get null.
   *
   * @param options.as the name of the column, `prediction` by default
   * @throws RangeError when the table lacks a feature, or has a column of the new one's name
   */
  predict<S extends object>(table: Table<S, string>): Task<Table<Simplify<S & { prediction: number | null }>>>
  predict<S extends object, const C extends string>(
    table: Table<S, string>,
    options: { readonly as: C },
  ): Task<Table<Simplify<S & { [K in C]: number | null }>>>
  predict(table: Table<AnyRow, string>, options: { readonly as?: string } = {}): Task<Table<AnyRow>> {
    return predict(this.fitted, table, options.as ?? 'prediction')
  }

  /** Writes the model to one JSON file, whole or not at all; `loadModel` reads it. */
  save(path: string): Task<void> {
    return task(() => writeWhole(path, modelText(this.fitted, this.#training.view)))
  }

  /** Makes an evaluation part of how the model shows itself. */
  remember(evaluation: EvaluationView): void {
    this.#training = new Training({ ...this.#training.view, evaluation })
  }

  [displaySymbol](): MimeBundle {
    return this.#training[displaySymbol]()
  }
}
