import type { Note } from '../../protocol/index.ts'

/** Plain YAML data with keys. */
export type Yaml = Record<string, unknown>

/** What an ODCS file says besides what a contract holds, kept so that saving loses nothing. */
export interface OdcsRemainder {
  /** The document without what became the contract's name, columns and rules. */
  readonly document: Yaml
  /** The schema object the contract was read from, without its properties and the rules that were read. */
  readonly schema: Yaml
  /** The schema objects of the file, in order; null stands where the contract's own goes. */
  readonly others: readonly (Yaml | null)[]
  /** By column, what its property says besides. */
  readonly properties: Readonly<Record<string, Yaml>>
  /** By rule id, what its quality entry says besides. */
  readonly rules: Readonly<Record<string, Yaml>>
  /** What was kept and is not run, in plain words. */
  readonly notes: readonly Note[]
}
