import type { Lang } from '../../protocol/index.ts'

/** What the place that holds a view offers it. */
export interface Host {
  readonly lang: Lang
  /** Left out, the view follows the page, else the system. */
  readonly theme?: 'light' | 'dark'
  /** Stops the task that the view shows; without it there is no Stop button. */
  readonly stop?: () => void
  /** What an earlier view of the same result gave as its `state()`, so that a redrawn output looks as it did. */
  readonly state?: ViewState
}

/** What the reader has chosen in a view: the column that is open, the rules unfolded. Plain data. */
export type ViewState = { readonly [name: string]: unknown }

/** A view on the page. */
export interface Handle<Payload> {
  /** Shows another payload of the same kind in place: no node of what stays is replaced. */
  update(payload: Payload): void
  /** Changes the language, the theme or the Stop of a view in place. */
  setHost(host: Host): void
  /** What the reader has chosen, for `Host.state`. */
  state(): ViewState
  /** Takes the view off the page. */
  dispose(): void
}
