/** Each line that ends in a mark must not compile; all others must. */
import { contract, from, neuralNetwork, number, op, open, report, row, split, string, unique } from 'assay'

const orders = await open('orders.csv')
const users = await open('users.csv')
orders.filter((o) => o.qyt > 1) // mistake: no such column
orders.derive({ x: (o) => o.qty.toUpperCase() }) // mistake: a number has no such method
orders.select('qyt') // mistake: no such column
orders.groupby('usr_id') // mistake: no such column
orders.orderby('prise') // mistake: no such column
orders.dedupe('order') // mistake: no such column
orders.rename({ prise: 'price' }) // mistake: no such column
orders.groupby('user_id').rollup({ n: () => op.count() }).filter((r) => r.m > 1) // mistake: no such column after the rollup
orders.groupby('user_id').rollup({ n: () => op.count() }).filter((r) => r.qty > 1) // mistake: rolled up, gone
orders.select('qty').filter((o) => o.price > 1) // mistake: not selected
orders.join(users, 'order_id') // mistake: not a column of both
orders.join(users, { order_id: 'town' }) // mistake: no such column in the other table
orders.join(users, (o, u) => o.qty > u.town) // mistake: no such column in the other table
orders.fold(['qty', 'prise']) // mistake: no such column
orders.relocate('qty', { before: 'prise' }) // mistake: no such column
orders.impute({ prise: () => 0 }) // mistake: no such column
orders.lookup(users, 'user_id', 'town') // mistake: no such column in the other table
orders.filter((o) => o.qty) // mistake: a test is true or false
orders.rollup({ x: (o) => op.smu(o.qty) }) // mistake: no such function
orders.derive({ x: (o) => op.year(o.qty) }) // mistake: a number is not a time
orders.reveal('phone') // mistake: no such column
const quantity: number = (await orders.rows())[0]!.qty // mistake: may be null
from([{ a: 1 }]).filter((r) => r.b > 1) // mistake: no such column
contract('x', { a: string() }, [unique('a', 'StockCode')]) // mistake: key not in the contract
contract('x', { order_id: string(), nope: string() }).check(orders) // mistake: the contract names an unknown column
orders.check(contract('x', { nope: string() })) // mistake: the same, asked the other way round
contract('x', { qty: number() }, [row('r', (r) => r.qyt > 0)]) // mistake: no such column in the contract
orders.clean((c) => c.fill('pirce', { with: 'mean' })) // mistake: no such column
split(orders, { by: 'plced', test: 0.2 }) // mistake: no such column
neuralNetwork(orders, { target: 'bough' }) // mistake: no such column
neuralNetwork(orders, { target: 'price', features: ['qyt'] }) // mistake: no such column
report('x', { parts: [] }).save('x.xls') // mistake: not a format
const unknown = await open('other.csv')
unknown.filter((o) => o.anything > 1)

export { quantity }
