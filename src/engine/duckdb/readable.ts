import { EngineError } from '../errors.ts'

const kinds: readonly (readonly [RegExp, EngineError['code']])[] = [
  [/out of memory|failed to (allocate|pin)/i, 'memory'],
  [/no space left|disk.*full|max_temp_directory_size/i, 'disk'],
]

/** Absolute paths end in their last part; values that did not convert are left out. */
function discreet(message: string): string {
  return message
    .replace(/(["'])(?:[A-Za-z]:)?[\\/](?:[^"'\n]*[\\/])?([^"'\n\\/]+)\1/g, '$1$2$1')
    .replace(/(Could not convert string|invalid \w+ field format:|Could not parse string) (["']).*?\2(?= |,|$)/gi, '$1')
}

/** DuckDB's message as an error that a person can act on. */
export function readable(message: string): EngineError {
  const code = kinds.find(([pattern]) => pattern.test(message))?.[1] ?? 'query'
  const text = discreet(message.replace(/^Failed to extract statements: /, '').replace(/\n+LINE \d+:[\s\S]*$/, ''))
    .replace(/^(?:[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*)* (?:Error|exception)): /, '')
    .replace(/\s*Candidate functions:[\s\S]*$/, '')
    .replace(/\s*Stack Trace:[\s\S]*$/, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  if (/No files found that match the pattern "data\.parquet"/.test(text))
    return new EngineError(
      'Cannot read the typed copy of a file below .assay/cache: it was removed since the file was opened; open the file again',
      code,
    )
  if (code === 'memory')
    return new EngineError(
      `The query needs more memory than the engine may use: start one with duckdb({ memoryLimit }), or check fewer columns at once (${text})`,
      code,
    )
  if (code === 'disk') return new EngineError(`The disk is full: the query was not finished (${text})`, code)
  return new EngineError(`Cannot run the query: ${text}`, code)
}

/** The error for a whole number that JavaScript cannot hold. */
export function tooLarge(column: string): EngineError {
  const name = JSON.stringify(column)
  return new EngineError(
    `Cannot give column ${name} as numbers: a value is beyond 2^53 - 1, where digits would be lost. Open it as text, { types: { ${name}: 'string' } }, or as 'bigint'`,
    'large',
  )
}
