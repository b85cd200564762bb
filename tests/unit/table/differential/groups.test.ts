import { agree, arrow, type Either } from './both.ts'
import { holes, rows } from './data.ts'

/** Functions over the rows of a group. Missing values are left out in both libraries. */
const aggregates = [
  'op.count()',
  'op.valid(d.i)',
  'op.invalid(d.i)',
  'op.distinct(d.i)',
  'op.sum(d.i)',
  'op.product(d.i)',
  'op.mean(d.x)',
  'op.average(d.i)',
  'op.min(d.x)',
  'op.max(d.x)',
  'op.median(d.i)',
  'op.quantile(d.i, 0.25)',
  'op.quantile(d.x, 0.9)',
  'op.max(d.s)',
  'op.min(d.s)',
  'op.sum(d.i * 2)',
  'op.sum(d.i) / op.count()',
  'op.max(d.x) - op.min(d.x)',
  'op.any(d.g)',
]
const spread = [
  'op.variance(d.x)',
  'op.variancep(d.x)',
  'op.stdev(d.x)',
  'op.stdevp(d.x)',
  'op.covariance(d.x, d.i)',
  'op.covariancep(d.x, d.i)',
  'op.corr(d.x, d.i)',
]
const collected = ['op.array_agg(d.i)', 'op.array_agg(d.s)']

/** Functions of one row among the rows of its group, in the order asked for. */
const windows = [
  'op.row_number()',
  'op.rank()',
  'op.avg_rank()',
  'op.dense_rank()',
  'op.percent_rank()',
  'op.cume_dist()',
  'op.lag(d.i)',
  'op.lag(d.i, 2)',
  'op.lag(d.i, 1, 0)',
  'op.lead(d.i)',
  'op.lead(d.i, 2)',
  'op.lead(d.i, 1, -1)',
  'op.first_value(d.i)',
  'op.last_value(d.i)',
  'op.nth_value(d.i, 2)',
  'op.fill_down(d.i)',
  'op.fill_up(d.i)',
  'd.i - op.lag(d.i, 1, 0)',
  'd.i / op.sum(d.i)',
  'd.x - op.mean(d.x)',
  'op.max(d.i) - d.i',
  'op.count()',
  'op.median(d.x)',
]

const by = (t: Either, keys: readonly string[]) => (keys.length === 0 ? t : t.groupby(...keys))
const sorted = (t: Either, keys: readonly string[]) => (keys.length === 0 ? t : t.orderby(...keys))

describe('groups, as in arquero', () => {
  for (const keys of [[], ['g'], ['g', 'h']]) {
    for (const text of [...aggregates, ...collected, ...(keys.length < 2 ? spread : [])])
      it(`rollup of ${text} by [${keys}]`, () => agree(rows, (t) => sorted(by(t, keys).rollup({ made: arrow(text) }), keys)))
  }

  // Sums of nothing are not among them: they are a listed difference.
  for (const text of ['op.count()', 'op.valid(d.x)', 'op.invalid(d.s)', 'op.mean(d.x)', 'op.sum(d.x)', 'op.max(d.s)', 'op.median(d.x)'])
    it(`rollup of ${text} with missing values`, () => agree(holes, (t) => t.rollup({ made: arrow(text) })))

  for (const [name, order] of [
    ['as they are', []],
    ['by i, id', ['i', 'id']],
    ['by h', ['h']],
  ] as const) {
    for (const text of windows) {
      // Equal rows are peers only in an order asked for: without one arquero takes all rows for peers.
      if (order.length === 0 && /rank|cume_dist/.test(text)) continue
      if (order.length === 1 && text === 'op.cume_dist()') continue
      it(`${text} of rows ${name}`, () =>
        agree(rows, (t) =>
          (order.length === 0 ? t : t.orderby(...order))
            .groupby('g')
            .derive({ made: arrow(text) })
            .select('id', 'made'),
        ))
    }
  }

  for (const text of ['op.mean(d.x)', 'op.rank()', 'op.lag(d.x)', 'op.sum(d.i)'])
    it(`${text} without groups`, () =>
      agree(rows, (t) =>
        t
          .orderby('x')
          .derive({ made: arrow(text) })
          .select('id', 'made'),
      ))

  for (const text of ['op.fill_down(d.i)', 'op.fill_up(d.i)', 'op.lag(d.s)', 'op.lead(d.x)', 'op.fill_down(d.s)'])
    it(`${text} with missing values`, () => agree(holes, (t) => t.derive({ made: arrow(text) }).select('id', 'made')))

  it('filter() by a function over the group', () => agree(rows, (t) => t.groupby('g').filter(arrow('d.i === op.max(d.i)')).ungroup()))
  it('slice() by group', () => agree(rows, (t) => t.groupby('g').slice(0, 2).ungroup()))
  it('slice() of the last by group', () => agree(rows, (t) => t.groupby('g').slice(-1).ungroup()))
  it('ungroup() before rollup()', () =>
    agree(rows, (t) =>
      t
        .groupby('g')
        .ungroup()
        .rollup({ n: arrow('op.count()') }),
    ))
})
