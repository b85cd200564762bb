import type { Note } from '../../protocol/index.ts'

/** What an ODCS file says besides what a contract holds, kept so that saving loses nothing. */
export interface OdcsRemainder {
  /** The document without what became columns and rules. */
  readonly document: Readonly<Record<string, unknown>>
  /** The name of the schema object that the contract was read from. */
  readonly schema: string
  /** What was kept and not run, in plain words. */
  readonly notes: readonly Note[]
}
