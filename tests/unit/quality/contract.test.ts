import assert from 'node:assert/strict'
import { duckdb, engine } from '../../../src/engine/index.ts'
import {
  boolean,
  contract,
  date,
  from,
  integer,
  noRepeats,
  number,
  parseContract,
  references,
  row,
  rowCount,
  sql,
  string,
  unique,
} from '../../../src/index.ts'
import { displaySymbol, mime } from '../../../src/protocol/index.ts'
import { plainCheck } from '../../../src/quality/index.ts'
import { type AnyRow, type Table, tableFrom } from '../../../src/table/index.ts'

const orders = () =>
  from(
    [
      { order_id: 'a', user_id: 'u1', qty: 1, price: 10, email: 'ann@example.org' },
      { order_id: 'b', user_id: 'u9', qty: 0, price: 5, email: 'bo@example.org' },
      { order_id: 'b', user_id: null, qty: 3, price: -1, email: 'cy@example.org' },
      { order_id: 'd', user_id: 'u2', qty: 2, price: 0, email: null },
    ],
    { name: 'orders' },
  )
const users = () => from([{ user_id: 'u1' }, { user_id: 'u2' }], { name: 'users' })

const rules = () =>
  contract(
    'orders',
    {
      order_id: string().required(),
      user_id: string().required({ mostly: 0.75 }),
      qty: integer().not(0, { severity: 'warning' }),
      price: number().min(0),
    },
    [
      unique('order_id', { mostly: 0.5 }),
      references('user_id', users()),
      row('no free lines', (r) => r.qty < 1 || r.price > 0, { severity: 'note' }),
    ],
    { version: '3', owner: 'sales' },
  )

describe('contract()', () => {
  it('contract() gives each rule an id, and tells rules of a kind apart', () => {
    const twice = contract('t', { x: number().min(0).min(1, { severity: 'warning' }).max(9, { name: 'cap' }) }, [
      rowCount({ min: 1 }),
      unique('x'),
    ])
    assert.deepEqual(
      twice.rules.map((rule) => rule.id),
      ['x.type', 'x.min', 'x.min #2', 'cap', 'rowCount', 'x.unique'],
    )
  })

  it('contract() refuses rules on columns it does not name, naming the nearest', () => {
    assert.throws(() => contract('t', { StockCode: string() }, [unique('StockCod' as 'StockCode')]), {
      name: 'RangeError',
      message: 'Cannot make a rule for column "StockCod": did you mean "StockCode"? The contract has "StockCode"',
    })
  })

  it('contract() refuses names that are used twice, and empty ones', () => {
    assert.throws(() => contract('t', { x: number().min(0, { name: 'a' }).max(1, { name: 'a' }) }), {
      name: 'RangeError',
      message: /two rules "a"/,
    })
    assert.throws(() => contract(' ', { x: string() }), { name: 'TypeError', message: /without a name/ })
  })

  it('rules refuse options and arguments out of range', () => {
    assert.throws(() => string().required({ mostly: 95 }), { name: 'RangeError', message: /share of 0 to 1/ })
    assert.throws(() => string().required({ mostly: 0.9, atMost: 3 }), { name: 'TypeError', message: /both mostly and atMost/ })
    assert.throws(() => string().required({ severity: 'fatal' as 'error' }), {
      name: 'RangeError',
      message: /"fatal": use error, warning or note/,
    })
    assert.throws(() => number().between(2, 1), { name: 'RangeError', message: /2 is above 1/ })
    assert.throws(() => number().min(Number.NaN), { name: 'TypeError' })
    assert.throws(() => date().min(new Date('no')), { name: 'TypeError' })
    assert.throws(() => string().length(1.5), { name: 'RangeError' })
    assert.throws(() => string().oneOf(), { name: 'TypeError' })
    assert.throws(() => rowCount({}), { name: 'TypeError' })
    assert.throws(() => rowCount({ min: 5, max: 2 }), { name: 'RangeError' })
    assert.throws(() => references('user_id', users(), 'usr_id' as 'user_id'), { name: 'RangeError', message: /did you mean "user_id"/ })
  })

  it('columns are never changed: each method gives a new one', () => {
    const base = string()
    base.required()
    assert.deepEqual(base.rules, [])
  })

  it('texts say what must hold in English and Chinese', () => {
    const texts = contract('t', { n: integer().min(1000).not(0), s: string().required().oneOf('a', 'b') }, [unique('n', 's'), noRepeats()])
    const checked = texts.rules.map((rule) => rule.id)
    assert.equal(checked.length, 7)
    const plain = String(texts[displaySymbol]()['text/plain'])
    for (const sentence of [
      'n is a whole number',
      'n is at least 1,000',
      'n is not 0',
      'Every row has s',
      's is "a" or "b"',
      'n and s together occur once',
    ]) {
      assert.ok(plain.includes(sentence), sentence)
    }
  })
})

describe('check()', () => {
  it('check() judges by rule, severity and tolerance', async () => {
    const checked = await rules().check(orders())
    assert.deepEqual(
      checked.rules.map(({ rule, outcome, failing }) => [rule, outcome, failing]),
      [
        ['order_id.required', 'pass', 0],
        ['user_id.required', 'tolerated', 1],
        ['qty.type', 'pass', 0],
        ['qty.not', 'fail', 1],
        ['price.type', 'pass', 0],
        ['price.min', 'fail', 1],
        ['order_id.unique', 'tolerated', 2],
        ['user_id.references', 'fail', 1],
        ['no free lines', 'fail', 2],
      ],
    )
    assert.equal(checked.ok, false)
    // Rows 2 and 3 break errors or warnings; row 4 breaks a note only.
    assert.equal(checked.score, 50)
    assert.deepEqual(checked.rule('no free lines').columns, ['qty', 'price'])
  })

  it('table.check() is the same, asked the other way round', async () => {
    const [one, other] = [await rules().check(orders()), await orders().check(rules())]
    assert.deepEqual(other.view, one.view)
  })

  it('a contract of warnings and notes only is ok', async () => {
    const checked = await contract('t', { price: number().min(0, { severity: 'warning' }) }).check(orders())
    assert.equal(checked.ok, true)
    assert.equal(checked.score, 75)
  })

  it('check() refuses a contract that names a column the table lacks, naming the nearest', async () => {
    const wrong = contract('t', { usr_id: string() })
    await assert.rejects(wrong.check(orders() as never), {
      name: 'RangeError',
      message: 'Cannot check "t": no column "usr_id": did you mean "user_id"? The table has "order_id", "user_id", "qty", "price", "email"',
    })
    await assert.rejects(rules().check(3 as never), { name: 'TypeError', message: /Cannot check number: give a table/ })
  })

  it('a rule that cannot be evaluated is unknown, says why, and hides no other', async () => {
    const other = tableFrom<{ user_id: string }>(duckdb(), "SELECT 'u1' AS user_id", { columns: ['user_id'], name: 'elsewhere' })
    const hard = contract('t', { order_id: string().matches(/(?=a)a/), user_id: string(), qty: integer().min(1) }, [
      references('user_id', other),
      row('broken', sql`no_such_function(qty) > 1`),
      row('late', sql`CAST(email AS INTEGER) > 1`),
    ])
    const checked = await hard.check(orders())
    assert.deepEqual(
      checked.rules.map(({ rule, outcome, failing }) => [rule, outcome, failing]),
      [
        ['order_id.matches', 'unknown', 0],
        ['qty.type', 'pass', 0],
        ['qty.min', 'fail', 1],
        ['user_id.references', 'unknown', 0],
        ['broken', 'unknown', 0],
        ['late', 'unknown', 0],
      ],
    )
    assert.match(checked.rule('broken').problem!.en, /no_such_function/)
    assert.ok(!checked.rule('late').problem!.en.includes('example.org'), checked.rule('late').problem!.en)
    assert.equal(checked.ok, false)
    assert.equal(await checked.failing().count(), 1)
    assert.match(String(checked[displaySymbol]()['text/plain']), /Could not be evaluated:\norder_id\.matches: /)
  })

  it('an unknown rule keeps a contract from being ok, though nothing fails', async () => {
    const read = parseContract(contract('t', { user_id: string() }, [references('user_id', users())]).toYAML())
    const checked = await read.check(orders())
    assert.equal(checked.rule('user_id.references').outcome, 'unknown')
    assert.match(
      checked.rule('user_id.references').problem!.en,
      /The table "users" was not given: check\(table, \{ tables: \{ "users": \.\.\. \} \}\)/,
    )
    assert.equal(checked.ok, false)
    const known = await read.check(orders(), { tables: { users: users() } })
    assert.equal(known.rule('user_id.references').failing, 1)
  })

  it('a failing query of the table itself is an error, not a finding', async () => {
    const gone = tableFrom<AnyRow>(engine(), "SELECT * FROM read_csv('no-such-file.csv')", { columns: ['x'] })
    await assert.rejects(contract('t', { x: string().required() }).check(gone))
  })

  it('check() can be cancelled', async () => {
    const many = tableFrom<AnyRow>(engine(), 'SELECT md5(range::VARCHAR) AS x FROM range(20000000)', { columns: ['x'] })
    const checking = contract('t', {
      x: string()
        .matches(/^.*(ab|cd).*(ef|01).*$/)
        .unique(),
    }).check(many)
    setTimeout(() => checking.cancel(), 200)
    await assert.rejects(checking, { name: 'AbortError' })
  })

  it('rows of a table without numbers are numbered in its order', async () => {
    const joined = orders().join(users(), 'user_id').orderby('price') as unknown as Table<AnyRow>
    const checked = await contract('t', { price: number().min(5) }).check(joined)
    assert.deepEqual(
      (await checked.failing().rows()).map((one) => [one.row, one['price']]),
      [[1, 0]],
    )
  })

  it('row numbers survive the verbs before a check', async () => {
    const some = orders()
      .filter((r) => r.qty !== 1)
      .derive({ total: (r) => r.qty * r.price })
      .orderby('price')
    const checked = await contract('t', { total: number().min(0) }).check(some)
    assert.deepEqual(
      (await checked.failing().rows()).map((one) => one.row),
      [3],
    )
  })

  it('failing() goes on as any table does', async () => {
    const checked = await rules().check(orders())
    const rows = await checked
      .failing()
      .filter((r) => r.qty > 0)
      .select('row', 'reasons', 'order_id')
      .rows()
    assert.deepEqual(rows, [
      {
        row: 3,
        reasons: [
          { rule: 'user_id.required', columns: ['user_id'], severity: 'error', text: 'user_id missing' },
          { rule: 'price.min', columns: ['price'], severity: 'error', text: 'price below 0' },
          { rule: 'order_id.unique', columns: ['order_id'], severity: 'error', text: 'order_id occurs more than once' },
          { rule: 'no free lines', columns: ['qty', 'price'], severity: 'note', text: 'Not so: no free lines' },
        ],
        order_id: 'b',
      },
    ])
  })

  it('failing() keeps columns of the table called row and reasons', async () => {
    const odd = from([{ row: 'mine', reasons: null }])
    const checked = await contract('t', { reasons: string().required() }).check(odd as unknown as Table<AnyRow>)
    const [first] = await checked.failing().rows()
    assert.deepEqual([first!['row'], first!['row_2'], (first as AnyRow)['reasons_2'].length], ['mine', 1, 1])
  })

  it('hundreds of rules are told apart', async () => {
    const columns = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, integer().min(0).max(0)]))
    const data = from([Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, i % 3 === 0 ? 1 : i % 3 === 1 ? -1 : 0]))])
    const checked = await contract('wide', columns).check(data as unknown as Table<AnyRow>)
    const failing = checked.rules.filter((rule) => rule.failing === 1).map((rule) => rule.rule)
    assert.deepEqual(failing, Array.from({ length: 60 }, (_, i) => [[`c${i}.max`], [`c${i}.min`], []][i % 3]!).flat())
    const [row] = await checked.failing().rows()
    assert.deepEqual(
      row!.reasons.map((reason) => reason.rule),
      failing,
    )
  })

  it('boolean and text rules see values of other types as what they parse as', async () => {
    const data = from({ flag: ['true', 'false', 'maybe'], code: [1, 22, 333] })
    const checked = await contract('t', { flag: boolean().not(false), code: string().minLength(2) }).check(data)
    assert.deepEqual(
      checked.rules.map(({ rule, failing }) => [rule, failing]),
      [
        ['flag.type', 1],
        ['flag.not', 1],
        ['code.minLength', 1],
      ],
    )
  })

  it('the scorecard shows itself in every form, masked', async () => {
    const checked = await rules().check(orders())
    const bundle = checked[displaySymbol]()
    assert.deepEqual(bundle[mime.check], checked.view)
    const plain = String(bundle['text/plain'])
    assert.match(
      plain,
      /^orders 3 on orders: CHECK FAILED\n2 of 7 error rules and 1 warning rule fail\.\n\nScore 50\.0 of 100: 2 of 4 rows pass/,
    )
    assert.match(
      plainCheck(checked.view, 'zh-CN'),
      /^orders 3，orders：校验不通过\n7 条错误级规则中有 2 条不通过，1 条警告级规则不通过。\n\n得分 50\.0（满分 100）：4 行中有 2 行通过/,
    )
    assert.match(plain, /FAIL +warning +qty is not 0 +1 +25% +none/)
    const html = String(bundle['text/html'])
    assert.match(html, /<strong>Check failed:<\/strong> 2 of 7 error rules and 1 warning rule fail\./)
    assert.match(String(bundle['text/markdown']), /\| FAIL \| error \| price is at least 0 \| 1 \| 25% \| none \|/)
    for (const form of [JSON.stringify(bundle[mime.check]), plain, html]) assert.ok(!form.includes('example.org'), form.slice(0, 60))
    assert.deepEqual(JSON.parse(JSON.stringify(checked)), JSON.parse(JSON.stringify(checked.view)))
  })

  it('whole numbers that JavaScript cannot hold are shown as text', async () => {
    const big = tableFrom<AnyRow>(engine(), 'SELECT 9223372036854775807 AS id, 0 AS x', { columns: ['id', 'x'] })
    const checked = await contract('t', { x: integer().min(1) }).check(big)
    assert.equal(String(checked.view.sample.cells[0]![0]).replace(/^.*•.*$/, '9223372036854775807'), '9223372036854775807')
  })

  it('names from data cannot become markup', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const checked = await contract(name, { [name]: string().required() }).check(from([{ [name]: null }]) as unknown as Table<AnyRow>)
    assert.ok(!String(checked[displaySymbol]()['text/html']).includes('<img'))
    assert.ok(!/[^\\]<img/.test(String(checked[displaySymbol]()['text/markdown'])))
  })
})
