import { parse } from 'yaml'
import { messageOf } from '../../util/index.ts'

/** Plain data with keys. */
export type Keys = Readonly<Record<string, unknown>>

/** Plain data that must have keys. */
export function keysOf(value: unknown, where: string): Keys {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Keys
  throw new SyntaxError(`Cannot read the contract: ${where} must hold keys, not ${Array.isArray(value) ? 'a list' : JSON.stringify(value)}`)
}

/** A list; an absent one is empty. */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value
  throw new SyntaxError(`Cannot read the contract: ${where} must be a list, not ${JSON.stringify(value)}`)
}

/** JSON with keys at its top. */
export function jsonOf(text: string, what: string): Keys {
  try {
    return keysOf(JSON.parse(text), what)
  } catch (error) {
    throw new SyntaxError(`Cannot read ${what}: ${messageOf(error)}`, { cause: error })
  }
}

/** YAML with keys at its top. */
export function yamlOf(text: string, what: string): Keys {
  try {
    return keysOf(parse(text), what)
  } catch (error) {
    throw new SyntaxError(`Cannot read ${what}: ${messageOf(error)}`, { cause: error })
  }
}
