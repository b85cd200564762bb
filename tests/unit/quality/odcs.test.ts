import assert from 'node:assert/strict'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
  contract,
  date,
  fresh,
  from,
  integer,
  noRepeats,
  number,
  parseContract,
  readContract,
  row,
  rowCount,
  string,
  timestamp,
  unique,
} from '../../../src/index.ts'

const head = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: orders
version: 1.2.0
status: active
`

/** A contract file with one table of one column. */
const withProperty = (property: string) => `${head}schema:
  - name: orders
    properties:
      - name: x
${property.replace(/^/gm, '        ')}
`

const kindsOf = (source: string) => parseContract(source).rules.map(({ kind, args, tolerance }) => [kind, args, tolerance.limit])
const notesOf = (source: string) => parseContract(source).remainder!.notes.map((note) => note.text.en)

const full = contract(
  'invoice lines',
  {
    InvoiceNo: string()
      .required()
      .matches(/^C?\d{6}$/)
      .minLength(6)
      .maxLength(7),
    StockCode: string().required({ severity: 'warning', mostly: 0.999 }).length(5, { severity: 'note', name: 'code length' }),
    Country: string()
      .oneOf('United Kingdom', 'France')
      .not('', 'N/A', { text: { en: 'The country is named', 'zh-CN': '国家有名称' } }),
    Quantity: integer().not(0).between(-10_000, 10_000),
    UnitPrice: number().min(0, { exclusive: true, dimension: 'accuracy' }).max(1000, { atMost: 3 }),
    InvoiceDate: timestamp().min(new Date('2010-12-01')).type({ severity: 'warning' }),
    Day: date().max(new Date('2011-12-31')).unique(),
  },
  [
    unique('InvoiceNo', 'StockCode', { severity: 'warning' }),
    noRepeats(),
    row('only cancelled lines are negative', (r) => r.Quantity > floor || r.InvoiceNo.startsWith('C'), {
      scope: { floor: 0, from: new Date(0) },
    }),
    rowCount({ min: 1000, max: 10_000 }),
    fresh('InvoiceDate', { within: '2 days' }),
    fresh('Day', { within: '36 hours', asOf: new Date('2011-01-01T12:00:00Z') }),
  ],
  { version: '2.0.0', owner: 'sales data', description: 'One row a line of an invoice', status: 'draft', id: 'lines-1' },
)
declare const floor: number

const byId = (rules: readonly { id: string }[]) =>
  rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => JSON.parse(JSON.stringify(rule)))

describe('contracts as ODCS files', () => {
  it('save() and readContract() give back every rule, type and option', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'assay-odcs-')), 'lines.odcs.yaml')
    await full.save(file)
    const read = await readContract(file)
    assert.deepEqual(byId(read.rules), byId(full.rules))
    assert.deepEqual(read.columns, full.columns)
    assert.deepEqual(read.options, full.options)
    assert.equal(read.name, 'invoice lines')
    assert.deepEqual(read.remainder!.notes, [])
    const row = read.rules.find((rule) => rule.kind === 'row')!
    assert.equal(
      String((row.args as { test: unknown }).test),
      String((full.rules.find((rule) => rule.kind === 'row')!.args as { test: unknown }).test),
    )
  })

  it('toYAML() uses the keywords of the format where it has them', () => {
    const [schema] = parse(full.toYAML()).schema
    const property = (name: string) => schema.properties.find((one: { name: string }) => one.name === name)
    assert.equal(property('InvoiceNo').required, true)
    assert.deepEqual(property('InvoiceNo').logicalTypeOptions, { pattern: '^C?\\d{6}$', minLength: 6, maxLength: 7 })
    assert.deepEqual(property('Country').quality[0], {
      metric: 'invalidValues',
      arguments: { validValues: ['United Kingdom', 'France'] },
      mustBe: 0,
    })
    assert.deepEqual(property('StockCode').quality[0], {
      metric: 'nullValues',
      unit: 'percent',
      mustBeLessOrEqualTo: 0.1,
      severity: 'warning',
    })
    assert.deepEqual(schema.quality[0], {
      metric: 'duplicateValues',
      arguments: { properties: ['InvoiceNo', 'StockCode'] },
      mustBe: 0,
      severity: 'warning',
    })
  })

  it('a contract read from a file checks as the one it was saved from', async () => {
    const data = from([
      { a: 'x', n: 1 },
      { a: null, n: -1 },
      { a: 'yy', n: 2 },
    ])
    const rules = contract('t', { a: string().required().maxLength(1), n: integer() }, [
      row('positive', (r) => r.n > least, { scope: { least: 1 } }),
    ])
    const [before, after] = [await rules.check(data), await parseContract(rules.toYAML()).check(data)]
    assert.deepEqual(after.rules, before.rules)
    assert.deepEqual(await after.failing().rows(), await before.failing().rows())
  })

  it('parseContract() reads limits, patterns, lengths and flags', () => {
    assert.deepEqual(
      kindsOf(withProperty('logicalType: integer\nrequired: true\nlogicalTypeOptions: { minimum: 1, exclusiveMaximum: 9, multipleOf: 2 }')),
      [
        ['type', { type: 'integer' }, 0],
        ['required', {}, 0],
        ['min', { value: 1 }, 0],
        ['max', { value: 9, exclusive: true }, 0],
      ],
    )
  })

  it('parseContract() reads thresholds in rows and percent, strict and not', () => {
    const limits = (operator: string) =>
      parseContract(withProperty(`quality:\n  - { metric: nullValues, ${operator} }`)).rules[0]?.tolerance
    assert.deepEqual(limits('mustBe: 0'), { unit: 'share', limit: 0 })
    assert.deepEqual(limits('mustBeLessThan: 10'), { unit: 'rows', limit: 9 })
    assert.deepEqual(limits('unit: percent, mustBeLessThan: 1'), { unit: 'share', limit: 0.01, strict: true })
    assert.deepEqual(limits('unit: percent, mustBeLessOrEqualTo: 5'), { unit: 'share', limit: 0.05 })
    assert.equal(limits('mustBeGreaterThan: 5'), undefined)
  })

  it('parseContract() takes a primary key as required and unique together', () => {
    const source = `${head}schema:
  - name: orders
    properties:
      - { name: b, primaryKey: true, primaryKeyPosition: 2 }
      - { name: a, primaryKey: true, primaryKeyPosition: 1 }
`
    assert.deepEqual(
      parseContract(source).rules.map((rule) => rule.id),
      ['a.required', 'b.required', 'unique(a, b)'],
    )
    const again = parseContract(parseContract(source).toYAML())
    assert.deepEqual(byId(again.rules), byId(parseContract(source).rules))
  })

  it('what cannot be run is kept, named with its line, and saved again', () => {
    const source = withProperty(`quality:
  - { type: sql, name: big, query: 'SELECT 1' }
  - { type: custom, engine: soda, implementation: 'duplicate_percent' }
  - { type: text, description: checked by hand }`)
    assert.deepEqual(notesOf(source), [
      'Contract, line 12: "big" is kept and not run: it does not say what its result must be',
      'Contract, line 13: "custom" is kept and not run: its engine is soda',
      'Contract, line 14: "checked by hand" is kept and not run: it is a text, not a rule',
    ])
    assert.deepEqual(parse(parseContract(source).toYAML()).schema[0].properties[0].quality, parse(source).schema[0].properties[0].quality)
  })

  it('unknown keys are kept and named with the nearest known one', () => {
    const source = withProperty('requird: true\ntags: [a]')
    assert.deepEqual(notesOf(source), ['Contract, line 11: the key "requird" is not known, it is kept; did you mean required?'])
    assert.equal(parse(parseContract(source).toYAML()).schema[0].properties[0].requird, true)
  })

  it('everything else of a file survives reading and saving', () => {
    const source = `${head}domain: seller
tags: [a, b]
description: { purpose: lines, usage: sums }
team: { name: sales, members: [{ username: ann }] }
servers: [{ server: local, type: local, path: ./x.csv, format: csv }]
slaProperties:
  - { property: retention, value: 3, unit: y }
  - { property: latency, value: 2, unit: d, element: orders.day }
schema:
  - name: orders
    physicalType: table
    businessName: Orders
    properties:
      - name: day
        logicalType: date
        classification: public
        examples: ['2010-12-01']
        quality:
          - { id: q1, metric: nullValues, mustBe: 0, description: Every order has a day, dimension: completeness, businessImpact: operational, severity: critical }
`
    const before = parseContract(source)
    assert.equal(before.options.owner, 'sales')
    const after = parse(before.toYAML())
    const expected = parse(source)
    expected.slaProperties.reverse()
    expected.schema[0].logicalType = 'object'
    assert.deepEqual(after, expected)
  })

  it('several tables: one is chosen by name, the others are kept', () => {
    const source = `${head}schema:
  - { name: users, properties: [{ name: id }] }
  - { name: orders, properties: [{ name: x, required: true }] }
`
    assert.throws(() => parseContract(source), {
      name: 'RangeError',
      message: /it describes "users", "orders"\. Give \{ schema: "users" \}/,
    })
    assert.throws(() => parseContract(source, { schema: 'order' }), { name: 'RangeError', message: /describes "users", "orders"/ })
    const orders = parseContract(source, { schema: 'orders' })
    assert.deepEqual(
      orders.rules.map((rule) => rule.id),
      ['x.required'],
    )
    assert.deepEqual(
      parse(orders.toYAML()).schema.map((one: { name: string }) => one.name),
      ['users', 'orders'],
    )
  })

  const broken: [title: string, source: string, message: RegExp][] = [
    ['bad YAML', `${head}schema: [`, /line 7: /],
    ['no contract', '- a\n- b', /line 1: the file is not a data contract/],
    ['another kind', head.replace('DataContract', 'Dataset'), /line 2: kind must be DataContract/],
    ['another version', head.replace('v3.1.0', 'v2.2.2'), /line 1: apiVersion v2\.2\.2 is not known/],
    ['a missing id', head.replace('id: orders\n', ''), /line 1: id is missing/],
    [
      'a type that is not known',
      withProperty('logicalType: strng'),
      /line 11: logicalType "strng" of "x" is not known: did you mean string\?/,
    ],
    [
      'a metric that is not known',
      withProperty('quality:\n  - { metric: nullValue, mustBe: 0 }'),
      /line 12: the metric "nullValue" is not known: did you mean nullValues\?/,
    ],
    ['a pattern that is none', withProperty('logicalType: string\nlogicalTypeOptions:\n  pattern: "("'), /line 13: .*Unterminated group/],
    [
      'a limit that is no number',
      withProperty('logicalType: number\nlogicalTypeOptions:\n  minimum: low'),
      /line 13: minimum must be a number, not "low"/,
    ],
    ['required that is no flag', withProperty('required: yes please'), /line 11: required must be true or false/],
    ['properties that are no list', `${head}schema:\n  - name: orders\n    properties: 3`, /line 9: properties must be a list, not 3/],
    [
      'a column without a name',
      `${head}schema:\n  - name: orders\n    properties:\n      - logicalType: string`,
      /line 10: the name of the property is missing/,
    ],
    [
      'a column described twice',
      `${head}schema:\n  - name: orders\n    properties:\n      - name: a\n      - name: a`,
      /line 11: the column "a" is described twice/,
    ],
    [
      'a key of other columns',
      `${withProperty('')}    quality:\n      - { metric: duplicateValues, mustBe: 0, arguments: { properties: [y] } }`,
      /no column "y"/,
    ],
    [
      'code in place of an expression',
      `${withProperty('')}    quality:\n      - { type: custom, engine: assay, implementation: { rule: row, sentence: s, test: 'process.exit(1)' } }`,
      /a test must be one arrow function/,
    ],
    [
      'code after an expression',
      `${withProperty('')}    quality:\n      - { type: custom, engine: assay, implementation: { rule: row, sentence: s, test: '(r) => r.x > 0, process.exit(1)' } }`,
      /line 13: /,
    ],
    [
      'a rule of ours that is not known',
      withProperty('quality:\n  - { type: custom, engine: assay, implementation: { rule: matchs } }'),
      /the rule "matchs" is not known; did you mean matches\?/,
    ],
  ]
  for (const [title, source, message] of broken) {
    it(`parseContract() refuses ${title}, with line and reason`, () => {
      assert.throws(
        () => parseContract(source, { file: 'x.odcs.yaml' }),
        (error: Error) => {
          assert.equal(error.name, 'SyntaxError')
          assert.match(error.message, /^Cannot read the contract "x\.odcs\.yaml": line \d+: /)
          assert.match(error.message, message)
          return true
        },
      )
    })
  }

  it('readContract() says when there is no such file', async () => {
    await assert.rejects(readContract('no-such.odcs.yaml'), {
      message: 'Cannot read the contract "no-such.odcs.yaml": there is no such file',
    })
  })

  it('save() refuses names that are no YAML file', async () => {
    await assert.rejects(full.save('rules.json'), { name: 'RangeError', message: /name it \.odcs\.yaml/ })
  })

  it('open() reads a file with the contract types, so that codes keep their zeros', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-odcs-'))
    const file = join(folder, 'codes.csv')
    await writeFile(file, 'code,n\n00123,1\n00456,x\n')
    const rules = contract('codes', { code: string().length(5), n: integer() })
    const data = await rules.open(file, { cache: false })
    assert.deepEqual(
      (await data.rows()).map((one) => one.code),
      ['00123', '00456'],
    )
    assert.equal((await rules.check(data)).rule('n.type').failing, 1)
    await assert.rejects(contract('codes', { cod: string() }).open(file, { cache: false }), {
      name: 'RangeError',
      message: /"cod".*did you mean "code"/,
    })
    assert.equal(await readFile(file, 'utf8'), 'code,n\n00123,1\n00456,x\n')
  })
})
declare const least: number
