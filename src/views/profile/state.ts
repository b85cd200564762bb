/** How the list of columns is sorted. */
export type Sort = 'table' | 'missing' | 'notes' | 'name'

/** What a reader of a profile chose. */
export interface ProfileState {
  /** The column that is open; empty for the first. */
  readonly selected: string
  readonly query: string
  readonly sort: Sort
}
