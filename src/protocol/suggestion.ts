import type { Severity, Text } from './mime.ts'
import type { Made } from './profile.ts'

/** One rule that the data suggests. */
export interface SuggestedRuleView {
  readonly rule: string
  /** What kind of knowledge it is: `type`, `required`, `range`, `set`, `pattern`, `length`, `unique`, `key`, `repeats`, `volume`, `freshness`, `order`. */
  readonly family: string
  readonly columns: readonly string[]
  /** What would have to hold, as a sentence. */
  readonly text: Text
  /** Why it is suggested. */
  readonly reason: Text
  /** 0 to 1: the share of values that will hold, at least, judged by the half of the rows that the rule was not learned from. */
  readonly confidence: number
  readonly severity: Severity
  /** Rows of the table that break it now. */
  readonly failing: number
}

/** A contract that the data suggests. */
export interface SuggestionView {
  readonly kind: 'suggestion'
  readonly version: 1
  readonly name: string
  readonly rows: number
  readonly rules: readonly SuggestedRuleView[]
  readonly made: Made
}
