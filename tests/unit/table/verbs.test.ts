import assert from 'node:assert/strict'
import { engine } from '../../../src/engine/index.ts'
import { type AnyTable, desc, from, op, relationOf, sql, type Table, tableFrom, toSQL } from '../../../src/table/index.ts'

const orders = () =>
  from([
    { id: 'a', user: 1, qty: 2, price: 10 },
    { id: 'b', user: 2, qty: 1, price: 5 },
    { id: 'c', user: 1, qty: 3, price: 1 },
    { id: 'b', user: 2, qty: 1, price: 5 },
    { id: 'd', user: null, qty: 5, price: 2 },
  ])

const users = () =>
  from([
    { user: 2, name: 'Bo' },
    { user: 1, name: 'Al' },
    { user: 1, name: 'Ann' },
    { user: 3, name: 'Cy' },
    { user: null, name: 'Nobody' },
  ])

const ids = async <G extends string>(table: Pick<Table<{ id: string }, G>, 'rows'>) => (await table.rows()).map((row) => row.id)

/** The numbers of the rows in their source. */
async function numbers(table: AnyTable): Promise<number[]> {
  const { engine: on, rowNumber } = relationOf(table)
  const batch = await on.query(toSQL(table, { rowNumber: true }))
  return Array.from(batch.columns[batch.fields.findIndex((field) => field.name === rowNumber)] as ArrayLike<number>)
}

describe('verbs', () => {
  it('filter() keeps rows in file order with their numbers', async () => {
    const table = orders().filter((o) => o.qty > 1)
    assert.deepEqual(await ids(table), ['a', 'c', 'd'])
    assert.deepEqual(await numbers(table), [1, 3, 5])
  })

  it('filter() takes SQL with bound values', async () => {
    const [floor, names, nothing] = [2, ['a', 'd'], [] as string[]]
    assert.deepEqual(await ids(orders().filter(sql`qty >= ${floor} AND id IN ${names}`)), ['a', 'd'])
    assert.deepEqual(await ids(orders().filter(sql`id IN ${nothing}`)), [])
    assert.deepEqual(await ids(orders().filter(sql`id = ${"x' OR 'a' = 'a"}`)), [])
  })

  it('filter() may look at the other rows', async () => {
    assert.deepEqual(await ids(orders().filter((o) => o.qty > op.mean(o.qty))), ['c', 'd'])
    assert.deepEqual(
      await ids(
        orders()
          .groupby('user')
          .filter((o) => o.qty === op.max(o.qty)),
      ),
      ['b', 'c', 'b', 'd'],
    )
  })

  it('derive() adds and replaces columns, each expression on the columns as they were', async () => {
    const table = orders().derive({ qty: (o) => o.qty * 10, total: (o) => o.qty * o.price })
    assert.deepEqual(table.columnNames, ['id', 'user', 'qty', 'price', 'total'])
    assert.deepEqual((await table.rows(1))[0], { id: 'a', user: 1, qty: 20, price: 10, total: 20 })
    assert.deepEqual(await numbers(table), [1, 2, 3, 4, 5])
  })

  it('derive() refuses a name that differs from another only in case', () => {
    assert.throws(
      () => orders().derive({ Qty: (o) => o.qty }),
      /Cannot derive "Qty": the table has "qty", and names that differ only in case cannot be told apart/,
    )
  })

  it('derive() gives windows over groups, in file order', async () => {
    const table = orders()
      .groupby('user')
      .derive({
        place: () => op.row_number(),
        of: () => op.count(),
        before: (o) => op.lag(o.id),
        sum: (o) => op.cumsum(o.qty),
        best: (o) => op.max(o.price),
        last: (o) => op.last_value(o.qty),
      })
    assert.deepEqual(
      (await table.rows()).map(({ place, of, before, sum, best, last }) => [place, of, before, sum, best, last]),
      [
        [1, 2, null, 2, 10, 3],
        [1, 2, null, 1, 5, 1],
        [2, 2, 'a', 5, 10, 3],
        [2, 2, 'b', 2, 5, 1],
        [1, 1, null, 5, 2, 5],
      ],
    )
  })

  it('derive() ranks by what the table is ordered by', async () => {
    const table = orders()
      .orderby(desc('price'))
      .derive({ rank: () => op.rank(), dense: () => op.dense_rank(), mean: () => op.avg_rank(), next: (o) => op.lead(o.price, 1) })
    assert.deepEqual(
      (await table.rows()).map(({ id, rank, dense, mean, next }) => [id, rank, dense, mean, next]),
      [
        ['a', 1, 1, 1, 5],
        ['b', 2, 2, 2.5, 5],
        ['b', 2, 2, 2.5, 2],
        ['d', 4, 3, 4, 1],
        ['c', 5, 4, 5, null],
      ],
    )
  })

  it('fill_down and fill_up take the nearest value that is there', async () => {
    const table = from([{ x: null }, { x: 1 }, { x: null }, { x: 3 }, { x: null }]).derive({
      down: (o) => op.fill_down(o.x),
      up: (o) => op.fill_up(o.x),
    })
    assert.deepEqual(
      (await table.rows()).map(({ down, up }) => [down, up]),
      [
        [null, 1],
        [1, 1],
        [1, 3],
        [3, 3],
        [3, null],
      ],
    )
  })

  it('select() keeps columns in the order given', async () => {
    const table = orders().select('price', 'id')
    assert.deepEqual(table.columnNames, ['price', 'id'])
    assert.deepEqual((await table.rows(1))[0], { price: 10, id: 'a' })
    assert.throws(() => orders().select('prise' as 'price'), {
      name: 'RangeError',
      message: 'Cannot select column "prise": did you mean "price"? The table has "id", "user", "qty", "price"',
    })
  })

  it('rename() keeps places, groups and order', async () => {
    const table = orders().orderby('qty').groupby('user').rename({ qty: 'amount', user: 'who' })
    assert.deepEqual(table.columnNames, ['id', 'who', 'amount', 'price'])
    assert.deepEqual(relationOf(table).groups, ['who'])
    assert.deepEqual(
      (await table.rows()).map((row) => row.amount),
      [1, 1, 2, 3, 5],
    )
    assert.throws(() => orders().rename({ qty: 'price' }), /Cannot rename to "price": the name is taken/)
  })

  it('rename() swaps names', async () => {
    assert.deepEqual(
      (
        await from([{ a: 1, b: 2 }])
          .rename({ a: 'b', b: 'a' })
          .rows()
      )[0],
      { b: 1, a: 2 },
    )
  })

  it('orderby() sorts, nulls last, ties in file order, and replaces an earlier order', async () => {
    assert.deepEqual(await ids(orders().orderby('user', desc('qty'))), ['c', 'a', 'b', 'b', 'd'])
    assert.deepEqual(await ids(orders().orderby(desc('user'))), ['b', 'b', 'a', 'c', 'd'])
    assert.deepEqual(await ids(orders().orderby('price').orderby('user')), ['a', 'c', 'b', 'b', 'd'])
  })

  it('orderby() holds when its columns are gone', async () => {
    assert.deepEqual(await ids(orders().orderby(desc('price'), 'id').select('id')), ['a', 'b', 'b', 'd', 'c'])
    assert.deepEqual(
      await ids(
        orders()
          .orderby('qty')
          .derive({ qty: () => 0 }),
      ),
      ['b', 'b', 'a', 'c', 'd'],
    )
    assert.deepEqual(
      await ids(
        orders()
          .orderby('qty')
          .filter((o) => o.price > 1)
          .select('id')
          .slice(0, 3),
      ),
      ['b', 'b', 'a'],
    )
  })

  it('slice() counts from 0, by group, and from the end', async () => {
    assert.deepEqual(await ids(orders().slice(1, 3)), ['b', 'c'])
    assert.deepEqual(await ids(orders().slice(3)), ['b', 'd'])
    assert.deepEqual(await ids(orders().slice(-2)), ['b', 'd'])
    assert.deepEqual(await ids(orders().slice(1, -1)), ['b', 'c', 'b'])
    assert.deepEqual(await ids(orders().groupby('user').slice(0, 1)), ['a', 'b', 'd'])
    assert.deepEqual(await ids(orders().orderby('price').slice(0, 2)), ['c', 'd'])
    assert.deepEqual(await ids(orders().slice(2, 1)), [])
    assert.deepEqual(await numbers(orders().slice(-2)), [4, 5])
    assert.throws(() => orders().slice(0.5), /Cannot slice with start 0\.5/)
  })

  it('slice() by group, then dedupe(), is no assertion of the engine', async () => {
    assert.deepEqual(await numbers(orders().groupby('user').slice(0, 1).dedupe('qty')), [1, 2, 5])
  })

  it('sample() takes the same rows for the same seed, in file order', async () => {
    const table = from(Array.from({ length: 500 }, (_, i) => ({ i })))
    const one = await numbers(table.sample(50, { seed: 7 }))
    assert.equal(one.length, 50)
    assert.deepEqual(
      one,
      [...one].sort((a, b) => a - b),
    )
    assert.deepEqual(await numbers(table.sample(50, { seed: 7 })), one)
    assert.notDeepEqual(await numbers(table.sample(50, { seed: 8 })), one)
    assert.deepEqual(
      await numbers(
        table
          .filter((o) => o.i >= 0)
          .derive({ j: (o) => o.i })
          .sample(50, { seed: 7 }),
      ),
      one,
    )
    assert.equal(await table.sample(1000).count(), 500)
    assert.equal(
      await table
        .derive({ g: (o) => o.i % 2 })
        .groupby('g')
        .sample(3)
        .count(),
      6,
    )
    const mean = one.reduce((sum, n) => sum + n, 0) / 50
    assert.ok(mean > 180 && mean < 320, `the mean of 50 of 500 row numbers is ${mean}`)
  })

  it('dedupe() keeps the first of equal rows in file order', async () => {
    assert.deepEqual(await numbers(orders().dedupe()), [1, 2, 3, 5])
    assert.deepEqual(await numbers(orders().dedupe('user')), [1, 2, 5])
    assert.deepEqual(await numbers(orders().orderby(desc('qty')).dedupe('user')), [5, 3, 2])
    assert.deepEqual(
      await numbers(
        from([
          { a: null, b: 1 },
          { a: null, b: 2 },
          { a: 1, b: 3 },
        ]).dedupe('a'),
      ),
      [1, 3],
    )
  })

  it('rollup() gives one row a group, sorted by the keys', async () => {
    const table = orders()
      .groupby('user')
      .rollup({ n: () => op.count(), spend: (o) => op.sum(o.qty * o.price), kinds: (o) => op.distinct(o.id), most: (o) => op.max(o.qty) })
    assert.deepEqual(await table.rows(), [
      { user: 1, n: 2, spend: 23, kinds: 2, most: 3 },
      { user: 2, n: 2, spend: 10, kinds: 1, most: 1 },
      { user: null, n: 1, spend: 10, kinds: 1, most: 5 },
    ])
    assert.equal(relationOf(table).rowNumber, null)
  })

  it('rollup() without groups gives one row, also of no rows', async () => {
    const values = { n: () => op.count(), sum: (o: { qty: number }) => op.sum(o.qty), half: (o: { qty: number }) => op.median(o.qty) }
    assert.deepEqual(await orders().rollup(values).rows(), [{ n: 5, sum: 12, half: 2 }])
    assert.deepEqual(
      await orders()
        .filter((o) => o.qty > 100)
        .rollup(values)
        .rows(),
      [{ n: 0, sum: null, half: null }],
    )
  })

  it('rollup() refuses what gives a value a row', () => {
    assert.throws(() => orders().rollup({ x: (o) => o.qty }), /Cannot roll up to "x": the expression gives one value a row/)
    assert.throws(() => orders().rollup({ x: () => op.row_number() }), /Cannot use op\.row_number in rollup/)
    assert.throws(() => orders().derive({ x: (o) => op.sum(op.max(o.qty)) }), /Cannot use op\.sum of another function over rows/)
  })

  it('sums of whole numbers stay whole numbers', async () => {
    const [field] = await orders()
      .rollup({ s: (o) => op.sum(o.qty) })
      .schema()
    assert.deepEqual(field, { name: 's', type: 'integer', native: 'BIGINT' })
    assert.deepEqual(
      await orders()
        .derive({ s: (o) => op.cumsum(o.qty) })
        .select('s')
        .rows(2),
      [{ s: 2 }, { s: 3 }],
    )
  })

  it('join() pairs rows in the order of the left table, then of the right; null matches nothing', async () => {
    const table = orders().join(users(), 'user')
    assert.deepEqual(
      (await table.rows()).map(({ id, name }) => id + name),
      ['aAl', 'aAnn', 'bBo', 'cAl', 'cAnn', 'bBo'],
    )
    assert.deepEqual(table.columnNames, ['id', 'user', 'qty', 'price', 'name'])
    const ordered = orders()
      .orderby('price')
      .join(users().orderby(desc('name')), ['user'])
    assert.deepEqual(
      (await ordered.rows()).map(({ id, name }) => id + name),
      ['cAnn', 'cAl', 'bBo', 'bBo', 'aAnn', 'aAl'],
    )
  })

  it('join() renames columns that both tables have', async () => {
    const table = from([{ k: 1, v: 'l' }]).join(from([{ k: 1, v: 'r' }]), 'k')
    assert.deepEqual(await table.rows(), [{ k: 1, v: 'l', v_2: 'r' }])
  })

  it('join_left(), join_right() and join_full() keep rows without a match', async () => {
    const [l, r] = [
      from([
        { k: 1, a: 'x' },
        { k: 2, a: 'y' },
      ]),
      from([
        { k: 2, b: 'p' },
        { k: 3, b: 'q' },
      ]),
    ]
    assert.deepEqual(await l.join_left(r, 'k').rows(), [
      { k: 1, a: 'x', b: null },
      { k: 2, a: 'y', b: 'p' },
    ])
    assert.deepEqual(await l.join_right(r, 'k').rows(), [
      { k: 2, a: 'y', b: 'p' },
      { k: 3, a: null, b: 'q' },
    ])
    assert.deepEqual(await l.join_full(r, 'k').rows(), [
      { k: 1, a: 'x', b: null },
      { k: 2, a: 'y', b: 'p' },
      { k: 3, a: null, b: 'q' },
    ])
  })

  it('semijoin() and antijoin() keep file order and row numbers', async () => {
    assert.deepEqual(
      await numbers(
        orders().semijoin(
          users().filter((u) => u.user === 2),
          'user',
        ),
      ),
      [2, 4],
    )
    assert.deepEqual(
      await numbers(
        orders().antijoin(
          users().filter((u) => u.user === 2),
          'user',
        ),
      ),
      [1, 3, 5],
    )
  })

  it('lookup() adds the last match, null without one, and keeps every row', async () => {
    const table = orders().lookup(users(), 'user', 'name')
    assert.deepEqual(
      (await table.rows()).map((row) => row.name),
      ['Ann', 'Bo', 'Ann', 'Bo', null],
    )
    assert.deepEqual(await numbers(table), [1, 2, 3, 4, 5])
  })

  it('tables of two engines do not join', async () => {
    const { duckdb } = await import('../../../src/engine/index.ts')
    const other = duckdb()
    assert.throws(() => orders().join(from([{ user: 1 }], { engine: other }), 'user'), /the tables are on different engines/)
    await other.close()
  })

  it('join() by a column that one table lacks names the nearest', () => {
    assert.throws(
      () => orders().join(users().rename({ user: 'users' }) as never, 'user' as never),
      /Cannot join column "user": did you mean "users"\?/,
    )
  })

  it('verbs change nothing in place', async () => {
    const table = orders()
    const before = table.toSQL()
    table
      .filter((o) => o.qty > 1)
      .derive({ x: () => 1 })
      .orderby('id')
      .slice(1)
    assert.equal(table.toSQL(), before)
  })

  it('columns may be called anything that differs in more than case', async () => {
    const names = ['"', 'select', '单价', 'a.b', 'x; DROP TABLE y', ' ', "it's", '__proto__', '10', '`$' + '{evil}`', 'new\nline']
    const row = Object.fromEntries(names.map((name, i) => [name, i]))
    const table = from([row, row])
    assert.deepEqual(table.columnNames.toSorted(), names.toSorted())
    const all = table
      .filter((o) => o['单价'] === 2 && o['a.b'] === 3)
      .orderby('"')
      .groupby('select')
      .derive({ n: () => op.count() })
      .ungroup()
      .dedupe('x; DROP TABLE y')
    const [result] = await all.rows()
    for (const [i, name] of names.entries()) assert.equal(Object.entries(result as object).find(([key]) => key === name)?.[1], i, name)
    const rolled = await table
      .groupby('a.b', 'select')
      .rollup({ 'su m"': (o) => op.sum(o['10'] as number) })
      .rows()
    assert.deepEqual(rolled, [{ 'a.b': 3, select: 1, 'su m"': 16 }])
  })

  it('tables without row numbers keep the order of their query', async () => {
    const table = tableFrom<{ n: number }>(engine(), 'SELECT * FROM (VALUES (3), (1), (2), (1)) v(n)', { columns: ['n'] })
    const values = async (t: Table<{ n: number }>) => (await t.rows()).map((row) => row.n)
    assert.deepEqual(await values(table.dedupe()), [3, 1, 2])
    assert.deepEqual(await values(table.orderby('n').slice(0, 2)), [1, 1])
    assert.deepEqual(await values(table.slice(-1)), [1])
    assert.equal((await values(table.sample(2))).length, 2)
  })

  it('count() and rows() are tasks that can be cancelled', async () => {
    const big = tableFrom(engine(), 'SELECT a.range * b.range AS x FROM range(100000) a, range(100000) b', { columns: ['x'] })
    const counting = big.filter((o) => o.x % 7 === 3).count()
    setTimeout(() => counting.cancel('enough'), 50)
    await assert.rejects(counting, { name: 'AbortError', message: 'enough' })
    assert.equal(await orders().count(), 5)
  })

  it('async iteration gives row by row and may stop early', async () => {
    const big = tableFrom<{ range: number }>(engine(), 'SELECT * FROM range(1000000)', { columns: ['range'] })
    let sum = 0
    for await (const row of big) {
      sum += row.range
      if (row.range === 4) break
    }
    assert.equal(sum, 10)
  })

  it('explain() shows the plan, toSQL() the query', async () => {
    assert.match(
      await orders()
        .filter((o) => o.qty > 1)
        .explain(),
      /FILTER/i,
    )
    assert.match(
      orders()
        .filter((o) => o.qty > 1)
        .toSQL(),
      /"qty" > 1/,
    )
  })

  it('toSQL() selects the row number on request', async () => {
    assert.deepEqual(await numbers(orders().orderby('price')), [3, 5, 2, 4, 1])
  })
})
