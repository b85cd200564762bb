import assert from 'node:assert/strict'
import type { ColumnTable } from 'arquero'
import * as aq from 'arquero'
import fc from 'fast-check'
import { type AnyRow, desc, from, op, type Table } from '../../src/table/index.ts'

interface Row {
  g: string
  h: number
  i: number
  x: number
  s: string
}

type Ours = Table<AnyRow, string>

/** The same step in both libraries. The functions are the same text: neither library calls them. */
interface Step {
  readonly name: string
  ours(table: Ours): Ours
  theirs(table: ColumnTable): ColumnTable
}

const row = fc.record<Row>({
  g: fc.constantFrom('a', 'b', 'c', 'Z'),
  h: fc.integer({ min: 0, max: 3 }),
  i: fc.integer({ min: -1000, max: 1000 }),
  x: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1e3) / 1e3 || 0),
  s: fc.string({ unit: fc.constantFrom('a', 'B', ' ', '0', '订', "'", '"', '%'), maxLength: 6 }),
})

const tests: ((d: AnyRow) => boolean)[] = [
  (d) => d['i'] > 0,
  (d) => d['x'] <= d['i'] || d['g'] === 'a',
  (d) => !(d['h'] === 2) && d['s'] !== 'a',
  (d) => d['s'].length > 2,
  (d) => op.match(d['s'], /a|B/, 0) !== null,
  (d) => d['i'] % 2 === 0,
]

const values: ((d: AnyRow) => unknown)[] = [
  (d) => d['i'] * 2 + d['h'],
  (d) => d['x'] / 4 - d['i'],
  (d) => (d['i'] > d['x'] ? d['g'] : d['s']),
  (d) => d['g'] + d['s'],
  (d) => `${d['g']}:${d['h']}`,
  (d) => Math.abs(d['x']) + Math.floor(d['x']),
  (d) => op.upper(d['s']),
  (d) => op.slice(d['s'], 1, 3),
  (d) => d['i'] % 7,
  (d) => op.sum(d['i']),
  (d) => op.mean(d['x']),
  (d) => op.row_number() + d['h'],
  (d) => op.max(d['i']) - op.min(d['i']),
]

const filters = fc.nat(tests.length - 1).map((n): Step => {
  const test = tests[n] as (d: AnyRow) => boolean
  return { name: `filter ${test}`, ours: (t) => t.filter(test as never), theirs: (t) => t.filter(test) }
})

const derives = fc.tuple(fc.nat(values.length - 1), fc.constantFrom('n1', 'n2')).map(([n, name]): Step => {
  const value = values[n] as (d: AnyRow) => unknown
  return {
    name: `derive ${name} ${value}`,
    ours: (t) => t.derive({ [name]: value }) as unknown as Ours,
    theirs: (t) => t.derive({ [name]: value as never }),
  }
})

const orders = fc.tuple(fc.constantFrom('g', 'h', 'i', 'x', 's'), fc.boolean(), fc.constantFrom('h', 'i')).map(([a, down, b]): Step => {
  return {
    name: `orderby ${a} ${down} ${b}`,
    ours: (t) => t.orderby(down ? desc(a) : a, b),
    theirs: (t) => t.orderby(down ? aq.desc(a) : a, b),
  }
})

const slices = fc.tuple(fc.nat(10), fc.nat(30)).map(([start, more]): Step => {
  return { name: `slice ${start} ${start + more}`, ours: (t) => t.slice(start, start + more), theirs: (t) => t.slice(start, start + more) }
})

/** arquero ends the work by group at dedupe, ours goes on with it. */
function regrouped(table: ColumnTable, by: ColumnTable): ColumnTable {
  const names = by.groups()?.names ?? []
  return names.length > 0 ? table.groupby(...names) : table
}

const dedupes = fc.subarray(['g', 'h', 'i'], { minLength: 1 }).map((keys): Step => {
  return { name: `dedupe ${keys}`, ours: (t) => t.dedupe(...keys), theirs: (t) => regrouped(t.dedupe(keys), t) }
})

const groups = fc.subarray(['g', 'h'], { minLength: 1 }).map((keys): Step => {
  return { name: `groupby ${keys}`, ours: (t) => t.groupby(...keys) as Ours, theirs: (t) => t.groupby(keys) }
})

const ungroups = fc.constant<Step>({ name: 'ungroup', ours: (t) => t.ungroup(), theirs: (t) => t.ungroup() })

const steps = fc.array(fc.oneof(filters, derives, orders, slices, dedupes, groups, ungroups), { maxLength: 5 })
const rows = fc.array(row, { minLength: 1, maxLength: 40 })

const rollups = {
  n: () => op.count(),
  sum: (d: AnyRow) => op.sum(d['i']),
  mean: (d: AnyRow) => op.mean(d['x']),
  least: (d: AnyRow) => op.min(d['x']),
  most: (d: AnyRow) => op.max(d['s']),
  kinds: (d: AnyRow) => op.distinct(d['s']),
  median: (d: AnyRow) => op.median(d['i']),
  spread: (d: AnyRow) => op.max(d['i']) - op.min(d['i']),
}

function close(ours: readonly object[], theirs: readonly object[], context: string): void {
  assert.equal(ours.length, theirs.length, context)
  for (const [i, row] of ours.entries()) {
    const other = theirs[i] as AnyRow
    assert.deepEqual(Object.keys(row), Object.keys(other), context)
    for (const [name, value] of Object.entries(row)) {
      const wanted = other[name] ?? null
      const near =
        typeof value === 'number' && typeof wanted === 'number' && Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
      if (!near) assert.deepEqual(value, wanted, `${context}, row ${i}, ${name}`)
    }
  }
}

const sorted = (list: readonly object[]) =>
  list
    .map((item) => JSON.stringify(item))
    .sort()
    .map((text) => JSON.parse(text) as object)

const ours = (data: readonly object[]) => from(data) as unknown as Ours

describe('tables and arquero agree on data without nulls', () => {
  it('in any chain of filter, derive, orderby, slice, dedupe and groupby', async function () {
    this.timeout(120_000)
    await fc.assert(
      fc.asyncProperty(rows, steps, async (data, chain) => {
        const [a, b] = chain.reduce(([x, y], step) => [step.ours(x), step.theirs(y)] as [Ours, ColumnTable], [ours(data), aq.from(data)])
        close(await a.rows(), b.objects(), chain.map((step) => step.name).join('; '))
      }),
      { numRuns: 200 },
    )
  })

  it('in rollup, save for the order of groups', async function () {
    this.timeout(120_000)
    await fc.assert(
      fc.asyncProperty(rows, fc.subarray(['g', 'h']), async (data, keys) => {
        const a = (keys.length > 0 ? ours(data).groupby(...keys) : ours(data)).rollup(rollups as never)
        const b = aq
          .from(data)
          .groupby(keys)
          .rollup(rollups as never)
        close(await a.rows(), (keys.length > 0 ? b.orderby(keys) : b).objects(), `by ${keys}`)
      }),
      { numRuns: 60 },
    )
  })

  it('in join, join_left, semijoin, antijoin and lookup', async function () {
    this.timeout(120_000)
    const other = fc.array(fc.record({ g: fc.constantFrom('a', 'b', 'Z', 'y'), h: fc.integer({ min: 0, max: 3 }), v: fc.integer() }), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(rows, other, fc.constantFrom(['g'], ['g', 'h']), async (data, right, keys) => {
        const [a, b, c, d] = [ours(data), ours(right).select(...keys, 'v'), aq.from(data), aq.from(right).select(...keys, 'v')]
        const on = [keys, keys] as never
        // arquero goes through the longer table first, ours through the left one: the pairs are the same, their order is not.
        close(sorted(await a.join(b, keys).rows()), sorted(c.join(d, on).objects()), 'join')
        close(await a.semijoin(b, keys).rows(), c.semijoin(d, on).objects(), 'semijoin')
        close(await a.antijoin(b, keys).rows(), c.antijoin(d, on).objects(), 'antijoin')
        close(await a.lookup(b, keys, 'v').rows(), c.lookup(d, on, 'v').objects(), 'lookup')
        const left = c
          .join_left(d, on)
          .objects()
          .map((item) => ({ ...item, v: (item as AnyRow)['v'] ?? null }))
        close(sorted(await a.join_left(b, keys).rows()), sorted(left), 'join_left')
      }),
      { numRuns: 30 },
    )
  })

  it('when tables go over to arquero and back', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        const there = await ours(data).toArquero()
        close(there.objects(), data, 'there')
        close(await ours(data).rows(), await from(there).rows(), 'and back')
      }),
      { numRuns: 20 },
    )
  })
})
