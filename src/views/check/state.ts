/** What a reader of a scorecard chose. */
export interface CheckState {
  /** The rules that are unfolded, by name. */
  readonly open: readonly string[]
}
