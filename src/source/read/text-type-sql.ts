import type { TextType } from '../sniff/value-type.ts'
import { nativeTypes } from './native-types.ts'

/** What a text column is read as. */
export type Settled = TextType | 'bigint'

const day = '[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2})'
const clock = '[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?'

/** The value that a text column's `x` is read as, NULL where it does not read as the type. */
function attempt(type: Settled, x: string): string {
  const { native } = nativeTypes[type]
  // DuckDB wants seconds before a zone, no blank and no Z
  if (type === 'timestamptz') {
    const zoned = `regexp_replace(regexp_replace(trim(${x}), ' ?Z$', '+00'), ' ?([+-][0-9]{2}(?::?[0-9]{2})?)$', '\\1')`
    return `TRY_CAST(regexp_replace(${zoned}, '([ T][0-9]{1,2}:[0-9]{2})([+-])', '\\1:00\\2') AS ${native})`
  }
  return `TRY_CAST(${x} AS ${native})`
}

/** Whether `x`, which is not blank, reads as the type without losing anything. The same rules as `fits` of the sniffer. */
function reads(type: Settled, x: string): string {
  const value = attempt(type, x)
  switch (type) {
    case 'text':
      return 'TRUE'
    case 'boolean':
      return `lower(trim(${x})) IN ('true', 'false')`
    case 'bigint':
      return `CAST(${value} AS VARCHAR) = trim(${x})`
    case 'integer':
      return `(CAST(${value} AS VARCHAR) = trim(${x}) AND ${value} BETWEEN -9007199254740991 AND 9007199254740991)`
    case 'number':
      return `(regexp_full_match(trim(${x}), '[+-]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?') AND isfinite(${value}) AND (abs(${value}) <= 9007199254740991 OR regexp_matches(${x}, '[.eE]')))`
    case 'date':
      return `(regexp_full_match(trim(${x}), '${day}') AND ${value} IS NOT NULL)`
    case 'timestamp':
      return `(regexp_full_match(trim(${x}), '${day}(?:${clock})?') AND ${value} IS NOT NULL)`
    case 'timestamptz':
      return `(regexp_full_match(trim(${x}), '${day}${clock} ?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)') AND ${value} IS NOT NULL)`
  }
}

function blank(x: string): string {
  return `(${x} IS NULL OR trim(${x}) = '')`
}

/** Whether a value of a text column is there but does not read as the type. */
export function misfits(type: Settled, x: string): string {
  return `coalesce(NOT ${blank(x)} AND NOT coalesce(${reads(type, x)}, FALSE), FALSE)`
}

/** What fails inside a query when a value does not read as its column's type. */
export const misfitMark = 'assay: a value does not fit'

/** A text column as its type; the query fails with {@link misfitMark} at a value that does not read as it. Blank values are missing, save in text. */
export function converted(type: Settled, x: string): string {
  if (type === 'text') return x
  return `CASE WHEN ${blank(x)} THEN NULL WHEN ${reads(type, x)} THEN ${attempt(type, x)} ELSE error('${misfitMark}') END`
}
