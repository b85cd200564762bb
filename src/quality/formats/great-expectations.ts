import { isSql } from '../../table/index.ts'
import type { Contract } from '../contract.ts'
import type { BoundRule, LogicalType, Rule, RuleKind, RuleOptions, RuleValue } from '../rule.ts'
import { Draft, type ExportedContract, type ImportedContract, type Unmapped } from './draft.ts'
import { readExpectation } from './expectations.ts'
import { jsonOf, type Keys, keysOf, listOf } from './parse.ts'

const severities: Readonly<Record<string, RuleOptions['severity']>> = { critical: 'error', warning: 'warning', info: 'note' }
const severityWords = { error: 'critical', warning: 'warning', note: 'info' } as const
const typeWords: Readonly<Record<LogicalType, string>> = {
  string: 'VARCHAR',
  integer: 'INTEGER',
  number: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
}
const unexpected = /^\s*SELECT \* FROM \{batch\} WHERE NOT \(([\s\S]*)\)\s*$/i

/** A contract out of a Great Expectations suite, as JSON. */
export function readSuite(text: string): ImportedContract {
  const suite = jsonOf(text, 'the suite')
  const draft = new Draft()
  for (const [i, one] of listOf(suite['expectations'], 'expectations').entries()) {
    const expectation = keysOf(one, `expectations[${i}]`)
    const kwargs = keysOf(expectation['kwargs'] ?? {}, `expectations[${i}].kwargs`)
    const name = String(expectation['type'] ?? expectation['expectation_type'] ?? '')
    const options = optionsOf(expectation, kwargs)
    if (typeof options === 'string') draft.refuse(String(kwargs['column'] ?? 'table'), name, options)
    else if (name.replaceAll('_', '').toLowerCase() === 'unexpectedrowsexpectation') readRows(draft, kwargs, options)
    else readExpectation(draft, name, kwargs, options)
  }
  return draft.build(String(suite['name'] ?? suite['expectation_suite_name'] ?? 'suite'))
}

function optionsOf(expectation: Keys, kwargs: Keys): RuleOptions | string {
  const { mostly = 1 } = kwargs
  if (typeof mostly !== 'number' || !(mostly >= 0 && mostly <= 1)) return `its mostly ${JSON.stringify(mostly)} is not a share of 0 to 1`
  const severity = severities[String(expectation['severity'] ?? 'critical')] ?? 'error'
  const description = expectation['description']
  return {
    ...(mostly === 1 ? {} : { mostly }),
    ...(severity === 'error' ? {} : { severity }),
    ...(typeof description === 'string' && description !== '' ? { text: description } : {}),
  }
}

function readRows(draft: Draft, kwargs: Keys, options: RuleOptions): void {
  const query = String(kwargs['unexpected_rows_query'] ?? '')
  const expression = unexpected.exec(query)?.[1]
  if (expression === undefined)
    draft.refuse('table', 'unexpected_rows_expectation', 'its query is not of the form SELECT * FROM {batch} WHERE NOT (...)')
  else {
    const { text, ...rest } = options
    draft.addRow(typeof text === 'string' ? text : expression, expression, rest)
  }
}

/** A contract as a Great Expectations suite, in JSON. */
export function writeSuite(contract: Contract<object>): ExportedContract {
  const unmapped: Unmapped[] = []
  const expectations: object[] = contract.columns.map(({ name }) => ({ type: 'expect_column_to_exist', kwargs: { column: name } }))
  for (const rule of contract.rules) {
    const written = expectationOf(rule)
    if (typeof written === 'string') unmapped.push({ where: rule.columns.join(', ') || 'table', what: rule.id, reason: written })
    else expectations.push({ ...written, ...headOf(rule) })
  }
  const suite = { name: contract.name, expectations, meta: { great_expectations_version: '1.0.0' } }
  return { text: `${JSON.stringify(suite, null, 2)}\n`, unmapped }
}

function headOf(rule: BoundRule): object {
  const description = rule.text?.en ?? (rule.args as { sentence?: string }).sentence
  return {
    ...(rule.severity === 'error' ? {} : { severity: severityWords[rule.severity] }),
    ...(description === undefined ? {} : { description }),
  }
}

function expectationOf(rule: BoundRule): { type: string; kwargs: object } | string {
  if (rule.tolerance.unit === 'rows') return 'a number of failing rows cannot be said, only a share'
  if (rule.tolerance.strict) return 'a share that excludes its limit cannot be said'
  const share = rule.tolerance.limit === 0 ? {} : { mostly: Number((1 - rule.tolerance.limit).toFixed(12)) }
  const said = kwargsOf(rule)
  return typeof said === 'string' ? said : { type: said[0], kwargs: { ...said[1], ...share } }
}

function kwargsOf(rule: BoundRule): [string, object] | string {
  const [column] = rule.columns
  const is = <N extends RuleKind>(_: N) => rule.args as unknown as Rule<string, N>['args']
  switch (rule.kind) {
    case 'type':
      return ['expect_column_values_to_be_of_type', { column, type_: typeWords[is('type').type] }]
    case 'required':
      return ['expect_column_values_to_not_be_null', { column }]
    case 'unique':
      return rule.columns.length === 1
        ? ['expect_column_values_to_be_unique', { column }]
        : ['expect_compound_columns_to_be_unique', { column_list: rule.columns }]
    case 'oneOf':
      return ['expect_column_values_to_be_in_set', { column, value_set: is('oneOf').values.map(plain) }]
    case 'not':
      return ['expect_column_values_to_not_be_in_set', { column, value_set: is('not').values.map(plain) }]
    case 'min':
      return [
        'expect_column_values_to_be_between',
        { column, min_value: plain(is('min').value), ...(is('min').exclusive ? { strict_min: true } : {}) },
      ]
    case 'max':
      return [
        'expect_column_values_to_be_between',
        { column, max_value: plain(is('max').value), ...(is('max').exclusive ? { strict_max: true } : {}) },
      ]
    case 'between':
      return ['expect_column_values_to_be_between', { column, min_value: plain(is('between').from), max_value: plain(is('between').to) }]
    case 'matches':
      return [
        'expect_column_values_to_match_regex',
        { column, regex: `${is('matches').flags === 'i' ? '(?i)' : ''}${is('matches').pattern}` },
      ]
    case 'length':
      return ['expect_column_value_lengths_to_equal', { column, value: is('length').length }]
    case 'minLength':
      return ['expect_column_value_lengths_to_be_between', { column, min_value: is('minLength').length }]
    case 'maxLength':
      return ['expect_column_value_lengths_to_be_between', { column, max_value: is('maxLength').length }]
    case 'rowCount': {
      const { min, max } = is('rowCount')
      return [
        'expect_table_row_count_to_be_between',
        { ...(min === undefined ? {} : { min_value: min }), ...(max === undefined ? {} : { max_value: max }) },
      ]
    }
    case 'row': {
      const expression = sqlTextOf(is('row'))
      if (expression === undefined) return 'only row rules in SQL without outside values can be said'
      return ['unexpected_rows_expectation', { unexpected_rows_query: `SELECT * FROM {batch} WHERE NOT (${expression})` }]
    }
    default:
      return `${rule.kind} has no expectation`
  }
}

/** A value as JSON has it. */
export function plain(value: RuleValue): string | number | boolean {
  return value instanceof Date ? value.toISOString() : value
}

/** The SQL of a row rule without outside values; undefined for any other. */
export function sqlTextOf(args: Rule<string, 'row'>['args']): string | undefined {
  const { test, scope } = args
  return isSql(test) && test.values.length === 0 && scope === undefined ? test.strings.join('') : undefined
}
