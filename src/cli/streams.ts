/** What a command line writes to, and reads from, in place of the process's own. */
export interface Streams {
  output(text: string): void
  complain(text: string): void
  /** Whether complaints go to a terminal, where progress may redraw its line. */
  readonly terminal?: boolean
  /** Aborts when the work is to stop. */
  readonly signal?: AbortSignal
}
