import type { Engine } from '../../engine/index.ts'
import type { Format, OpenOptions } from '../options.ts'
import type { Sample } from '../sniff/bytes.ts'

/** What a reader of one format is given. */
export interface ReadContext {
  readonly engine: Engine
  /** The path as the user gave it, for messages. */
  readonly shown: string
  /** The absolute path. */
  readonly path: string
  readonly size: number
  readonly format: Format
  readonly gzip: boolean
  readonly tabs: boolean
  readonly sample: Sample
  readonly options: OpenOptions
  readonly signal: AbortSignal
  /** Whether the file is one of several that make a table. */
  readonly several?: boolean
  /** The file was written by us, with values between commas and quotes doubled, without a header: the names of its columns, and that notes name its rows, not lines. */
  readonly written?: { readonly names: readonly string[]; readonly byRow?: boolean }
  /** Says how many bytes of the file are dealt with. */
  onBytes(bytes: number): void
}
