import { unitOf } from '../duration.ts'
import type { RuleOptions, Tolerance } from '../rule.ts'
import { Draft, type ImportedContract, typeOfWord } from './draft.ts'
import { type Keys, keysOf, listOf, yamlOf } from './parse.ts'

const settings = ['name', 'filter', 'threshold', 'qualifier', 'attributes', 'column_expression', 'store_failed_rows', 'samples_table']
const invalidKeys = [
  'valid_values',
  'invalid_values',
  'valid_format',
  'valid_min',
  'valid_max',
  'valid_length',
  'valid_min_length',
  'valid_max_length',
  'valid_reference_data',
]

/** A contract out of a Soda contract (version 4), as YAML. */
export function readSoda(text: string): ImportedContract {
  const top = yamlOf(text, 'the Soda contract')
  const draft = new Draft()
  for (const one of listOf(top['columns'], 'columns')) {
    const column = keysOf(one, 'a column')
    const name = String(column['name'])
    const type = typeOfWord(column['data_type'])
    if (column['data_type'] !== undefined && type === undefined)
      draft.refuse(name, `data_type ${String(column['data_type'])}`, 'it is no type of a column')
    draft.column(name, type)
    for (const check of listOf(column['checks'], 'checks')) readCheck(draft, check, name, column)
  }
  for (const check of listOf(top['checks'], 'checks')) readCheck(draft, check, undefined, {})
  for (const key of ['filter', 'variables'])
    if (top[key] !== undefined) draft.refuse('table', key, 'a contract judges every row that it is given')
  return draft.build(
    String(top['dataset'] ?? 'dataset')
      .split('/')
      .at(-1)!,
  )
}

function readCheck(draft: Draft, check: unknown, column: string | undefined, defaults: Keys) {
  const where = column ?? 'table'
  const entry = typeof check === 'string' ? { [check]: {} } : keysOf(check, `a check of ${where}`)
  const [kind = ''] = Object.keys(entry)
  const args: Keys = {
    ...Object.fromEntries(invalidKeys.flatMap((key) => (defaults[key] === undefined ? [] : [[key, defaults[key]]]))),
    ...keysOf(entry[kind] ?? {}, kind),
  }
  if (args['filter'] !== undefined) {
    draft.refuse(where, kind, 'its filter cannot be said by a rule')
    return
  }
  const threshold = keysOf(args['threshold'] ?? {}, 'threshold')
  const base = baseOf(args, threshold)
  if (kind === 'row_count') return readRowCount(draft, threshold, base)
  if (kind === 'freshness') return readFreshness(draft, args, threshold, base)
  if (kind === 'schema') {
    if (args['allow_extra_columns'] !== true) draft.refuse('table', 'schema', 'a contract allows more columns than it names, in any order')
    return
  }
  const options = shareOf(threshold, base)
  if (typeof options === 'string') draft.refuse(where, kind, options)
  else if (kind === 'duplicate') {
    const columns = column === undefined ? listOf(args['columns'], 'columns').map(String) : [column]
    if (columns.length === 0) draft.refuse(where, kind, 'it names no columns')
    else draft.add('unique', columns, {}, options)
  } else if (kind === 'missing' && column !== undefined) readMissing(draft, column, args, defaults, options)
  else if (kind === 'invalid' && column !== undefined) readInvalid(draft, column, args, options)
  else if (kind === 'failed_rows' && typeof args['expression'] === 'string')
    draft.addRow(String(args['name'] ?? `not ${args['expression']}`), `NOT (${args['expression']})`, withoutName(options))
  else draft.refuse(where, kind, 'no rule says the same')
}

function baseOf(args: Keys, threshold: Keys): RuleOptions {
  return {
    ...(String(threshold['level']) === 'warn' ? { severity: 'warning' as const } : {}),
    ...(typeof args['name'] === 'string' ? { name: args['name'] } : {}),
  }
}

function withoutName(options: RuleOptions): RuleOptions {
  const { name: _, ...rest } = options
  return rest
}

/** A threshold of failing rows as options; a reason when it cannot be said. */
function shareOf(threshold: Keys, base: RuleOptions): RuleOptions | string {
  const limit = limitOf(threshold)
  if (limit === undefined) return 'its threshold does not say how many rows may fail'
  if (limit.limit === 0) return base
  if (limit.unit === 'rows') return { ...base, atMost: limit.limit }
  return limit.strict ? 'a share that excludes its limit cannot be said' : { ...base, mostly: Number((1 - limit.limit).toFixed(12)) }
}

function limitOf(threshold: Keys): Tolerance | undefined {
  const percent = threshold['metric'] === 'percent'
  const used = Object.keys(threshold).filter((key) => key.startsWith('must_'))
  if (used.length === 0) return { unit: 'share', limit: 0 }
  const [operator] = used as [string]
  const value = Number(threshold[operator])
  if (used.length > 1 || !(value >= 0)) return undefined
  if (operator === 'must_be') return value === 0 ? { unit: 'share', limit: 0 } : undefined
  if (operator === 'must_be_less_than_or_equal')
    return percent ? { unit: 'share', limit: value / 100 } : { unit: 'rows', limit: Math.floor(value) }
  if (operator !== 'must_be_less_than' || value === 0) return undefined
  return percent ? { unit: 'share', limit: value / 100, strict: true } : { unit: 'rows', limit: Math.ceil(value) - 1 }
}

/** Values that stand for missing ones may not occur either. */
function readMissing(draft: Draft, column: string, args: Keys, defaults: Keys, options: RuleOptions): void {
  draft.add('required', [column], {}, options)
  const values = args['missing_values'] ?? defaults['missing_values']
  if (values !== undefined) draft.addValues('not', column, values, withoutName(options))
  const format = args['missing_format'] ?? defaults['missing_format']
  if (format !== undefined) draft.refuse(column, 'missing_format', 'no rule says the same')
}

function readInvalid(draft: Draft, column: string, args: Keys, options: RuleOptions): void {
  const before = draft.unmapped.length
  let rules = 0
  const rule = (work: (options: RuleOptions) => void) => work(rules++ === 0 ? options : withoutName(options))
  const {
    valid_values,
    invalid_values,
    valid_format,
    valid_min: min,
    valid_max: max,
    valid_length,
    valid_min_length,
    valid_max_length,
  } = args
  if (valid_values !== undefined) rule((o) => draft.addValues('oneOf', column, valid_values, o))
  if (invalid_values !== undefined) rule((o) => draft.addValues('not', column, invalid_values, o))
  if (min !== undefined || max !== undefined) rule((o) => draft.addLimits(column, { min, max }, o))
  if (valid_length !== undefined) rule((o) => draft.addLengths(column, valid_length, valid_length, o))
  if (valid_min_length !== undefined || valid_max_length !== undefined)
    rule((o) => draft.addLengths(column, valid_min_length, valid_max_length, o))
  if (valid_format !== undefined) rule((o) => draft.addPattern(column, keysOf(valid_format, 'valid_format')['regex'], o))
  const reference = args['valid_reference_data']
  if (reference !== undefined) {
    const { dataset, column: there } = keysOf(reference, 'valid_reference_data')
    rule((o) => draft.add('references', [column], { name: String(dataset).split('/').at(-1)!, column: String(there) }, o))
  }
  const unknown = Object.keys(args).filter((key) => ![...invalidKeys, ...settings].includes(key))
  for (const key of unknown) draft.refuse(column, `invalid ${key}`, 'no rule says the same')
  if (rules === 0 && draft.unmapped.length === before) draft.refuse(column, 'invalid', 'it does not say what is valid')
}

function readRowCount(draft: Draft, threshold: Keys, options: RuleOptions): void {
  const between = keysOf(threshold['must_be_between'] ?? {}, 'must_be_between')
  const whole = (value: unknown) => (Number.isInteger(value) ? Number(value) : undefined)
  const add = (value: number | undefined, step: number) => (value === undefined ? undefined : value + step)
  const exact = whole(threshold['must_be'])
  const min =
    exact ??
    add(whole(threshold['must_be_greater_than'] ?? between['greater_than']), 1) ??
    whole(threshold['must_be_greater_than_or_equal'] ?? between['greater_than_or_equal']) ??
    (Object.keys(threshold).some((key) => key.startsWith('must_')) ? undefined : 1)
  const max =
    exact ??
    add(whole(threshold['must_be_less_than'] ?? between['less_than']), -1) ??
    whole(threshold['must_be_less_than_or_equal'] ?? between['less_than_or_equal'])
  if (min === undefined && max === undefined) draft.refuse('table', 'row_count', 'its threshold cannot be said by a rule')
  else draft.add('rowCount', [], { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }, options)
}

function readFreshness(draft: Draft, args: Keys, threshold: Keys, options: RuleOptions): void {
  const unit = unitOf(String(threshold['unit'] ?? 'hour'))
  const amount = Number(threshold['must_be_less_than_or_equal'] ?? threshold['must_be_less_than'])
  if (unit === undefined || !(amount > 0) || args['column'] === undefined)
    draft.refuse('table', 'freshness', 'its threshold is not a length of time')
  else draft.add('fresh', [String(args['column'])], { within: { amount, unit } }, options)
}
