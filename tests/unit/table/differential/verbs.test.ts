import { agree, arrow, type Either, type Tools } from './both.ts'
import { holes, lists, named, others, rows } from './data.ts'

type Case = readonly [name: string, steps: (t: Either, tools: Tools) => Either]

const small = rows.map(({ id, g, h, i, x }) => ({ id, g, h, i, x }))

const shaping: readonly Case[] = [
  ['select', (t) => t.select('x', 'id')],
  ['select after derive', (t) => t.derive({ z: arrow('d.i + 1') }).select('z', 'id')],
  ['rename', (t) => t.rename({ g: 'group', x: 'value' })],
  ['rename twice', (t) => t.rename({ g: 'a' }).rename({ a: 'b' })],
  ['relocate before', (t) => t.relocate(['x', 'i'], { before: 'g' })],
  ['relocate after', (t) => t.relocate(['id'], { after: 'h' })],
  ['relocate one to the end', (t) => t.relocate('g', { after: 'x' })],
  ['relocate to the front', (t) => t.relocate(['x'], { before: 'id' })],
  ['derive replaces in place', (t) => t.derive({ h: arrow('d.h * 10') })],
  ['derive sees columns as they were', (t) => t.derive({ i: arrow('d.h'), h: arrow('d.i') })],
  ['orderby', (t) => t.orderby('g', 'i')],
  ['orderby descending', (t, { desc }) => t.orderby(desc('g'), 'i')],
  ['orderby all descending', (t, { desc }) => t.orderby(desc('h'), desc('id'))],
  ['orderby replaces an order', (t) => t.orderby('x').orderby('i', 'id')],
  ['unorder', (t) => t.orderby('x').unorder()],
  ['orderby with ties keeps the order of rows', (t) => t.orderby('h')],
  ['slice', (t) => t.slice(2, 5)],
  ['slice from', (t) => t.slice(5)],
  ['slice from the end', (t) => t.slice(-3)],
  ['slice to the end', (t) => t.slice(1, -2)],
  ['slice of nothing', (t) => t.slice(4, 2)],
  ['slice of an order', (t) => t.orderby('i', 'id').slice(0, 3)],
  ['dedupe by a column', (t) => t.dedupe('g')],
  ['dedupe by two', (t) => t.dedupe('g', 'h')],
  ['dedupe by all', (t) => t.select('g', 'h').dedupe()],
  ['dedupe of an order', (t, { desc }) => t.orderby(desc('i'), 'id').dedupe('g')],
  [
    'filter, derive, orderby, slice',
    (t) =>
      t
        .filter(arrow('d.i > -5'))
        .derive({ z: arrow('d.i * d.x') })
        .orderby('z')
        .slice(1, 4),
  ],
]

const setting: readonly Case[] = [
  ['concat', (t, { table }) => t.concat(table(small.slice(2, 4)))],
  ['concat of three', (t, { table }) => t.concat(table(small.slice(0, 1)), table(small.slice(5)))],
  ['concat leaves columns of the others out', (t, { table }) => t.select('id', 'g').concat(table(small))],
  ['concat fills what others lack', (t, { table }) => t.concat(table(others))],
  ['concat of nothing', (t) => t.concat()],
  ['concat with rows filtered out', (t, { table }) => t.filter(arrow('d.i > 0')).concat(table(small).filter(arrow('d.i < 0')))],
  ['union', (t, { table }) => t.union(table(small.slice(3)))],
  ['union of columns', (t, { table }) => t.select('g').union(table(others).select('g'))],
  ['except', (t, { table }) => t.except(table(small.slice(2)))],
  ['except by name', (t, { table }) => t.select('g', 'h').except(table(others).select('h', 'g'))],
  ['except of two', (t, { table }) => t.except(table(small.slice(5)), table(small.slice(0, 2)))],
  ['except of all', (t, { table }) => t.except(table(small))],
  ['intersect', (t, { table }) => t.intersect(table(small.slice(2, 6)))],
  ['intersect by name', (t, { table }) => t.select('g', 'h').intersect(table(others).select('h', 'g', 'v'))],
  ['intersect of two', (t, { table }) => t.intersect(table(small.slice(2, 6)), table(small.slice(4)))],
  ['intersect of nothing shared', (t, { table }) => t.intersect(table(small.map((row) => ({ ...row, id: row.id + 100 }))))],
]

const joining: readonly Case[] = [
  ['join by a column of both', (t, { table }) => t.join(table(named.map(({ key, v }) => ({ g: key, v }))), ['g'])],
  ['join by two', (t, { table }) => t.join(table(others), ['g', 'h'])],
  ['join_left', (t, { table }) => t.join_left(table(others.map(({ g, v }) => ({ g, v }))), ['g'])],
  ['join_full', (t, { table }) => t.join_full(table(others.map(({ g, v }) => ({ g, v }))), ['g'])],
  ['cross', (t, { table }) => t.cross(table(named))],
  ['cross of a filtered table', (t, { table }) => t.filter(arrow('d.h === 1')).cross(table(named).slice(0, 2))],
  ['join by a test', (t, { table }) => t.join(table(named), arrow('a.h > b.size', 'a, b'))],
  ['join by a test of two columns', (t, { table }) => t.join(table(named), arrow('a.g === b.key && a.i > b.v / 10', 'a, b'))],
  ['join_left by a test', (t, { table }) => t.join_left(table(named), arrow('a.h === b.size && a.g === b.key', 'a, b'))],
  ['join_right by a test', (t, { table }) => t.join_right(table(named), arrow('a.g === b.key', 'a, b'))],
  ['join_full by a test', (t, { table }) => t.join_full(table(named), arrow('a.g === b.key', 'a, b'))],
  ['semijoin', (t, { table }) => t.semijoin(table(others), 'g')],
  ['semijoin by two', (t, { table }) => t.semijoin(table(others), ['g', 'h'])],
  ['semijoin by a test', (t, { table }) => t.semijoin(table(named), arrow('a.i > b.v', 'a, b'))],
  ['antijoin', (t, { table }) => t.antijoin(table(others), 'g')],
  ['antijoin by two', (t, { table }) => t.antijoin(table(others), ['g', 'h'])],
  ['antijoin by a test', (t, { table }) => t.antijoin(table(named), arrow('a.i > b.v', 'a, b'))],
  ['lookup', (t, { table }) => t.lookup(table(others), 'g', 'v')],
  ['lookup of two values', (t, { table }) => t.lookup(table(others), 'g', 'v', 'w')],
]

/** arquero takes two names in an array for a left and a right key, ours for two keys of both. */
const keys = (steps: Case[1]): Case[1] => {
  return (t, tools) => {
    const pairs = new Proxy(t, {
      get(target, name) {
        const value = target[name]
        if (typeof value !== 'function') return value
        return (...args: Either[]) => {
          const [other, on, ...rest] = args
          const both = typeof on === 'string' ? [on] : on
          return value.call(target, other, 'objects' in target && Array.isArray(both) ? [both, both] : on, ...rest)
        }
      },
    })
    return steps(String(steps).includes('.filter') || String(steps).includes('cross') ? t : pairs, tools)
  }
}

const reshaping: readonly Case[] = [
  ['fold', (t) => t.fold(['i', 'x'])],
  ['fold of one', (t) => t.fold('i')],
  ['fold with names', (t) => t.fold(['h', 'i', 'x'], { as: ['what', 'much'] })],
  ['fold of a filter', (t) => t.filter(arrow('d.h > 1')).fold(['x', 'i'])],
  ['pivot', (t) => t.pivot('g', { total: arrow('op.sum(d.i)') })],
  ['pivot by two', (t) => t.pivot(['g', 'h'], { total: arrow('op.sum(d.i)') })],
  ['pivot of two values', (t) => t.pivot('g', { total: arrow('op.sum(d.i)'), most: arrow('op.max(d.x)') })],
  [
    'pivot with separators',
    (t) => t.pivot(['g', 'h'], { a: arrow('op.sum(d.i)'), b: arrow('op.max(d.x)') }, { keySeparator: '/', valueSeparator: ':' }),
  ],
  ['pivot of a limit', (t) => t.pivot('g', { total: arrow('op.sum(d.i)') }, { limit: 2 })],
  ['pivot unsorted', (t) => t.pivot('g', { total: arrow('op.sum(d.i)') }, { sort: false })],
  ['pivot by group', (t) => t.groupby('h').pivot('g', { total: arrow('op.sum(d.i)') })],
  [
    'pivot by group of an order',
    (t) =>
      t
        .orderby('h', 'g')
        .groupby('h')
        .pivot('g', { most: arrow('op.max(d.x)'), mean: arrow('op.mean(d.i)') }),
  ],
  ['pivot of an expression of two', (t) => t.pivot('g', { mean: arrow('op.sum(d.i) / op.sum(d.h)') })],
  ['fold, then pivot', (t) => t.fold(['i', 'x']).groupby('id').pivot('key', 'value')],
  ['impute by a constant', (t) => t.derive({ i: arrow('d.i > 6 ? null : d.i') }).impute({ i: arrow('0', '') })],
]
/** Groups come sorted by their keys in ours. */
const sorts = new Set(['pivot by group', 'pivot by group of an order', 'fold, then pivot'])

const listing: readonly Case[] = [
  ['unroll', (t) => t.unroll('n')],
  ['unroll of two', (t) => t.unroll(['n', 'm'])],
  ['unroll with an index', (t) => t.unroll('n', { index: true })],
  ['unroll with a named index', (t) => t.unroll('m', { index: 'at' })],
  ['unroll with a limit', (t) => t.unroll('n', { limit: 2 })],
  ['unroll of two with a limit and an index', (t) => t.unroll(['n', 'm'], { limit: 1, index: true })],
  ['unroll of an expression', (t) => t.select('id').unroll({ word: arrow('op.split("a b c", " ")') })],
  ['spread', (t) => t.spread('n')],
  ['spread with names', (t) => t.select('id', 'm').spread('m', { as: ['first', 'second'] })],
  ['spread with a limit', (t) => t.spread('n', { limit: 2 })],
  ['spread of two', (t) => t.spread(['n', 'm'])],
  ['spread that keeps the list', (t) => t.spread('n', { limit: 1, drop: false })],
  ['spread of an expression', (t) => t.select('id').spread({ part: arrow('op.split("x-y", "-")') }, { as: ['a', 'b'] })],
]

const missing: readonly Case[] = [
  ['impute by the mean', (t) => t.impute({ x: arrow('op.mean(d.x)') })],
  ['impute by the median', (t) => t.impute({ i: arrow('op.median(d.i)') })],
  ['impute of two columns', (t) => t.impute({ i: arrow('0', ''), s: arrow('"none"', '') })],
  [
    'impute by group',
    (t) =>
      t
        .groupby('k')
        .impute({ x: arrow('op.mean(d.x)') })
        .ungroup(),
  ],
  [
    'impute with all combinations',
    (t) =>
      t
        .select('id', 'k', 'i')
        .filter(arrow('d.id < 4'))
        .impute({ i: arrow('0', '') }, { expand: ['id', 'k'] }),
  ],
  [
    'impute with all combinations by group',
    (t) =>
      t
        .select('id', 'k', 'i')
        .filter(arrow('d.id < 4'))
        .groupby('id')
        .impute({ i: arrow('0', '') }, { expand: 'k' })
        .ungroup(),
  ],
  ['dedupe takes missing values for equal', (t) => t.dedupe('g')],
  ['fold keeps missing values', (t) => t.fold(['i', 'x'])],
  ['concat of missing values', (t, { table }) => t.concat(table(holes))],
  ['union of missing values', (t, { table }) => t.union(table(holes))],
  ['filter of missing values', (t) => t.filter(arrow('d.i === null'))],
  ['filter of values', (t) => t.filter(arrow('d.s !== null'))],
  ['?? of missing values', (t) => t.derive({ made: arrow('d.i ?? -1') })],
]

const run = (title: string, data: readonly object[], cases: readonly Case[], anyOrder: (name: string) => boolean = () => false) =>
  describe(`${title}, as in arquero`, () => {
    for (const [name, steps] of cases) it(name, () => agree(data, steps, { anyOrder: anyOrder(name) }))
  })

run('shape', small, shaping)
run('sets', small, setting)
// arquero goes through the longer table first: the pairs are the same, their order is not.
run(
  'joins',
  small,
  joining.map(([name, steps]) => [name, keys(steps)] as const),
  (name) => name.startsWith('join'),
)
run('rows and columns', small, reshaping, (name) => sorts.has(name))
run('lists', lists, listing)
run('missing values', holes, missing)
