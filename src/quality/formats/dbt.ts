import { stringify } from 'yaml'
import type { Contract } from '../contract.ts'
import { type Duration, unitOf } from '../duration.ts'
import type { BoundRule, LogicalType, Rule, RuleKind, RuleOptions } from '../rule.ts'
import { Draft, type ExportedContract, type ImportedContract, typeOfWord, type Unmapped } from './draft.ts'
import { readExpectation } from './expectations.ts'
import type { TableChoice } from './frictionless.ts'
import { plain, sqlTextOf } from './great-expectations.ts'
import { type Keys, keysOf, listOf, yamlOf } from './parse.ts'
import { unmappedRule } from './said.ts'

const configKeys = [
  'name',
  'description',
  'config',
  'severity',
  'error_if',
  'warn_if',
  'where',
  'arguments',
  'tags',
  'meta',
  'enabled',
  'limit',
  'store_failures',
]
const dataTypes: Readonly<Record<LogicalType, string>> = {
  string: 'varchar',
  integer: 'integer',
  number: 'double',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'boolean',
}

/** A contract out of the tests of one model of a dbt `schema.yml`. */
export function readDbt(text: string, { table }: TableChoice = {}): ImportedContract {
  const top = yamlOf(text, 'schema.yml')
  const sources = listOf(top['sources'], 'sources').flatMap((one) => listOf(keysOf(one, 'a source')['tables'], 'tables'))
  const models = [
    ...listOf(top['models'], 'models'),
    ...listOf(top['seeds'], 'seeds'),
    ...listOf(top['snapshots'], 'snapshots'),
    ...sources,
  ].map((one) => keysOf(one, 'a model'))
  const model = table === undefined && models.length === 1 ? models[0] : models.find((one) => one['name'] === table)
  if (model === undefined) {
    const names = models.map((one) => String(one['name']))
    throw new RangeError(
      `Cannot choose among the models of schema.yml: it describes ${names.join(', ') || 'none'}. Give { table: ${JSON.stringify(names[0] ?? 'name')} }`,
    )
  }
  const draft = new Draft()
  const testsOf = (keys: Keys) => [...listOf(keys['tests'], 'tests'), ...listOf(keys['data_tests'], 'data_tests')]
  for (const one of listOf(model['columns'], 'columns')) {
    const column = keysOf(one, 'a column')
    const name = String(column['name'])
    const type = typeOfWord(column['data_type'])
    if (column['data_type'] !== undefined && type === undefined)
      draft.refuse(name, `data_type ${String(column['data_type'])}`, 'it is no type of a column')
    draft.column(name, type)
    for (const test of testsOf(column)) readTest(draft, test, name)
  }
  for (const test of testsOf(model)) readTest(draft, test, undefined)
  const description = model['description']
  return draft.build(String(model['name']), typeof description === 'string' && description !== '' ? { description } : {})
}

function readTest(draft: Draft, test: unknown, column: string | undefined): void {
  const where = column ?? 'table'
  const entry = typeof test === 'string' ? { [test]: {} } : keysOf(test, `a test of ${where}`)
  const name = String(entry['test_name'] ?? Object.keys(entry).find((key) => !configKeys.includes(key)) ?? '')
  const inner = entry['test_name'] === undefined ? keysOf(entry[name] ?? {}, `the test ${name}`) : entry
  const config = { ...inner, ...entry, ...keysOf(inner['config'] ?? entry['config'] ?? {}, 'config') } as Keys
  const args: Keys = { ...inner, ...keysOf(inner['arguments'] ?? {}, 'arguments') }
  const options = optionsOf(config, inner)
  if (typeof options === 'string') draft.refuse(where, name, options)
  else if (column === undefined) readModelTest(draft, name, args, options)
  else readColumnTest(draft, name, column, args, options)
}

function optionsOf(config: Keys, inner: Keys): RuleOptions | string {
  if (config['where'] !== undefined) return 'its where cannot be said by a rule'
  if (config['enabled'] === false) return 'it is switched off'
  const warn = String(config['severity'] ?? 'error').toLowerCase() === 'warn'
  const threshold = config[warn ? 'warn_if' : 'error_if']
  const match = threshold === undefined ? null : /^\s*(>=?)\s*(\d+)\s*$/.exec(String(threshold))
  if (threshold !== undefined && match === null) return `its threshold ${String(threshold)} cannot be said by a rule`
  const atMost = match === null ? 0 : Number(match[2]) - (match[1] === '>=' ? 1 : 0)
  const { name, description } = inner
  return {
    ...(warn ? { severity: 'warning' as const } : {}),
    ...(atMost > 0 ? { atMost } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof description === 'string' ? { text: description } : {}),
  }
}

function readColumnTest(draft: Draft, name: string, column: string, args: Keys, options: RuleOptions) {
  switch (name) {
    case 'not_null':
      return draft.add('required', [column], {}, options)
    case 'unique':
      return draft.add('unique', [column], {}, options)
    case 'accepted_values':
      return draft.addValues('oneOf', column, args['values'], options)
    case 'relationships': {
      const target = /(?:ref|source)\(\s*(?:'[^']*'\s*,\s*|"[^"]*"\s*,\s*)?['"]([^'"]+)['"]\s*\)/.exec(String(args['to']))?.[1]
      if (target === undefined || typeof args['field'] !== 'string')
        return draft.refuse(column, name, 'it needs to, as ref(...), and field')
      return draft.add('references', [column], { name: target, column: args['field'] }, options)
    }
    case 'dbt_utils.accepted_range': {
      const { min_value, max_value, inclusive = true } = args
      return draft.addLimits(
        column,
        inclusive === false ? { above: min_value, below: max_value } : { min: min_value, max: max_value },
        options,
      )
    }
    case 'dbt_utils.not_null_proportion': {
      const share = Number(args['at_least'])
      if (!(share >= 0 && share <= 1) || args['at_most'] !== undefined) return draft.refuse(column, name, 'only at_least can be said')
      return draft.add('required', [column], {}, { ...options, mostly: share })
    }
    case 'dbt_utils.not_empty_string':
      return draft.addLengths(column, 1, undefined, options)
    case 'dbt_utils.expression_is_true': {
      const expression = `"${column.replaceAll('"', '""')}" ${String(args['expression'])}`
      return draft.addRow(expression, expression, options)
    }
    default:
      if (name.startsWith('dbt_expectations.'))
        return readExpectation(draft, name.slice('dbt_expectations.'.length), { ...args, column }, options)
      return draft.refuse(column, name || 'test', 'no rule says the same')
  }
}

function readModelTest(draft: Draft, name: string, args: Keys, options: RuleOptions) {
  switch (name) {
    case 'dbt_utils.unique_combination_of_columns':
      return draft.add('unique', listOf(args['combination_of_columns'], 'combination_of_columns').map(String), {}, options)
    case 'dbt_utils.expression_is_true':
    case 'expression_is_true':
      return draft.addRow(String(options.text ?? args['expression']), String(args['expression']), withoutText(options))
    case 'dbt_utils.recency': {
      const unit = unitOf(String(args['datepart']))
      const amount = Number(args['interval'])
      if (unit === undefined || !(amount > 0))
        return draft.refuse('table', name, 'its interval is not one of minutes, hours, days or weeks')
      return draft.add('fresh', [String(args['field'])], { within: { amount, unit } }, options)
    }
    default:
      if (name.startsWith('dbt_expectations.')) return readExpectation(draft, name.slice('dbt_expectations.'.length), args, options)
      return draft.refuse('table', name || 'test', 'no rule says the same')
  }
}

function withoutText(options: RuleOptions): RuleOptions {
  const { text: _, ...rest } = options
  return rest
}

/** A contract as a dbt `schema.yml`, with the tests of dbt, dbt_utils and dbt_expectations. */
export function writeDbt(contract: Contract<object>): ExportedContract {
  const unmapped: Unmapped[] = []
  const onModel: unknown[] = []
  const onColumn = new Map<string, unknown[]>(contract.columns.map((column) => [column.name, []]))
  for (const rule of contract.rules) {
    if (rule.kind === 'type' && rule.severity === 'error' && rule.tolerance.limit === 0) continue
    const test = testOf(rule)
    if (typeof test === 'string') unmapped.push(unmappedRule(rule, test))
    else if (test.onModel) onModel.push(test.entry)
    else onColumn.get(rule.columns[0]!)!.push(test.entry)
  }
  const columns = contract.columns.map(({ name, type }) => {
    const tests = onColumn.get(name)!
    return { name, data_type: dataTypes[type], ...(tests.length === 0 ? {} : { data_tests: tests }) }
  })
  const { description } = contract.options
  const model = {
    name: contract.name,
    ...(description === undefined ? {} : { description }),
    columns,
    ...(onModel.length === 0 ? {} : { data_tests: onModel }),
  }
  return { text: stringify({ version: 2, models: [model] }, { lineWidth: 120 }), unmapped }
}

interface Test {
  readonly onModel: boolean
  readonly entry: unknown
}

function testOf(rule: BoundRule): Test | string {
  const { tolerance, severity } = rule
  if (severity === 'note') return 'dbt knows errors and warnings only'
  const share = tolerance.unit === 'share' && tolerance.limit > 0
  if (share && (rule.kind !== 'required' || tolerance.strict)) return 'a share of failing rows cannot be said'
  const said = share ? (['dbt_utils.not_null_proportion', { at_least: Number((1 - tolerance.limit).toFixed(12)) }] as const) : saidOf(rule)
  if (typeof said === 'string') return said
  const [name, args] = said
  const warn = severity === 'warning'
  const limit = tolerance.unit === 'rows' ? tolerance.limit - (tolerance.strict ? 1 : 0) : 0
  const config = {
    ...(warn ? { severity: 'warn' } : {}),
    ...(limit > 0 ? { [warn ? 'warn_if' : 'error_if']: `>${limit}` } : {}),
  }
  const body = {
    ...(rule.name === undefined ? {} : { name: rule.name }),
    ...(rule.text === undefined
      ? rule.kind === 'row'
        ? { description: (rule.args as unknown as { sentence: string }).sentence }
        : {}
      : { description: rule.text.en }),
    ...(Object.keys(args).length === 0 ? {} : { arguments: args }),
    ...(Object.keys(config).length === 0 ? {} : { config }),
  }
  return { onModel: onTable(rule), entry: Object.keys(body).length === 0 ? name : { [name]: body } }
}

const onTable = (rule: BoundRule): boolean => rule.columns.length !== 1 || rule.kind === 'fresh'

function saidOf(rule: BoundRule): readonly [string, Keys] | string {
  const is = <N extends RuleKind>(_: N) => rule.args as unknown as Rule<string, N>['args']
  switch (rule.kind) {
    case 'type':
      return 'dbt has the type of a column, and no severity of it'
    case 'required':
      return ['not_null', {}]
    case 'unique':
      return rule.columns.length === 1
        ? ['unique', {}]
        : ['dbt_utils.unique_combination_of_columns', { combination_of_columns: [...rule.columns] }]
    case 'oneOf': {
      const values = is('oneOf').values.map(plain)
      return ['accepted_values', { values, ...(values.every((value) => typeof value === 'string') ? {} : { quote: false }) }]
    }
    case 'not':
      return ['dbt_expectations.expect_column_values_to_not_be_in_set', { value_set: is('not').values.map(plain) }]
    case 'references':
      return ['relationships', { to: `ref('${is('references').name}')`, field: is('references').column }]
    case 'min':
      return ['dbt_utils.accepted_range', { min_value: plain(is('min').value), ...(is('min').exclusive ? { inclusive: false } : {}) }]
    case 'max':
      return ['dbt_utils.accepted_range', { max_value: plain(is('max').value), ...(is('max').exclusive ? { inclusive: false } : {}) }]
    case 'between':
      return ['dbt_utils.accepted_range', { min_value: plain(is('between').from), max_value: plain(is('between').to) }]
    case 'matches':
      return [
        'dbt_expectations.expect_column_values_to_match_regex',
        { regex: `${is('matches').flags === 'i' ? '(?i)' : ''}${is('matches').pattern}` },
      ]
    case 'length':
      return ['dbt_expectations.expect_column_value_lengths_to_equal', { value: is('length').length }]
    case 'minLength':
      return ['dbt_expectations.expect_column_value_lengths_to_be_between', { min_value: is('minLength').length }]
    case 'maxLength':
      return ['dbt_expectations.expect_column_value_lengths_to_be_between', { max_value: is('maxLength').length }]
    case 'rowCount': {
      const { min, max } = is('rowCount')
      return [
        'dbt_expectations.expect_table_row_count_to_be_between',
        { ...(min === undefined ? {} : { min_value: min }), ...(max === undefined ? {} : { max_value: max }) },
      ]
    }
    case 'fresh': {
      const { amount, unit }: Duration = is('fresh').within
      return is('fresh').asOf === undefined
        ? ['dbt_utils.recency', { datepart: unit, field: rule.columns[0], interval: amount }]
        : 'freshness at a given moment cannot be said'
    }
    case 'row': {
      const expression = sqlTextOf(is('row'))
      return expression === undefined
        ? 'only row rules in SQL without outside values can be said'
        : ['dbt_utils.expression_is_true', { expression }]
    }
    default:
      return `${rule.kind} has no test`
  }
}
