import { messageOf } from '../../util/index.ts'
import type { Limit } from '../kinds/limits.ts'
import { type LogicalType, makeRule, type Rule } from '../rule.ts'
import type { OdcsDocument, Path } from './document.ts'
import { pairsProperty } from './keys.ts'
import type { Yaml } from './remainder.ts'
import { readValue } from './values.ts'

/** Rules that the keywords of a property say. */
export interface Keywords {
  readonly rules: readonly Rule[]
  /** Keys of the property that were read in full. */
  readonly used: readonly string[]
  /** What is left of keys that were read in part. */
  readonly left: Yaml
}

const rule = (made: unknown) => made as Rule

/** Reads `required`, `unique`, `logicalTypeOptions` and `relationships` of a property. */
export function readKeywords(document: OdcsDocument, property: Yaml, type: LogicalType, at: Path): Keywords {
  const rules: Rule[] = []
  for (const key of ['required', 'unique'] as const) {
    const value = property[key]
    if (value !== undefined && typeof value !== 'boolean')
      document.fail([...at, key], `${key} must be true or false, not ${JSON.stringify(value)}`)
    if (value === true) rules.push(rule(makeRule(key, [], {})))
  }
  const pairs = pairsOf(property)
  const options = document.map(property['logicalTypeOptions'] ?? {}, [...at, 'logicalTypeOptions'], 'logicalTypeOptions')
  const read = readOptions(document, options, type, pairs, [...at, 'logicalTypeOptions'])
  const related = readRelationships(document, property, at)
  const custom = ((property['customProperties'] as Yaml[] | undefined) ?? []).filter((one) => one?.['property'] !== pairsProperty)
  return {
    rules: [...rules, ...read.rules, ...related.rules],
    used: [...usedFlags(property), 'logicalTypeOptions', 'relationships', 'customProperties'],
    left: {
      ...(Object.keys(read.left).length === 0 ? {} : { logicalTypeOptions: read.left }),
      ...(related.left.length === 0 ? {} : { relationships: related.left }),
      ...(custom.length === 0 ? {} : { customProperties: custom }),
    },
  }
}

/** `required: false` says nothing, but it is kept as written. */
const usedFlags = (property: Yaml) => ['required', 'unique'].filter((key) => property[key] === true)

function pairsOf(property: Yaml): readonly string[] {
  const custom = Array.isArray(property['customProperties']) ? (property['customProperties'] as Yaml[]) : []
  const value = custom.find((one) => one?.['property'] === pairsProperty)?.['value']
  return Array.isArray(value) ? value.map(String) : []
}

function readOptions(
  document: OdcsDocument,
  options: Yaml,
  type: LogicalType,
  pairs: readonly string[],
  at: Path,
): { rules: Rule[]; left: Yaml } {
  const left = { ...options }
  const rules: Rule[] = []
  const take = (key: string): unknown => {
    const value = left[key]
    delete left[key]
    return value
  }
  if (type === 'string') {
    for (const key of ['minLength', 'maxLength']) {
      if (options[key] !== undefined && !(Number.isInteger(options[key]) && Number(options[key]) >= 0)) {
        document.fail([...at, key], `${key} must be a whole number of 0 or more, not ${JSON.stringify(options[key])}`)
      }
    }
    if (options['pattern'] !== undefined) {
      requirePattern(document, options['pattern'], [...at, 'pattern'])
      rules.push(rule(makeRule('matches', [], { pattern: take('pattern') as string })))
    }
    const [min, max] = [take('minLength'), take('maxLength')] as (number | undefined)[]
    if (pairs.includes('length') && min !== undefined && min === max) rules.push(rule(makeRule('length', [], { length: min })))
    else {
      if (min !== undefined) rules.push(rule(makeRule('minLength', [], { length: min })))
      if (max !== undefined) rules.push(rule(makeRule('maxLength', [], { length: max })))
    }
  } else if (type !== 'boolean') {
    const limit = (key: string): Limit | undefined => {
      if (options[key] === undefined) return undefined
      const value = readValue(take(key), type)
      if (value === undefined)
        document.fail(
          [...at, key],
          `${key} must be ${type === 'date' || type === 'timestamp' ? 'a date, such as 2010-12-01' : 'a number'}, not ${JSON.stringify(options[key])}`,
        )
      return { value: value!, ...(key.startsWith('exclusive') ? { exclusive: true as const } : {}) }
    }
    const [min, max, above, below] = [limit('minimum'), limit('maximum'), limit('exclusiveMinimum'), limit('exclusiveMaximum')]
    if (pairs.includes('between') && min && max) rules.push(rule(makeRule('between', [], { from: min.value, to: max.value })))
    else {
      if (min) rules.push(rule(makeRule('min', [], min)))
      if (max) rules.push(rule(makeRule('max', [], max)))
    }
    if (above) rules.push(rule(makeRule('min', [], above)))
    if (below) rules.push(rule(makeRule('max', [], below)))
  }
  return { rules, left }
}

/** A pattern must be a regular expression of ECMAScript. */
export function requirePattern(document: OdcsDocument, pattern: unknown, at: Path): void {
  if (typeof pattern !== 'string') document.fail(at, `the pattern must be a text, not ${JSON.stringify(pattern)}`)
  try {
    new RegExp(pattern as string)
  } catch (error) {
    document.fail(at, messageOf(error))
  }
}

/** References to one column of another table become rules; others stay as they are. */
function readRelationships(document: OdcsDocument, property: Yaml, at: Path): { rules: Rule[]; left: Yaml[] } {
  const rules: Rule[] = []
  const left: Yaml[] = []
  for (const [i, one] of document.list(property['relationships'], [...at, 'relationships'], 'relationships').entries()) {
    const relationship = document.map(one, [...at, 'relationships', i], 'a relationship')
    const match = typeof relationship['to'] === 'string' ? /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/.exec(relationship['to']) : null
    const simple = Object.keys(relationship).every((key) => key === 'to' || key === 'type')
    if (match !== null) rules.push(rule(makeRule('references', [], { name: match[1]!, column: match[2]! })))
    if (match === null || !simple) left.push(relationship)
  }
  return { rules, left }
}
