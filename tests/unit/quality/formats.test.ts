import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  type Contract,
  contract,
  date,
  type ExportFormat,
  exportContract,
  fresh,
  from,
  importContract,
  integer,
  noRepeats,
  number,
  row,
  rowCount,
  sql,
  string,
  unique,
} from '../../../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: contracts of any columns
const shown = (rules: Contract<any>) =>
  rules.rules.map((rule) => [rule.kind, rule.columns.join('+'), ...(Object.keys(rule.args).length === 0 ? [] : [rule.args])])
const reasons = (unmapped: readonly { where: string; what: string }[]) => unmapped.map(({ where, what }) => `${where}: ${what}`)

describe('importContract()', () => {
  it('reads a Great Expectations suite', async () => {
    const suite = {
      name: 'orders',
      expectations: [
        { type: 'expect_column_to_exist', kwargs: { column: 'note' } },
        { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'id', mostly: 0.9 }, severity: 'warning' },
        {
          expectation_type: 'expect_column_values_to_be_between',
          kwargs: { column: 'qty', min_value: 1, max_value: 99, strict_max: true },
        },
        { type: 'expect_column_values_to_be_in_set', kwargs: { column: 'state', value_set: ['open', 'paid'] } },
        { type: 'expect_column_values_to_match_regex', kwargs: { column: 'sku', regex: '(?i)^[A-Z]\\d+$' } },
        { type: 'expect_column_values_to_not_match_regex', kwargs: { column: 'sku', regex: 'X' } },
        { type: 'expect_column_value_lengths_to_equal', kwargs: { column: 'sku', value: 2 } },
        { type: 'expect_column_values_to_be_of_type', kwargs: { column: 'qty', type_: 'BIGINT' } },
        { type: 'expect_compound_columns_to_be_unique', kwargs: { column_list: ['id', 'sku'] } },
        { type: 'expect_column_pair_values_a_to_be_greater_than_b', kwargs: { column_A: 'paid', column_B: 'qty', or_equal: true } },
        { type: 'expect_table_row_count_to_be_between', kwargs: { min_value: 1 } },
        { type: 'expect_column_mean_to_be_between', kwargs: { column: 'qty', min_value: 1 } },
        { type: 'expect_column_values_to_be_unique', kwargs: { column: 'id', row_condition: 'qty > 1', condition_parser: 'pandas' } },
      ],
      meta: { great_expectations_version: '1.3.0' },
    }
    const { contract: rules, unmapped } = importContract(JSON.stringify(suite), { format: 'great-expectations' })
    assert.equal(rules.name, 'orders')
    assert.deepEqual(reasons(unmapped), ['qty: expect_column_mean_to_be_between', 'id: expect_column_values_to_be_unique'])
    assert.deepEqual(
      rules.columns.map(({ name, type }) => `${name} ${type}`),
      ['note string', 'id string', 'qty integer', 'state string', 'sku string'],
    )
    const data = from([
      { note: 'a', id: 'x', qty: 1, state: 'open', sku: 'a1', paid: 1 },
      { note: null, id: null, qty: 99, state: 'gone', sku: 'X1', paid: 98 },
    ])
    const checked = await rules.check(data, { history: false })
    assert.deepEqual(
      checked.rules.filter((rule) => rule.outcome !== 'pass').map((rule) => [rule.rule, rule.outcome, rule.severity]),
      [
        ['id.required', 'fail', 'warning'],
        ['qty.max', 'fail', 'error'],
        ['state.oneOf', 'fail', 'error'],
        ['sku does not match X', 'fail', 'error'],
        ['paid is at least qty', 'fail', 'error'],
      ],
    )
  })

  it('reads the tests of a dbt model', () => {
    const text = `version: 2
models:
  - name: orders
    description: One row an order
    columns:
      - name: id
        data_type: bigint
        tests: [unique, { not_null: { severity: warn } }]
      - name: state
        data_tests:
          - accepted_values: { values: [open, paid] }
      - name: user_id
        data_tests:
          - relationships: { arguments: { to: "ref('users')", field: id } }
          - dbt_utils.not_null_proportion: { at_least: 0.95 }
      - name: qty
        data_tests:
          - dbt_utils.accepted_range: { min_value: 0, inclusive: false, config: { error_if: '>10' } }
          - dbt_expectations.expect_column_values_to_be_between: { min_value: 0, max_value: 5 }
          - my_package.odd: { a: 1 }
          - not_null: { where: "state = 'paid'" }
    data_tests:
      - dbt_utils.unique_combination_of_columns: { combination_of_columns: [id, state] }
      - dbt_utils.expression_is_true: { name: cheap, expression: qty < 100 }
      - dbt_utils.recency: { datepart: day, field: day, interval: 2 }
  - name: users
`
    const { contract: rules, unmapped } = importContract(text, { format: 'dbt', table: 'orders' })
    assert.deepEqual(
      shown(rules).map(([kind, columns]) => `${kind} ${columns}`),
      [
        'type id',
        'unique id',
        'required id',
        'oneOf state',
        'references user_id',
        'required user_id',
        'type qty',
        'min qty',
        'between qty',
        'type day',
        'unique id+state',
        'row ',
        'fresh day',
      ],
    )
    assert.deepEqual(reasons(unmapped), ['qty: my_package.odd', 'qty: not_null'])
    assert.deepEqual(rules.rules.find((rule) => rule.kind === 'min')?.tolerance, { unit: 'rows', limit: 10 })
    assert.throws(() => importContract(text, { format: 'dbt' }), /it describes orders, users\. Give \{ table: "orders" \}/)
  })

  it('reads a Frictionless package', () => {
    const file = {
      name: 'shop',
      resources: [
        {
          name: 'orders',
          schema: {
            fields: [
              { name: 'id', type: 'integer', constraints: { required: true } },
              { name: 'sku', type: 'string', constraints: { pattern: 'a|b', minLength: 1, maxLength: 1 } },
              { name: 'day', type: 'date', format: '%d/%m/%Y', constraints: { minimum: '2010-01-01' } },
              { name: 'place', type: 'geopoint' },
            ],
            primaryKey: 'id',
            foreignKeys: [{ fields: 'sku', reference: { resource: 'items', fields: 'sku' } }],
            missingValues: ['', '-'],
          },
        },
      ],
    }
    const { contract: rules, unmapped } = importContract(JSON.stringify(file), { format: 'frictionless' })
    assert.deepEqual(shown(rules).slice(0, 6), [
      ['type', 'id', { type: 'integer' }],
      ['required', 'id'],
      ['required', 'id'],
      ['unique', 'id'],
      ['length', 'sku', { length: 1 }],
      ['matches', 'sku', { pattern: '^(?:a|b)$' }],
    ])
    assert.deepEqual(reasons(unmapped), ['day: format %d/%m/%Y', 'place: type geopoint', 'table: missingValues'])
  })

  it('reads a JSON Schema of a table', () => {
    const schema = {
      title: 'orders',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        type: 'object',
        required: ['id', 'note'],
        additionalProperties: false,
        properties: {
          id: { type: 'integer', minimum: 1 },
          note: { type: ['string', 'null'], maxLength: 9, format: 'email' },
          at: { type: 'string', format: 'date-time' },
          kind: { enum: ['a', 'b', null] },
          qty: { type: 'number', multipleOf: 5, not: { enum: [0] } },
        },
      },
    }
    const { contract: rules, unmapped } = importContract(JSON.stringify(schema), { format: 'json-schema' })
    assert.deepEqual(
      shown(rules).map(([kind, columns]) => `${kind} ${columns}`),
      ['type id', 'required id', 'min id', 'maxLength note', 'type at', 'oneOf kind', 'type qty', 'not qty', 'noRepeats ', 'rowCount '],
    )
    assert.deepEqual(reasons(unmapped), ['note: format email', 'qty: multipleOf', 'table: additionalProperties'])
  })

  it('reads a Soda contract', () => {
    const text = `dataset: duck/main/orders
columns:
  - name: id
    data_type: varchar
    checks:
      - missing: { threshold: { metric: percent, must_be_less_than_or_equal: 5, level: warn } }
      - duplicate:
  - name: qty
    data_type: integer
    checks:
      - invalid: { name: sane, valid_min: 1, valid_max: 9, threshold: { must_be_less_than: 3 } }
      - aggregate: { function: avg, threshold: { must_be_less_than: 5 } }
  - name: at
    data_type: timestamp
checks:
  - schema:
  - row_count: { threshold: { must_be_between: { greater_than: 10, less_than_or_equal: 20 } } }
  - freshness: { column: at, threshold: { unit: hour, must_be_less_than_or_equal: 24 } }
  - failed_rows: { name: no gifts, expression: qty = 0 }
`
    const { contract: rules, unmapped } = importContract(text, { format: 'soda' })
    assert.deepEqual(shown(rules), [
      ['required', 'id'],
      ['unique', 'id'],
      ['type', 'qty', { type: 'integer' }],
      ['between', 'qty', { from: 1, to: 9 }],
      ['type', 'at', { type: 'timestamp' }],
      ['rowCount', '', { min: 11, max: 20 }],
      ['fresh', 'at', { within: { amount: 24, unit: 'hour' } }],
      ['row', '', { sentence: 'no gifts', test: { kind: 'sql', strings: ['NOT (qty = 0)'], values: [] } }],
    ])
    assert.deepEqual(rules.rules[0]?.tolerance, { unit: 'share', limit: 0.05 })
    assert.deepEqual([rules.rules[3]?.id, rules.rules[3]?.tolerance], ['sane', { unit: 'rows', limit: 2 }])
    assert.deepEqual(reasons(unmapped), ['qty: aggregate', 'table: schema'])
  })

  it('reads DQDL', () => {
    const text = `# orders
Rules = [
  IsComplete "id", IsPrimaryKey "id",
  Completeness "note" >= 0.9,
  ColumnValues "state" in ["open", "a, b] \\"c\\""] with threshold >= 0.5,
  ColumnValues "qty" between 0 and 100,
  ColumnValues "sku" matches "[A-Z]\\\\d+|x",
  ColumnLength "sku" <= 4,
  ColumnDataType "qty" = "INTEGER",
  RowCount > 10,
  DataFreshness "at" <= 24 hours,
  ReferentialIntegrity "user" "users.id" = 1.0,
  (IsComplete "a") or (IsComplete "b"),
  ColumnValues "qty" > 1 where "state = 'open'",
  Entropy "qty" > 1,
  Completeness "note" > 0.5
]
Analyzers = [ Mean "qty" ]`
    const { contract: rules, unmapped } = importContract(text, { format: 'dqdl' })
    assert.deepEqual(shown(rules), [
      ['required', 'id'],
      ['required', 'id'],
      ['unique', 'id'],
      ['required', 'note'],
      ['oneOf', 'state', { values: ['open', 'a, b] "c"'] }],
      ['min', 'qty', { value: 0, exclusive: true }],
      ['max', 'qty', { value: 100, exclusive: true }],
      ['type', 'qty', { type: 'integer' }],
      ['matches', 'sku', { pattern: '^(?:[A-Z]\\d+|x)$' }],
      ['maxLength', 'sku', { length: 4 }],
      ['type', 'at', { type: 'timestamp' }],
      ['references', 'user', { name: 'users', column: 'id' }],
      ['rowCount', '', { min: 11 }],
      ['fresh', 'at', { within: { amount: 24, unit: 'hour' } }],
    ])
    assert.equal(unmapped.length, 5)
  })

  it('refuses texts that are not in the format, and formats that it does not know', () => {
    for (const format of ['great-expectations', 'frictionless', 'json-schema'] as const)
      for (const text of ['', '{', '[]', '12']) assert.throws(() => importContract(text, { format }), SyntaxError, `${format} ${text}`)
    for (const format of ['dbt', 'soda'] as const)
      for (const text of ['a: [', '[]', '12']) assert.throws(() => importContract(text, { format }), SyntaxError)
    for (const text of ['', 'Rules = [ IsComplete "a"', 'Rules']) assert.throws(() => importContract(text, { format: 'dqdl' }), SyntaxError)
    assert.throws(() => importContract('', { format: 'dtb' as never }), /Cannot read the format "dtb": did you mean "dbt"\?/)
  })
})

describe('exportContract()', () => {
  const formats: readonly ExportFormat[] = ['great-expectations', 'dbt', 'frictionless', 'json-schema']
  const rules = contract(
    'orders',
    {
      id: integer().required().unique(),
      qty: number().min(0, { exclusive: true }).required({ mostly: 0.95 }),
      sku: string()
        .matches(/^[A-Z]\d+$/, { severity: 'warning' })
        .not('X1'),
      day: date(),
    },
    [
      unique('id', 'sku'),
      noRepeats(),
      rowCount({ min: 1 }),
      fresh('day', { within: '2 days' }),
      row('a row', (r) => r.qty > 0),
      row('in sql', sql`qty > 0`),
    ],
  )

  it('says each rule or names it as unmapped', () => {
    const counts = Object.fromEntries(formats.map((format) => [format, reasons(exportContract(rules, { format }).unmapped)]))
    assert.deepEqual(counts, {
      'great-expectations': ['table: noRepeats', 'day: day.fresh', 'table: a row'],
      dbt: ['sku: sku.matches', 'table: noRepeats', 'table: a row'].filter((one) => one !== 'sku: sku.matches'),
      frictionless: [
        'qty: qty.required',
        'sku: sku.matches',
        'sku: sku.not',
        'table: noRepeats',
        'table: rowCount',
        'day: day.fresh',
        'table: a row',
        'table: in sql',
      ],
      'json-schema': [
        'id: id.unique',
        'qty: qty.required',
        'sku: sku.matches',
        'id, sku: unique(id, sku)',
        'day: day.fresh',
        'table: a row',
        'table: in sql',
      ],
    })
  })

  it('reads back what it wrote: every rule that is not named as unmapped', () => {
    const option = (limit: number) => (limit === 0 ? {} : { mostly: limit })
    const numbers = fc
      .tuple(fc.integer({ min: -50, max: 0 }), fc.integer({ min: 1, max: 50 }), fc.constantFrom(0, 0.5, 0.95))
      .map(([low, high, mostly]) =>
        fc.constantFrom(
          number().between(low, high, option(mostly)),
          number().min(low, { exclusive: true }),
          number().max(high, { severity: 'warning' }),
          integer().required(option(mostly)).min(low),
          integer().unique().oneOf(low, high),
          integer().not(low, high),
        ),
      )
    const texts = fc
      .constantFrom('^a|b$', '^a$', '^(?:a|b)$', 'a\\$', '^x.*\\d$', '[^|]', '^a\\|b$')
      .map((pattern) =>
        fc.constantFrom(
          string().matches(new RegExp(pattern)),
          string().length(3).required(),
          string().minLength(1).maxLength(4),
          string().oneOf('a', "b's", '1'),
        ),
      )
    const columns = fc.dictionary(
      fc.constantFrom('a', 'b"c', 'd e', 'é', 'column'),
      fc.oneof(numbers, texts).chain((one) => one as never),
      { minKeys: 1 },
    )
    fc.assert(
      fc.property(columns, fc.constantFrom(...formats), fc.option(fc.nat(9)), (given, format, rows) => {
        const made = contract('orders', given as never, rows === null ? [] : [rowCount({ min: rows }) as never])
        const { text, unmapped } = exportContract(made, { format })
        const lost = new Set(unmapped.map((one) => one.what))
        const back = importContract(text, { format })
        assert.deepEqual(back.unmapped, [])
        const plain = (of: typeof made.rules) =>
          of.map(({ kind, columns: own, args, severity, tolerance }) => JSON.stringify([kind, own, args, severity, tolerance])).sort()
        assert.deepEqual([...new Set(plain(back.contract.rules))], [...new Set(plain(made.rules.filter((rule) => !lost.has(rule.id))))])
        assert.deepEqual(back.contract.columns, made.columns)
      }),
      { numRuns: 300 },
    )
  })
})
