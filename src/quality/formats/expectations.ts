import type { RuleOptions } from '../rule.ts'
import { type Draft, quotedName, quotedText, sqlValue, typeOfWord } from './draft.ts'

type Kwargs = Readonly<Record<string, unknown>>
type Reader = (draft: Draft, kwargs: Kwargs, options: RuleOptions) => void

const columnOf = (kwargs: Kwargs): string => String(kwargs['column'] ?? kwargs['column_name'] ?? '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const named = (value: unknown): string => quotedName(String(value))
const A = (kwargs: Kwargs) => String(kwargs['column_A'])
const B = (kwargs: Kwargs) => String(kwargs['column_B'])

function limits(draft: Draft, kwargs: Kwargs, options: RuleOptions): void {
  const { min_value: min, max_value: max, strict_min, strict_max, strictly } = kwargs
  draft.addLimits(
    columnOf(kwargs),
    { ...(strict_min || strictly ? { above: min } : { min }), ...(strict_max || strictly ? { below: max } : { max }) },
    options,
  )
}

function type(draft: Draft, kwargs: Kwargs, options: RuleOptions): void {
  const words =
    kwargs['type_list'] === undefined
      ? [kwargs['type_'] ?? kwargs['column_type']]
      : listOf(kwargs['type_list'] ?? kwargs['column_type_list'])
  const found = [...new Set(words.map(typeOfWord))]
  if (found.length !== 1 || found[0] === undefined) {
    draft.refuse(columnOf(kwargs), 'type', `the type ${words.join(', ')} is not one that contracts ask for`)
    return
  }
  draft.column(columnOf(kwargs), found[0])
  if (found[0] !== 'string') draft.add('type', [columnOf(kwargs)], { type: found[0] }, options)
}

function rowCount(draft: Draft, min: unknown, max: unknown, options: RuleOptions): void {
  const whole = (value: unknown) => (typeof value === 'number' ? value : undefined)
  const [low, high] = [whole(min), whole(max)]
  if (low === undefined && high === undefined) draft.refuse('table', 'row count', 'it has no limit')
  else draft.add('rowCount', [], { ...(low === undefined ? {} : { min: low }), ...(high === undefined ? {} : { max: high }) }, options)
}

function patterns(draft: Draft, kwargs: Kwargs, options: RuleOptions): void {
  const list = listOf(kwargs['regex_list']).map(String)
  if (kwargs['match_on'] === 'all') for (const one of list) draft.addPattern(columnOf(kwargs), one, options)
  else draft.addPattern(columnOf(kwargs), list.map((one) => `(?:${one})`).join('|'), options)
}

function pairs(draft: Draft, kwargs: Kwargs, options: RuleOptions): void {
  const set = listOf(kwargs['value_pairs_set'] ?? kwargs['value_set']).map((pair) => `(${listOf(pair).map(sqlValue).join(', ')})`)
  draft.addRow(
    `${A(kwargs)} and ${B(kwargs)} are a known pair`,
    `(${named(A(kwargs))}, ${named(B(kwargs))}) IN (${set.join(', ')})`,
    options,
  )
}

function greater(draft: Draft, kwargs: Kwargs, options: RuleOptions): void {
  const or = kwargs['or_equal'] === true
  draft.addRow(
    `${A(kwargs)} is ${or ? 'at least' : 'above'} ${B(kwargs)}`,
    `${named(A(kwargs))} ${or ? '>=' : '>'} ${named(B(kwargs))}`,
    options,
  )
}

function columnSet(draft: Draft, kwargs: Kwargs): void {
  const names = listOf(kwargs['column_set'] ?? kwargs['column_list']).map(String)
  for (const name of names) draft.column(name)
  if (kwargs['column_list'] !== undefined) draft.refuse('table', 'order of columns', 'a contract asks for columns by name, in any order')
  else if (kwargs['exact_match'] !== false) draft.refuse('table', 'no other columns', 'a contract allows more columns than it names')
}

/** Each kind of expectation that rules can say, as suites and dbt packages name them. */
const readers: Readonly<Record<string, Reader>> = {
  expect_column_to_exist: (draft, kwargs) => draft.column(columnOf(kwargs)),
  expect_column_values_to_not_be_null: (draft, kwargs, options) => draft.add('required', [columnOf(kwargs)], {}, options),
  expect_column_values_to_be_null: (draft, kwargs, options) =>
    draft.addRow(`${columnOf(kwargs)} is missing`, `${named(columnOf(kwargs))} IS NULL`, options),
  expect_column_values_to_be_unique: (draft, kwargs, options) => draft.add('unique', [columnOf(kwargs)], {}, options),
  expect_compound_columns_to_be_unique: (draft, kwargs, options) =>
    draft.add('unique', listOf(kwargs['column_list']).map(String), {}, options),
  expect_column_values_to_be_in_set: (draft, kwargs, options) => draft.addValues('oneOf', columnOf(kwargs), kwargs['value_set'], options),
  expect_column_distinct_values_to_be_in_set: (draft, kwargs, options) =>
    draft.addValues('oneOf', columnOf(kwargs), kwargs['value_set'], options),
  expect_column_values_to_not_be_in_set: (draft, kwargs, options) => draft.addValues('not', columnOf(kwargs), kwargs['value_set'], options),
  expect_column_values_to_be_between: limits,
  expect_column_min_to_be_between: (draft, kwargs, options) =>
    kwargs['max_value'] === undefined || kwargs['max_value'] === null
      ? limits(draft, { ...kwargs, max_value: undefined }, options)
      : draft.refuse(columnOf(kwargs), 'expect_column_min_to_be_between', 'an upper limit of the smallest value has no rule'),
  expect_column_max_to_be_between: (draft, kwargs, options) =>
    kwargs['min_value'] === undefined || kwargs['min_value'] === null
      ? limits(draft, { ...kwargs, min_value: undefined }, options)
      : draft.refuse(columnOf(kwargs), 'expect_column_max_to_be_between', 'a lower limit of the largest value has no rule'),
  expect_column_values_to_match_regex: (draft, kwargs, options) => draft.addPattern(columnOf(kwargs), kwargs['regex'], options),
  expect_column_values_to_match_regex_list: patterns,
  expect_column_values_to_not_match_regex: (draft, kwargs, options) =>
    draft.addRow(
      `${columnOf(kwargs)} does not match ${String(kwargs['regex'])}`,
      `NOT regexp_matches(${named(columnOf(kwargs))}, ${quotedText(String(kwargs['regex']))})`,
      options,
    ),
  expect_column_values_to_not_match_regex_list: (draft, kwargs, options) => {
    for (const regex of listOf(kwargs['regex_list']))
      readers['expect_column_values_to_not_match_regex']!(draft, { ...kwargs, regex }, options)
  },
  expect_column_values_to_match_like_pattern: (draft, kwargs, options) =>
    draft.addRow(
      `${columnOf(kwargs)} is like ${String(kwargs['like_pattern'])}`,
      `${named(columnOf(kwargs))} LIKE ${quotedText(String(kwargs['like_pattern']))}`,
      options,
    ),
  expect_column_values_to_not_match_like_pattern: (draft, kwargs, options) =>
    draft.addRow(
      `${columnOf(kwargs)} is not like ${String(kwargs['like_pattern'])}`,
      `${named(columnOf(kwargs))} NOT LIKE ${quotedText(String(kwargs['like_pattern']))}`,
      options,
    ),
  expect_column_values_to_match_strftime_format: (draft, kwargs, options) =>
    draft.addRow(
      `${columnOf(kwargs)} is a time as ${String(kwargs['strftime_format'])}`,
      `${named(columnOf(kwargs))} IS NULL OR try_strptime(${named(columnOf(kwargs))}, ${quotedText(String(kwargs['strftime_format']))}) IS NOT NULL`,
      options,
    ),
  expect_column_values_to_be_json_parseable: (draft, kwargs, options) =>
    draft.addRow(`${columnOf(kwargs)} is JSON`, `json_valid(${named(columnOf(kwargs))})`, options),
  expect_column_value_lengths_to_equal: (draft, kwargs, options) =>
    draft.addLengths(columnOf(kwargs), kwargs['value'], kwargs['value'], options),
  expect_column_value_lengths_to_be_between: (draft, kwargs, options) => {
    const [min, max] = [kwargs['min_value'], kwargs['max_value']]
    if (typeof min !== 'number' && typeof max !== 'number') draft.refuse(columnOf(kwargs), 'length', 'it has no limit')
    else if (kwargs['strict_min'] || kwargs['strict_max'])
      draft.addLengths(
        columnOf(kwargs),
        typeof min === 'number' && kwargs['strict_min'] ? min + 1 : min,
        typeof max === 'number' && kwargs['strict_max'] ? max - 1 : max,
        options,
      )
    else draft.addLengths(columnOf(kwargs), min, max, options)
  },
  expect_column_values_to_be_of_type: type,
  expect_column_values_to_be_in_type_list: type,
  expect_table_row_count_to_be_between: (draft, kwargs, options) => rowCount(draft, kwargs['min_value'], kwargs['max_value'], options),
  expect_table_row_count_to_equal: (draft, kwargs, options) => rowCount(draft, kwargs['value'], kwargs['value'], options),
  expect_table_columns_to_match_set: columnSet,
  expect_table_columns_to_match_ordered_list: columnSet,
  expect_column_pair_values_to_be_equal: (draft, kwargs, options) =>
    draft.addRow(`${A(kwargs)} equals ${B(kwargs)}`, `${named(A(kwargs))} = ${named(B(kwargs))}`, options),
  expect_column_pair_values_a_to_be_greater_than_b: greater,
  expect_column_pair_values_to_be_in_set: pairs,
  expect_select_column_values_to_be_unique_within_record: (draft, kwargs, options) => {
    const names = listOf(kwargs['column_list']).map(String)
    const different = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${named(a)} <> ${named(b)}`))
    draft.addRow(`${names.join(', ')} differ within a row`, different.join(' AND '), options)
  },
  expect_multicolumn_sum_to_equal: (draft, kwargs, options) => {
    const names = listOf(kwargs['column_list']).map(String)
    draft.addRow(
      `${names.join(' + ')} = ${String(kwargs['sum_total'])}`,
      `${names.map(named).join(' + ')} = ${Number(kwargs['sum_total'])}`,
      options,
    )
  },
}

const conditional = ['row_condition', 'where', 'parse_strings_as_datetimes']

/** Reads one expectation into the draft; one without a counterpart is named there. */
export function readExpectation(draft: Draft, name: string, kwargs: Kwargs, options: RuleOptions): void {
  const snake = name.replace(/([a-z])(?=[A-Z])/g, '$1_').toLowerCase()
  const where = columnOf(kwargs) || 'table'
  const reader = Object.hasOwn(readers, snake) ? readers[snake] : undefined
  const condition = conditional.find((key) => kwargs[key] !== undefined && kwargs[key] !== null)
  if (reader === undefined) draft.refuse(where, snake, 'no rule says the same')
  else if (condition !== undefined) draft.refuse(where, snake, `its ${condition} cannot be said by a rule`)
  else reader(draft, kwargs, options)
}
