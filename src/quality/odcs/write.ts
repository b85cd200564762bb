import { stringify } from 'yaml'
import type { Contract, ContractColumn } from '../contract.ts'
import { type Duration, unitSymbol } from '../duration.ts'
import type { BoundRule, Rule } from '../rule.ts'
import { isPlain } from '../rule.ts'
import { pairsProperty } from './keys.ts'
import type { Yaml } from './remainder.ts'
import { writeValue } from './values.ts'
import { writeQuality } from './write-quality.ts'

/** A contract as an ODCS 3.1 document, in YAML. */
export function toOdcs(contract: Contract<object>): string {
  return stringify(documentOf(contract), { lineWidth: 120 })
}

const rest = (source: unknown, ...keys: string[]): Yaml =>
  Object.fromEntries(Object.entries((source ?? {}) as Yaml).filter(([key]) => !keys.includes(key)))

function documentOf(contract: Contract<object>): Yaml {
  const kept = contract.remainder?.document ?? {}
  const { name, options } = contract
  const purpose = options.description === undefined ? {} : { purpose: options.description }
  const description = { ...purpose, ...rest(kept['description']) }
  const team = Array.isArray(kept['team'])
    ? kept['team']
    : { ...(options.owner === undefined ? {} : { name: options.owner }), ...rest(kept['team']) }
  const sla = [...freshness(contract), ...((kept['slaProperties'] as unknown[] | undefined) ?? [])]
  return {
    apiVersion: kept['apiVersion'] ?? 'v3.1.0',
    kind: 'DataContract',
    id: options.id ?? idOf(name),
    name,
    version: options.version ?? '1.0.0',
    status: options.status ?? 'active',
    ...(Object.keys(description).length === 0 ? {} : { description }),
    ...(Object.keys(team).length === 0 ? {} : { team }),
    ...rest(kept, 'apiVersion', 'description', 'team', 'slaProperties'),
    ...(contract.remainder?.others.length === 0 ? {} : { schema: schemas(contract) }),
    ...(sla.length === 0 ? {} : { slaProperties: sla }),
  }
}

/** An id that catalogues take: letters, digits, `-` and `_`. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'contract' : plain
}

const schemaName = (contract: Contract<object>) => String(contract.remainder?.schema['name'] ?? contract.name)

function schemas(contract: Contract<object>): Yaml[] {
  const own = schemaOf(contract)
  const others = contract.remainder?.others ?? [null]
  return others.map((other) => other ?? own)
}

function schemaOf(contract: Contract<object>): Yaml {
  const { schema = {}, rules: kept = {} } = contract.remainder ?? {}
  const natives = new Set<BoundRule>(contract.columns.flatMap((column) => nativeRules(column, contract)))
  for (const rule of contract.rules) if (isFreshness(rule, kept)) natives.add(rule)
  const left = contract.rules.filter((rule) => !natives.has(rule))
  const onTable = (rule: BoundRule) =>
    rule.columns.length !== 1 || rule.kind === 'fresh' || rule.kind === 'noRepeats' || rule.kind === 'row'
  const quality = [
    ...left.filter(onTable).map((rule) => writeQuality(rule, true, kept[rule.id])),
    ...((schema['quality'] as Yaml[] | undefined) ?? []),
  ]
  const properties = contract.columns.map((column) =>
    propertyOf(
      column,
      [...natives].filter((rule) => rule.columns[0] === column.name && rule.kind !== 'fresh'),
      left.filter((rule) => !onTable(rule) && rule.columns[0] === column.name),
      contract,
    ),
  )
  return {
    name: contract.name,
    logicalType: 'object',
    ...rest(schema, 'quality'),
    properties,
    ...(quality.length === 0 ? {} : { quality }),
  }
}

const keywords = [
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
  'references',
] as const
const shorthand = /^[A-Za-z_]\w*$/

/**
 * The rules of a column that keywords of the format say in full. A keyword stands for the first rule of its kind, so that rules of a
 * kind keep their order.
 */
function nativeRules({ name }: ContractColumn, contract: Contract<object>): BoundRule[] {
  const own = contract.rules.filter((rule) => rule.columns.length === 1 && rule.columns[0] === name)
  const kept = contract.remainder?.rules ?? {}
  const first = (kind: string) => own.find((rule) => rule.kind === kind)
  const found: BoundRule[] = []
  for (const kind of keywords) {
    const rule = first(kind)
    if (rule === undefined || !isPlain(rule) || kept[rule.id] !== undefined) continue
    if (kind === 'matches' && (rule as unknown as Rule<string, 'matches'>).args.flags !== undefined) continue
    // One pair of keywords serves both ways of setting limits.
    if (kind === 'between' && (first('min') !== undefined || first('max') !== undefined)) continue
    if (kind === 'length' && (first('minLength') !== undefined || first('maxLength') !== undefined)) continue
    if (kind === 'references') {
      const { name: target, column } = (rule as unknown as Rule<string, 'references'>).args
      if (!shorthand.test(target) || !shorthand.test(column)) continue
    }
    found.push(rule)
  }
  return found
}

function propertyOf(column: ContractColumn, natives: readonly BoundRule[], left: readonly BoundRule[], contract: Contract<object>): Yaml {
  const kept = contract.remainder?.properties[column.name] ?? {}
  const options: Yaml = { ...(kept['logicalTypeOptions'] as Yaml | undefined) }
  const flags: Yaml = {}
  const pairs: string[] = []
  const relationships = [...((kept['relationships'] as Yaml[] | undefined) ?? [])]
  for (const rule of natives) writeKeyword(rule, options, flags, pairs, relationships)
  const custom = [
    ...((kept['customProperties'] as Yaml[] | undefined) ?? []),
    ...(pairs.length === 0 ? [] : [{ property: pairsProperty, value: pairs }]),
  ]
  const quality = [
    ...left.map((rule) => writeQuality(rule, false, contract.remainder?.rules[rule.id])),
    ...((kept['quality'] as Yaml[] | undefined) ?? []),
  ]
  return {
    name: column.name,
    logicalType: column.type,
    ...rest(kept, 'logicalTypeOptions', 'relationships', 'customProperties', 'quality'),
    ...flags,
    ...(Object.keys(options).length === 0 ? {} : { logicalTypeOptions: options }),
    ...(relationships.length === 0 ? {} : { relationships }),
    ...(custom.length === 0 ? {} : { customProperties: custom }),
    ...(quality.length === 0 ? {} : { quality }),
  }
}

function writeKeyword(given: BoundRule, options: Yaml, flags: Yaml, pairs: string[], relationships: Yaml[]): void {
  const is = <N extends Rule['kind']>(kind: N): Rule<string, N> | undefined =>
    given.kind === kind ? (given as unknown as Rule<string, N>) : undefined
  const [min, max, between, matches, reference] = [is('min'), is('max'), is('between'), is('matches'), is('references')]
  if (given.kind === 'required' || given.kind === 'unique') flags[given.kind] = true
  if (min) options[min.args.exclusive ? 'exclusiveMinimum' : 'minimum'] = writeValue(min.args.value)
  if (max) options[max.args.exclusive ? 'exclusiveMaximum' : 'maximum'] = writeValue(max.args.value)
  if (between) {
    options['minimum'] = writeValue(between.args.from)
    options['maximum'] = writeValue(between.args.to)
    pairs.push('between')
  }
  if (matches) options['pattern'] = matches.args.pattern
  const length = is('length') ?? is('minLength') ?? is('maxLength')
  if (length && given.kind !== 'maxLength') options['minLength'] = length.args.length
  if (length && given.kind !== 'minLength') options['maxLength'] = length.args.length
  if (given.kind === 'length') pairs.push('length')
  if (reference) {
    const to = `${reference.args.name}.${reference.args.column}`
    if (!relationships.some((one) => one['to'] === to)) relationships.push({ type: 'foreignKey', to })
  }
}

/** Freshness is a service level, when nothing but its length of time is said. */
function isFreshness(rule: BoundRule, kept: Readonly<Record<string, Yaml>>): boolean {
  return (
    rule.kind === 'fresh' &&
    isPlain(rule) &&
    kept[rule.id] === undefined &&
    (rule as unknown as Rule<string, 'fresh'>).args.asOf === undefined
  )
}

function freshness(contract: Contract<object>): Yaml[] {
  const kept = contract.remainder?.rules ?? {}
  return contract.rules
    .filter((rule) => isFreshness(rule, kept))
    .map((rule) => {
      const { amount, unit } = (rule.args as { within: Duration }).within
      return { property: 'latency', value: amount, unit: unitSymbol(unit), element: `${schemaName(contract)}.${rule.columns[0]}` }
    })
}
