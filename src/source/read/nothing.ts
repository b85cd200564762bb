import type { ReadContext } from './context.ts'

/** The error for a file that holds no columns. */
export function nothingIn(context: ReadContext): RangeError {
  const why = context.sample.head.length === 0 ? 'the file is empty' : 'it holds no records, so its columns are not known'
  return new RangeError(`Cannot open ${JSON.stringify(context.shown)}: ${why}`)
}
