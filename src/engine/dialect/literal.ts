import { re2 } from './regexp.ts'

/** Text as DuckDB writes it: quotes doubled; a NUL cannot stand in a statement. */
export function textLiteral(value: string): string {
  const quotedText = `'${value.replaceAll("'", "''")}'`
  return value.includes('\0') ? `(${quotedText.split('\0').join(`' || chr(0) || '`)})` : quotedText
}

/** A name as DuckDB writes it, always in quotes. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return `'NaN'::DOUBLE`
  if (!Number.isFinite(value)) return value > 0 ? `'Infinity'::DOUBLE` : `'-Infinity'::DOUBLE`
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? '0' : `${value}`
  // Without an exponent DuckDB reads a DECIMAL, and its cast is off by a last digit.
  return `${String(value).includes('e') ? value : `${value}e0`}::DOUBLE`
}

function timeLiteral(value: Date): string {
  if (Number.isNaN(value.getTime())) return 'NULL'
  return `make_timestamp_ms(${value.getTime()})`
}

/**
 * A JavaScript value as DuckDB writes it. Numbers with a fraction are DOUBLE, dates TIMESTAMP, patterns RE2.
 *
 * @throws TypeError for a value that no literal can hold, such as a function
 * @example
 * literal("it's") // "'it''s'"
 * literal(Number.NaN) // "'NaN'::DOUBLE"
 */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return textLiteral(value)
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'bigint') return `${value}`
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return timeLiteral(value)
  if (value instanceof RegExp) return textLiteral(re2(value))
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${Array.from(value as ArrayLike<unknown>, literal).join(', ')}]`
  throw new TypeError(
    `Cannot use a ${typeof value} as a value in a query: text, numbers, dates, booleans, patterns and lists of them can be`,
  )
}
