import type { Contract } from '../contract.ts'
import type { BoundRule, LogicalType, Rule, RuleKind } from '../rule.ts'
import { Draft, type ExportedContract, type ImportedContract } from './draft.ts'
import { plain } from './great-expectations.ts'
import { jsonOf, type Keys, keysOf, listOf } from './parse.ts'
import { sayable } from './said.ts'

const known = [
  'type',
  'format',
  'enum',
  'const',
  'not',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'minLength',
  'maxLength',
]
const silent = ['title', 'description', 'examples', 'default', '$comment', '$id', '$schema', 'deprecated', 'readOnly', 'writeOnly', 'name']
const documentKeys = ['type', 'properties', 'required', 'items', 'uniqueItems', 'minItems', 'maxItems', 'additionalProperties']

/** A contract out of a JSON Schema of a row (an object), or of a table (an array of objects). */
export function readJsonSchema(text: string): ImportedContract {
  const top = jsonOf(text, 'the JSON Schema')
  const draft = new Draft()
  const isTable = top['type'] === 'array'
  const row = isTable ? keysOf(top['items'], 'items') : top
  if (row['properties'] === undefined)
    throw new SyntaxError('Cannot read the JSON Schema: it has no properties, so it describes no columns')
  const required = listOf(row['required'], 'required').map(String)
  for (const [name, schema] of Object.entries(keysOf(row['properties'], 'properties'))) {
    if (typeof schema === 'boolean') draft.column(name)
    else readProperty(draft, name, keysOf(schema, `properties.${name}`), required.includes(name))
  }
  for (const name of required) if (!Object.hasOwn(row['properties'] as Keys, name)) draft.column(name)
  if (isTable) readTable(draft, top)
  if (row['additionalProperties'] === false) draft.refuse('table', 'additionalProperties', 'a contract allows more columns than it names')
  for (const level of isTable ? [top, row] : [top])
    for (const key of Object.keys(level))
      if (![...documentKeys, ...silent].includes(key)) draft.refuse('table', key, 'no rule says the same')
  const description = top['description']
  return draft.build(String(top['title'] ?? 'schema'), typeof description === 'string' ? { description } : {})
}

function readTable(draft: Draft, { uniqueItems, minItems: min, maxItems: max }: Keys): void {
  if (uniqueItems === true) draft.add('noRepeats', [], {})
  if (typeof min === 'number' || typeof max === 'number')
    draft.add('rowCount', [], { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) })
}

function readProperty(draft: Draft, name: string, schema: Keys, required: boolean): void {
  const types = (Array.isArray(schema['type']) ? schema['type'] : schema['type'] === undefined ? [] : [schema['type']]).map(String)
  const type = types.filter((one) => one !== 'null')
  const logical = type.length === 1 ? logicalType(type[0]!, schema['format']) : undefined
  if (type.length > 0 && logical === undefined) draft.refuse(name, 'type', `${type.join(' or ')} is no type of a column`)
  draft.column(name, logical)
  if (required && !types.includes('null')) draft.add('required', [name], {})
  const { minimum: min, maximum: max, exclusiveMinimum: above, exclusiveMaximum: below } = schema
  if ([min, max, above, below].some((one) => one !== undefined)) draft.addLimits(name, { min, max, above, below })
  if (schema['minLength'] !== undefined || schema['maxLength'] !== undefined)
    draft.addLengths(name, schema['minLength'], schema['maxLength'])
  if (schema['pattern'] !== undefined) draft.addPattern(name, schema['pattern'])
  if (schema['enum'] !== undefined) draft.addValues('oneOf', name, schema['enum'])
  if (schema['const'] !== undefined) draft.addValues('oneOf', name, [schema['const']])
  const not = schema['not'] as Keys | undefined
  if (not !== undefined) {
    const only = Object.keys(not).length === 1
    if (only && (not['enum'] ?? not['const']) !== undefined) draft.addValues('not', name, not['enum'] ?? [not['const']])
    else draft.refuse(name, 'not', 'only values that may not occur can be said')
  }
  if (schema['format'] !== undefined && logical === 'string')
    draft.refuse(name, `format ${String(schema['format'])}`, 'no rule says the same')
  for (const key of Object.keys(schema)) if (![...known, ...silent].includes(key)) draft.refuse(name, key, 'no rule says the same')
}

function logicalType(type: string, format: unknown): LogicalType | undefined {
  if (type === 'string') return format === 'date' ? 'date' : format === 'date-time' ? 'timestamp' : 'string'
  return type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined
}

const written: Readonly<Record<LogicalType, Keys>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamp: { type: 'string', format: 'date-time' },
}

/** A contract as a JSON Schema (2020-12): of a row, or of the table when rules are about the table. */
export function writeJsonSchema(contract: Contract<object>): ExportedContract {
  const typeOf = new Map(contract.columns.map((column) => [column.name, column.type]))
  const used = new Set<string>()
  const { said, unmapped } = sayable(contract, (rule) => {
    const reason = cannotSay(rule, typeOf.get(rule.columns[0] ?? ''))
    if (reason !== undefined) return reason
    const slots = slotsOf(rule)
    if (slots.some((slot) => used.has(slot))) return 'a column says it only once'
    for (const slot of slots) used.add(slot)
    return undefined
  })
  const of = (kind: string) => said.filter((rule) => rule.kind === kind)
  const required = of('required').map((rule) => rule.columns[0]!)
  const properties = Object.fromEntries(
    contract.columns.map(({ name, type }) => {
      const { type: word, ...format } = written[type]
      const own = said.filter((rule) => rule.columns.length === 1 && rule.columns[0] === name)
      return [name, { type: required.includes(name) ? word : [word, 'null'], ...format, ...Object.assign({}, ...own.map(keywordsOf)) }]
    }),
  )
  const row = { type: 'object', properties, required: contract.columns.map((column) => column.name) }
  const [count] = of('rowCount') as unknown as Rule<string, 'rowCount'>[]
  const { min, max } = count?.args ?? {}
  const repeats = of('noRepeats').length > 0
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: contract.name,
    ...(contract.options.description === undefined ? {} : { description: contract.options.description }),
  }
  const table = {
    ...(repeats ? { uniqueItems: true } : {}),
    ...(min === undefined ? {} : { minItems: min }),
    ...(max === undefined ? {} : { maxItems: max }),
  }
  const schema = Object.keys(table).length === 0 ? { ...head, ...row } : { ...head, type: 'array', items: row, ...table }
  return { text: `${JSON.stringify(schema, null, 2)}\n`, unmapped }
}

function cannotSay(rule: BoundRule, type: LogicalType | undefined): string | undefined {
  if (rule.kind === 'noRepeats') return rule.columns.length === 0 ? undefined : 'only whole rows can be unique'
  if (['min', 'max', 'between'].includes(rule.kind) && (type === 'date' || type === 'timestamp')) return 'the format has no limits of dates'
  if (rule.kind === 'matches' && (rule as unknown as Rule<string, 'matches'>).args.flags !== undefined)
    return 'the format has no flags of patterns'
  const kinds: readonly RuleKind[] = [
    'type',
    'required',
    'min',
    'max',
    'between',
    'matches',
    'minLength',
    'maxLength',
    'length',
    'oneOf',
    'not',
    'rowCount',
  ]
  return kinds.includes(rule.kind) ? undefined : 'the format has no such rule'
}

function slotsOf(rule: BoundRule): string[] {
  if (rule.kind === 'type' || rule.kind === 'required') return []
  return Object.keys(keywordsOf(rule)).map((key) => `${rule.columns[0] ?? ''}\u0000${key}`)
}

function keywordsOf(rule: BoundRule): Keys {
  const is = <N extends RuleKind>(_: N) => rule.args as unknown as Rule<string, N>['args']
  switch (rule.kind) {
    case 'min':
      return { [is('min').exclusive ? 'exclusiveMinimum' : 'minimum']: is('min').value }
    case 'max':
      return { [is('max').exclusive ? 'exclusiveMaximum' : 'maximum']: is('max').value }
    case 'between':
      return { minimum: is('between').from, maximum: is('between').to }
    case 'matches':
      return { pattern: is('matches').pattern }
    case 'minLength':
      return { minLength: is('minLength').length }
    case 'maxLength':
      return { maxLength: is('maxLength').length }
    case 'length':
      return { minLength: is('length').length, maxLength: is('length').length }
    case 'oneOf':
      return { enum: [...is('oneOf').values.map(plain), null] }
    case 'not':
      return { not: { enum: is('not').values.map(plain) } }
    default:
      return {}
  }
}
