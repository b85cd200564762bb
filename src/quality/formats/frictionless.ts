import type { Contract } from '../contract.ts'
import type { BoundRule, LogicalType, Rule, RuleKind } from '../rule.ts'
import { Draft, type ExportedContract, type ImportedContract } from './draft.ts'
import { plain } from './great-expectations.ts'
import { jsonOf, type Keys, keysOf, listOf } from './parse.ts'
import { sayable } from './said.ts'

const types: Readonly<Record<string, LogicalType>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
}
const words: Readonly<Record<LogicalType, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'datetime',
}
const fieldKeys = ['name', 'type', 'format', 'constraints', 'title', 'description', 'example', 'rdfType']
const constraintKeys = [
  'required',
  'unique',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'enum',
]
const schemaKeys = ['fields', 'primaryKey', 'uniqueKeys', 'foreignKeys', 'name', 'title', 'description', '$schema', 'profile']

/** Options of a file that describes several tables. */
export interface TableChoice {
  readonly table?: string
}

/** A contract out of a Table Schema, or of one resource of a Data Package. */
export function readFrictionless(text: string, { table }: TableChoice = {}): ImportedContract {
  const top = jsonOf(text, 'the Table Schema')
  const resources =
    top['resources'] === undefined ? undefined : listOf(top['resources'], 'resources').map((one) => keysOf(one, 'a resource'))
  const resource = resources === undefined ? undefined : chosen(resources, table)
  const schema = keysOf(resource?.['schema'] ?? top, 'schema')
  const draft = new Draft()
  for (const [i, one] of listOf(schema['fields'], 'fields').entries()) readField(draft, keysOf(one, `fields[${i}]`))
  const keys = (value: unknown) => (typeof value === 'string' ? [value] : listOf(value, 'a key').map(String))
  const primary = keys(schema['primaryKey'])
  for (const key of primary) draft.add('required', [key], {})
  if (primary.length > 0) draft.add('unique', primary, {})
  for (const one of listOf(schema['uniqueKeys'], 'uniqueKeys')) draft.add('unique', keys(one), {})
  for (const one of listOf(schema['foreignKeys'], 'foreignKeys')) readForeignKey(draft, keysOf(one, 'a foreign key'), keys)
  for (const key of Object.keys(schema))
    if (!schemaKeys.includes(key)) draft.refuse('table', key, 'it says how to read the file, which open does')
  const description = schema['description'] ?? resource?.['description']
  const name = resource?.['name'] ?? schema['name'] ?? top['name'] ?? schema['title'] ?? 'table'
  return draft.build(String(name), typeof description === 'string' ? { description } : {})
}

function chosen(resources: readonly Keys[], wanted: string | undefined): Keys {
  const names = resources.map((one) => String(one['name']))
  const found = wanted === undefined && resources.length === 1 ? resources[0] : resources.find((one) => one['name'] === wanted)
  if (found === undefined)
    throw new RangeError(
      `Cannot choose among the tables of the package: it describes ${names.join(', ')}. Give { table: ${JSON.stringify(names[0])} }`,
    )
  return found
}

function readField(draft: Draft, field: Keys): void {
  const name = String(field['name'])
  const word = field['type'] === undefined ? 'string' : String(field['type'])
  const type = Object.hasOwn(types, word) ? types[word] : undefined
  if (type === undefined && word !== 'any') draft.refuse(name, `type ${word}`, 'it is no type of a column')
  draft.column(name, type ?? 'string')
  if (field['format'] !== undefined && field['format'] !== 'default')
    draft.refuse(name, `format ${String(field['format'])}`, 'no rule says the same')
  const constraints = keysOf(field['constraints'] ?? {}, `constraints of ${name}`)
  if (constraints['required'] === true) draft.add('required', [name], {})
  if (constraints['unique'] === true) draft.add('unique', [name], {})
  const { minimum: min, maximum: max, exclusiveMinimum: above, exclusiveMaximum: below } = constraints
  if ([min, max, above, below].some((one) => one !== undefined)) draft.addLimits(name, { min, max, above, below })
  if (constraints['minLength'] !== undefined || constraints['maxLength'] !== undefined)
    draft.addLengths(name, constraints['minLength'], constraints['maxLength'])
  if (constraints['pattern'] !== undefined) draft.addPattern(name, whole(String(constraints['pattern'])))
  if (constraints['enum'] !== undefined) draft.addValues('oneOf', name, constraints['enum'])
  for (const key of Object.keys(constraints)) if (!constraintKeys.includes(key)) draft.refuse(name, key, 'no rule says the same')
  for (const key of Object.keys(field))
    if (!fieldKeys.includes(key)) draft.refuse(name, key, 'it says how to read the file, which open does')
}

function readForeignKey(draft: Draft, key: Keys, keys: (value: unknown) => string[]): void {
  const reference = keysOf(key['reference'] ?? {}, 'the reference of a foreign key')
  const [own, there] = [keys(key['fields']), keys(reference['fields'])]
  const target = String(reference['resource'] ?? '')
  if (own.length !== 1 || there.length !== 1 || target === '')
    draft.refuse(own.join(', '), 'foreign key', 'only one column can refer to one column of another table')
  else draft.add('references', own, { name: target, column: there[0]! })
}

/** The format's patterns match the whole value. */
function whole(pattern: string): string {
  const inside = /^\[\\s\\S\]\*\(\?:([\s\S]*)\)\[\\s\\S\]\*$/.exec(pattern)?.[1]
  if (inside !== undefined && isBalanced(inside)) return inside
  return pattern.includes('|') ? `^(?:${pattern})$` : `^${pattern}$`
}

/** A pattern that may match anywhere, as one of the whole value. */
function anywhere(pattern: string): string {
  const group = /^\^\(\?:(.*)\)\$$/s.exec(pattern)?.[1]
  if (group?.includes('|') && whole(group) === pattern && isBalanced(group)) return group
  const inner = /^\^((?:[^\\]|\\.)*)\$$/s.exec(pattern)?.[1]
  return inner !== undefined && !inner.includes('|') ? inner : `[\\s\\S]*(?:${pattern})[\\s\\S]*`
}

function isBalanced(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch {
    return false
  }
}

/** A contract as a Table Schema. */
export function writeFrictionless(contract: Contract<object>): ExportedContract {
  const used = new Set<string>()
  const { said, unmapped } = sayable(contract, (rule) => {
    const reason = cannotSay(rule)
    if (reason !== undefined) return reason
    const slots = Object.keys(constraintsOf(rule)).map((key) => `${rule.columns[0]}\u0000${key}`)
    if (rule.columns.length === 1 && slots.some((slot) => used.has(slot))) return 'a field says it only once'
    for (const slot of slots) used.add(slot)
    return undefined
  })
  const fields = contract.columns.map(({ name, type }) => {
    const own = said.filter((rule) => rule.columns.length === 1 && rule.columns[0] === name)
    const constraints = Object.assign({}, ...own.map(constraintsOf))
    return { name, type: words[type], ...(Object.keys(constraints).length === 0 ? {} : { constraints }) }
  })
  const uniqueKeys = said.filter((rule) => rule.kind === 'unique' && rule.columns.length > 1).map((rule) => rule.columns)
  const foreignKeys = (said.filter((rule) => rule.kind === 'references') as unknown as Rule<string, 'references'>[]).map(
    ({ columns, args }) => ({
      fields: [...columns],
      reference: { resource: args.name, fields: [args.column] },
    }),
  )
  const schema = {
    name: contract.name,
    ...(contract.options.description === undefined ? {} : { description: contract.options.description }),
    fields,
    ...(uniqueKeys.length === 0 ? {} : { uniqueKeys }),
    ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
  }
  return { text: `${JSON.stringify(schema, null, 2)}\n`, unmapped }
}

function cannotSay(rule: BoundRule): string | undefined {
  const kinds: readonly RuleKind[] = [
    'type',
    'required',
    'unique',
    'min',
    'max',
    'between',
    'matches',
    'minLength',
    'maxLength',
    'length',
    'oneOf',
    'references',
  ]
  if (!kinds.includes(rule.kind)) return 'the format has no such rule'
  const matches = rule.kind === 'matches' && (rule as unknown as Rule<string, 'matches'>).args.flags !== undefined
  return matches ? 'the format has no flags of patterns' : undefined
}

function constraintsOf(rule: BoundRule): Keys {
  const is = <N extends RuleKind>(_: N) => rule.args as unknown as Rule<string, N>['args']
  switch (rule.kind) {
    case 'required':
      return { required: true }
    case 'unique':
      return rule.columns.length === 1 ? { unique: true } : {}
    case 'min':
      return { [is('min').exclusive ? 'exclusiveMinimum' : 'minimum']: plain(is('min').value) }
    case 'max':
      return { [is('max').exclusive ? 'exclusiveMaximum' : 'maximum']: plain(is('max').value) }
    case 'between':
      return { minimum: plain(is('between').from), maximum: plain(is('between').to) }
    case 'matches':
      return { pattern: anywhere(is('matches').pattern) }
    case 'minLength':
      return { minLength: is('minLength').length }
    case 'maxLength':
      return { maxLength: is('maxLength').length }
    case 'length':
      return { minLength: is('length').length, maxLength: is('length').length }
    case 'oneOf':
      return { enum: is('oneOf').values.map(plain) }
    default:
      return {}
  }
}
