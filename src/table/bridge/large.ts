import { EngineError } from '../../engine/index.ts'
import type { Relation } from '../relation.ts'

/** How whole numbers beyond 2^53 - 1 cross: as `bigint` when a column was asked for as such, else they are an error. */
export function largeOf(r: Relation): 'bigint' | 'error' {
  return bigColumns(r).length > 0 ? 'bigint' : 'error'
}

function bigColumns(r: Relation): readonly string[] {
  return (r.bigints ?? []).filter((name) => r.columns.includes(name))
}

/** Makes all whole numbers of the columns asked for `bigint`, and refuses those of other columns. */
export function withBigints<R extends object>(r: Relation, rows: readonly R[]): readonly R[] {
  const big = bigColumns(r)
  if (big.length === 0) return rows
  for (const row of rows as readonly Record<string, unknown>[]) {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value === 'number' && big.includes(name) && Number.isInteger(value)) row[name] = BigInt(value)
      if (typeof value === 'bigint' && !big.includes(name)) throw tooLarge(name)
    }
  }
  return rows
}

function tooLarge(column: string): EngineError {
  const name = JSON.stringify(column)
  return new EngineError(
    `Cannot give column ${name} as numbers: a value is beyond 2^53 - 1, where digits would be lost. Open it as text, { types: { ${name}: 'string' } }, or as 'bigint'`,
    'large',
  )
}
