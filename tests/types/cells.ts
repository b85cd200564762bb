/** What users write: every cell here must compile. Types are asserted by assignment to `Same`. */
import { addVerb, contract, desc, from, integer, neuralNetwork, number, op, open, references, report, row, split, sql, string, type Table, unique } from 'assay'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(_: Same<A, B>) => {}
type RowOf<T> = T extends Table<infer R, string> ? R : never

// Columns are known in the cell that opens the file.
const orders = await open('orders.csv')
const users = await open('users.csv', { encoding: 'gb18030' })
same<RowOf<typeof orders>, { order_id: string | null; user_id: string | null; qty: number | null; price: number | null; placed: Date | null }>(true)
same<RowOf<typeof users.rejects>['line'], number>(true)

// Rows have honest nulls, rows inside expressions have none.
const first = (await orders.rows(1))[0]
same<typeof first, RowOf<typeof orders> | undefined>(true)
orders.filter((o) => o.qty * o.price > 10 && o.user_id.startsWith('u') && o.placed.getTime() > 0)

// Verbs carry the row type on.
const derived = orders.derive({ total: (o) => o.qty * o.price, big: (o) => o.qty > 10, what: (o) => `${o.order_id}!`, when: (o) => op.date(o.placed) })
same<RowOf<typeof derived>['total'], number | null>(true)
same<RowOf<typeof derived>['big'], boolean | null>(true)
same<RowOf<typeof derived>['what'], string | null>(true)
same<RowOf<typeof derived>['when'], Date | null>(true)
same<RowOf<typeof derived>['qty'], number | null>(true)

const selected = orders.select('qty', 'user_id')
same<RowOf<typeof selected>, { qty: number | null; user_id: string | null }>(true)

const renamed = orders.select('qty', 'user_id').rename({ qty: 'amount' })
same<RowOf<typeof renamed>, { amount: number | null; user_id: string | null }>(true)

const byNewName = orders.groupby('user_id').rename({ user_id: 'who' }).rollup({ n: () => op.count() })
same<RowOf<typeof byNewName>, { who: string | null; n: number | null }>(true)

const features = orders
  .groupby('user_id')
  .rollup({ orders: () => op.count(), spend: (o) => op.sum(o.qty * o.price), last: (o) => op.max(o.placed) })
  .lookup(users, 'user_id', 'city')
same<RowOf<typeof features>, { user_id: string | null; orders: number | null; spend: number | null; last: Date | null; city: string | null }>(true)

const joined = orders.select('user_id', 'qty').join(users.select('user_id', 'city'), 'user_id')
same<RowOf<typeof joined>, { user_id: string | null; qty: number | null; city: string | null }>(true)
const clash = orders.select('user_id', 'qty').join(orders.select('user_id', 'qty'), ['user_id'])
same<RowOf<typeof clash>, { user_id: string | null; qty: number | null; qty_2: number | null }>(true)

declare const floorOf: number
const byNames = orders.select('order_id', 'qty').join(users.select('user_id', 'city'), { order_id: 'user_id' })
same<RowOf<typeof byNames>, { order_id: string | null; qty: number | null; user_id: string | null; city: string | null }>(true)
const byTest = orders.select('qty').join_left(users.select('city'), (o, u) => o.qty > floorOf && u.city.startsWith('A'), { floorOf: 1 })
same<RowOf<typeof byTest>, { qty: number | null; city: string | null }>(true)
const crossed = orders.select('qty').cross(users.select('city'))
same<RowOf<typeof crossed>, { qty: number | null; city: string | null }>(true)
const stacked = orders.select('qty', 'user_id').concat(users.select('user_id'))
same<RowOf<typeof stacked>, { qty: number | null; user_id: string | null }>(true)
const folded = orders.select('order_id', 'qty', 'price').fold(['qty', 'price'], { as: ['what', 'much'] })
same<RowOf<typeof folded>, { order_id: string | null; what: 'qty' | 'price'; much: number | null }>(true)
const pivoted = orders.groupby('user_id').pivot('order_id', 'qty', { keys: ['a', 'b'] })
same<RowOf<typeof pivoted>, { user_id: string | null; a: number | null; b: number | null }>(true)
const unrolled = orders.select('qty', 'user_id').unroll({ part: (o) => op.split(o.user_id, '-') }, { index: 'at' })
same<RowOf<typeof unrolled>, { qty: number | null; user_id: string | null; part: string | null; at: number }>(true)
const filled = orders.groupby('user_id').impute({ price: (o) => op.median(o.price) }, { expand: 'order_id' }).relocate('price', { before: 'qty' }).unorder()
same<RowOf<typeof filled>, RowOf<typeof orders>>(true)
const verbs = orders.dedupe('order_id').orderby('user_id', desc('price')).slice(0, 10).sample(5, { seed: 1 }).reveal('user_id').dedupe()
same<RowOf<typeof verbs>, RowOf<typeof orders>>(true)
const lagged = (await open('aapl.csv')).derive({ next: (d) => op.lead(d['AAPL.Close'], 1) })
same<RowOf<typeof lagged>['next'], number | null>(true)

// Outside values are given by name, or bound in SQL.
const floor = 3
orders.filter((o) => o.qty > floor, { floor }).filter(sql`qty > ${floor} AND user_id IN ${['a', 'b']}`)
orders.derive({ half: sql<number>`qty / 2` })

// A file nobody described has dynamic rows.
const unknown = await open('other.csv')
unknown.filter((o) => o.anything > 1).select('whatever')

// Data in memory keeps its types.
const memory = from([{ id: 'a', qty: 1, at: new Date() as Date | null }])
same<RowOf<typeof memory>, { id: string; qty: number; at: Date | null }>(true)
const columns = from({ x: [1, 2], y: ['a', 'b'] })
same<RowOf<typeof columns>, { x: number; y: string }>(true)

// Contracts know their columns; checks return the table's rows with reasons.
const rules = contract(
  'orders',
  {
    order_id: string().required(),
    user_id: string().required({ mostly: 0.95 }),
    qty: integer().not(0),
    price: number().min(0),
  },
  [unique('order_id'), references('user_id', users), row('no free lines', (r) => r.qty < 1 || r.price > 0)],
)
const checked = await rules.check(orders)
checked.failing().filter((r) => r.qty < 0).select('row', 'reasons', 'order_id')
same<RowOf<ReturnType<typeof checked.failing>>['row'], number>(true)
await orders.check(rules)
await (await rules.open('orders.csv')).write('copy.parquet')
await orders.profile()

// Cleaning is a plan; it returns the table and what was changed.
const cleaned = await orders.clean((c) => c.dropRepeats().fill('price', { with: 'median', by: 'user_id' }).outliers('qty', { rule: 'iqr', then: 'clip' }))
cleaned.table.dedupe('order_id').filter(sql`qty > ${0}`)

// A model is trained on one part by time, compared on the other, and reported.
const prices = (await open('aapl.csv')).derive({ next: (d) => op.lead(d['AAPL.Close'], 1) }).filter((d) => d.next !== null)
const { train, test } = await split(prices, { by: 'Date', test: 0.2, seed: 42 })
same<RowOf<typeof train>, RowOf<typeof prices>>(true)
const model = await neuralNetwork(train, { target: 'next', features: ['AAPL.Open', 'AAPL.Close'], hidden: [4], epochs: 2, seed: 42, validate: test })
const evaluation = await model.evaluate(test, { baseline: 'AAPL.Close' })
await report('订单质量 12 月', { audience: 'executive', parts: [checked, cleaned.changes, model, evaluation, orders.profile()] }).save('quality.html', { lang: 'zh-CN' })

// Users add verbs of their own as rooms do.
declare module 'assay/table' {
  interface Table<R extends object, G extends string = never> {
    /** The first `n` rows. */
    head(n: number): Table<R, G>
  }
}
addVerb('head', (table, n: number) => table.slice(0, n))
same<RowOf<ReturnType<typeof users.head>>, RowOf<typeof users>>(true)
if ((await users.head(1).count()) !== 1) throw new Error('head(1) is not one row')

for await (const order of orders) same<typeof order, RowOf<typeof orders>>(true)

export {}
