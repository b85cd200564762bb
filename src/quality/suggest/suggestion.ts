import { displaySymbol, type Made, type MimeBundle, type SuggestedRuleView, type SuggestionView } from '../../protocol/index.ts'
import { Contract, type ContractColumn, type ContractOptions } from '../contract.ts'
import type { Rule } from '../rule.ts'
import { suggestionBundle } from './display.ts'

/** A rule that the data suggests: what it says, why, how certain it is, and the rule itself. */
export interface SuggestedRule extends SuggestedRuleView {
  readonly definition: Rule
}

/** Which of the suggested rules a contract takes. */
export interface AcceptOptions extends ContractOptions {
  /** The contract's name; the table's when not given. */
  readonly name?: string
  /** Lowest confidence of the rules taken; 0.9 when not given. */
  readonly confidence?: number
  /** Only rules for which this holds, besides. */
  readonly accept?: (rule: SuggestedRule) => boolean
}

interface Parts {
  readonly name: string
  readonly rows: number
  readonly rules: readonly SuggestedRule[]
  readonly columns: readonly ContractColumn[]
  readonly made: Made
}

/** A contract that the data suggests: look at the rules, and take those that are meant. */
export class Suggestion<R extends object> {
  readonly kind = 'suggestion'
  /** The rules, in the order of the columns; rules on the table come last. */
  readonly rules: readonly SuggestedRule[]
  readonly #parts: Parts

  /** Made by `suggest`. */
  constructor(parts: Parts) {
    this.rules = parts.rules
    this.#parts = parts
  }

  /** Everything that is suggested, as plain data. */
  get view(): SuggestionView {
    const { name, rows, made } = this.#parts
    return { kind: 'suggestion', version: 1, name, rows, rules: this.rules.map(({ definition: _, ...view }) => view), made }
  }

  /**
   * A contract of the suggested rules.
   *
   * @example
   * suggested.contract({ confidence: 0.95, accept: (rule) => rule.family !== 'length' })
   */
  contract(options: AcceptOptions = {}): Contract<R> {
    const { name = this.#parts.name || 'table', confidence = 0.9, accept = () => true, ...rest } = options
    const taken = this.rules.filter((rule) => rule.confidence >= confidence && accept(rule))
    return new Contract<R>(
      name,
      this.#parts.columns,
      taken.map((rule) => rule.definition),
      rest,
    )
  }

  toJSON(): SuggestionView {
    return this.view
  }

  [displaySymbol](): MimeBundle {
    return suggestionBundle(this.view)
  }
}
