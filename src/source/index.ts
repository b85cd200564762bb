export { open } from './open.ts'
export type { Encoding, Format, OpenOptions, ReadType } from './options.ts'
export type { AnyRow, SourceRow, Sources } from './sources.ts'
