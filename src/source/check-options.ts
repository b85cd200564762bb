import { nearest, quoted } from '../util/index.ts'
import { linePattern, logFormats } from './log-pattern.ts'
import type { OpenOptions } from './options.ts'

const known = ['encoding', 'types', 'delimiter', 'header', 'missing', 'format', 'cache', 'pattern', 'table']
const encodings = ['auto', 'utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252']
const types = ['string', 'number', 'integer', 'bigint', 'boolean', 'date', 'timestamp']
const formats = ['csv', 'json', 'jsonl', 'parquet', 'arrow', 'sqlite']

function oneOf(what: string, value: unknown, values: readonly string[]): void {
  if (value === undefined || values.includes(value as string)) return
  const near = nearest(String(value), values)
  const hint = near === undefined ? `it may be ${quoted(values)}` : `did you mean ${JSON.stringify(near)}? It may be ${quoted(values)}`
  throw new RangeError(`Cannot use ${what} ${JSON.stringify(value)}: ${hint}`)
}

/** Throws for an option that does not exist, or a value that it cannot have. */
export function checkOptions(options: OpenOptions): void {
  for (const name of Object.keys(options)) oneOf('the option', name, known)
  oneOf('the encoding', options.encoding, encodings)
  oneOf('the format', options.format, formats)
  for (const [column, type] of Object.entries(options.types ?? {})) oneOf(`for column ${JSON.stringify(column)} the type`, type, types)
  if (options.pattern !== undefined) {
    if (!(options.pattern instanceof RegExp)) oneOf('the pattern', options.pattern, logFormats)
    linePattern(options.pattern)
    for (const name of ['delimiter', 'header', 'format'] as const)
      if (options[name] !== undefined)
        throw new TypeError(
          `Cannot use the options "pattern" and ${JSON.stringify(name)} together: a pattern alone says how a line is read`,
        )
  }
  const { delimiter } = options
  if (delimiter !== undefined && (typeof delimiter !== 'string' || [...delimiter].length !== 1 || /["\r\n]/.test(delimiter)))
    throw new RangeError(`Cannot use ${JSON.stringify(delimiter)} as a delimiter: it is one character, and no quote or line end`)
}
