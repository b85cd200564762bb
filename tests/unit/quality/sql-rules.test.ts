import assert from 'node:assert/strict'
import { parse } from 'yaml'
import { from, parseContract } from '../../../src/index.ts'

const source = (onColumn: string, onTable: string) => `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 1.0.0
status: active
schema:
  - name: orders
    physicalName: orders_v2
    properties:
      - name: qty
        logicalType: integer
        quality: ${onColumn}
    quality: ${onTable}
`
const data = from([{ qty: 1 }, { qty: 5 }, { qty: null }])
const rule = (query: string, compared = 'mustBe: 1', on: 'column' | 'table' = 'table') => {
  const list = `[{ type: sql, name: r, query: ${JSON.stringify(query)}, ${compared} }]`
  return on === 'table' ? source('[]', list) : source(list, '[]')
}
const dollar = (name: string) => `$\{${name}}`
async function outcome(text: string, table: typeof data = data) {
  const found = (await parseContract(text).check(table as never, { history: false })).rule('r')
  return found.problem?.en ?? `${found.outcome} ${found.observed?.en}`
}

describe('rules in SQL', () => {
  it('ask the table by placeholder or name, and compare the number', async () => {
    for (const table of [dollar('table'), '{table}', dollar('object'), '"{object}"', 'orders', 'ORDERS', 'orders_v2'])
      assert.equal(await outcome(rule(`SELECT count(*) FROM ${table} WHERE qty > 1;`)), 'pass 1', table)
    assert.equal(await outcome(rule('SELECT max({property}) FROM {object}', 'mustBeLessThan: 5', 'column')), 'fail 5')
    assert.equal(await outcome(rule(`SELECT count("${dollar('column')}") FROM ${dollar('table')}`, 'mustBe: 2', 'column')), 'pass 2')
    assert.equal(
      await outcome(rule('WITH big AS (SELECT * FROM {table} WHERE qty > 1) SELECT avg(qty) FROM big', 'mustBeBetween: [4, 6]')),
      'pass 5',
    )
    assert.equal(await outcome(rule('SELECT sum(qty) FROM {table}', 'mustNotBeBetween: [5, 7]')), 'fail 6')
    assert.equal(await outcome(rule('SELECT count(*) FROM {table} -- all', 'mustBeGreaterOrEqualTo: 4')), 'fail 3')
  })

  it('are asked of an empty table too', async () => {
    const empty = data.filter((r) => r.qty > 100)
    assert.equal(await outcome(rule('SELECT count(*) FROM {table}', 'mustBe: 0'), empty as never), 'pass 0')
  })

  it('that are no plain SELECT on the table are unknown, with the reason, and hide no other rule', async () => {
    const cases: [string, RegExp][] = [
      ['SELECT count(*) FROM customers', /it reads "customers", and may read only the table/],
      ['SELECT count(*) FROM other.orders', /it reads "other\.orders"/],
      ["SELECT count(*) FROM 'secrets.csv'", /it reads "secrets\.csv"/],
      ['SELECT (WITH "s.csv" AS (SELECT 1) SELECT 1), count(*) FROM "s.csv"', /it reads "s\.csv"/],
      ["SELECT count(*) FROM read_csv('secrets.csv')", /calls read_csv/],
      ["SELECT (SELECT count(*) FROM glob('*')) FROM {table}", /calls glob/],
      ["SELECT length(getenv('HOME'))", /calls getenv/],
      ['DROP TABLE orders', /not one plain SELECT/],
      ['SELECT 1; SELECT 2', /not one plain SELECT: it is more than one statement/],
      ['SELECT 1) UNION (SELECT 2', /not one plain SELECT/],
      ['SELECT qty FROM {table}', /must give one number/],
      ['SELECT 1, 2', /must give one number/],
      ["SELECT 'many'", /gave no number/],
      ['SELECT max(qty) FROM {table} WHERE qty > 10', /gave no number/],
      ['SELECT nosuch FROM {table}', /nosuch/],
      ['SELECT count({column}) FROM {table}', /it asks for a column/],
    ]
    for (const [query, reason] of cases) assert.match(await outcome(rule(query)), reason, query)
    const checked = await parseContract(rule('DROP TABLE orders')).check(data as never, { history: false })
    assert.deepEqual([checked.ok, checked.rule('qty.type').outcome, checked.rule('r').outcome], [false, 'pass', 'unknown'])
  })

  it('are saved as they were read', () => {
    const text = source(
      "[{ type: sql, query: 'SELECT avg({property}) FROM {object}', mustBeBetween: [1, 9], unit: percent, dimension: accuracy }]",
      "[{ type: sql, name: n, query: 'SELECT count(*) FROM orders', mustBeLessOrEqualTo: 9, severity: warning, engine: duckdb }]",
    )
    const [written] = parse(parseContract(text).toYAML()).schema
    const [read] = parse(text).schema
    assert.deepEqual([written.quality, written.properties[0].quality], [read.quality, read.properties[0].quality])
  })
})
