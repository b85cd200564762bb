import assert from 'node:assert/strict'
import * as aq from 'arquero'
import { desc } from '../../../../src/table/index.ts'
import { arrow, type Either, equalRows, ours, type Theirs, type Tools, theirs } from './both.ts'
import { holes, rows } from './data.ts'

type Value = unknown

const one = (text: string, data: readonly object[]) =>
  [
    async () =>
      (
        await ours(data)
          .derive({ made: arrow(text) })
          .rows()
      ).map((row) => row['made'] as Value),
    async () =>
      theirs(data)
        .derive({ made: arrow(text) as never })
        .array('made') as Value[],
  ] as const

/** An expression over the rows; what ours makes of it; what arquero does. */
const expressions: readonly (readonly [
  rule: string,
  data: readonly object[],
  text: string,
  ours: readonly Value[],
  theirs: readonly Value[],
])[] = [
  ['null propagates', [{ a: null }, { a: 1 }], 'd.a * 2', [null, 2], [0, 2]],
  ['null propagates', [{ a: null }, { a: 'x' }], 'd.a + "!"', [null, 'x!'], ['null!', 'x!']],
  ['null propagates', [{ a: null }, { a: 1 }], 'd.a < 1', [null, false], [true, false]],
  ['null propagates', [{ a: null }, { a: 'x' }], 'op.startswith(d.a, "x")', [null, true], [false, true]],
  ['null propagates', [{ a: null }, { a: 'x' }], 'op.length(d.a)', [null, 1], [0, 1]],
  ['a division by zero is missing', [{ a: 1 }, { a: 0 }], 'd.a / 0', [null, null], [Number.POSITIVE_INFINITY, Number.NaN]],
  ['what is outside of a function is missing', [{ a: -1 }], 'op.sqrt(d.a)', [null], [Number.NaN]],
  ['text is a number only when all of it is', [{ a: '12px' }], 'op.parse_int(d.a)', [null], [12]],
  ['characters are counted, not UTF-16 units', [{ a: '\u{1F600}b' }], 'op.length(d.a)', [2], [3]],
  ['quarters are 1 to 4', [{ a: new Date('2011-12-01T00:00:00Z') }], 'op.utcquarter(d.a)', [4], [3]],
  [
    'op.date() is the day, not its number in the month',
    [{ a: new Date('2011-12-05T12:00:00Z') }],
    'op.date(d.a)',
    [new Date('2011-12-05T00:00:00Z')],
    [5],
  ],
  ['of equally frequent values the smallest', [{ a: 2 }, { a: 1 }], 'op.mode(d.a)', [1, 1], [2, 2]],
  [
    'parts are as equal as can be, the first ones larger',
    [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }],
    'op.ntile(3)',
    [1, 1, 2, 3],
    [1, 2, 3, 3],
  ],
]

const verbs: readonly (readonly [
  rule: string,
  data: readonly object[],
  steps: (t: Either, tools: Tools) => Either,
  ours: readonly object[],
  theirs: readonly object[],
])[] = [
  [
    'groups are sorted by their keys',
    rows,
    (t) => t.groupby('g').rollup({ n: arrow('op.count()') }),
    [
      { g: 'a', n: 3 },
      { g: 'b', n: 3 },
      { g: 'c', n: 2 },
    ],
    [
      { g: 'b', n: 3 },
      { g: 'a', n: 3 },
      { g: 'c', n: 2 },
    ],
  ],
  ['missing values come last', holes, (t) => t.select('id', 'i').orderby('i', 'id').slice(0, 1).select('id'), [{ id: 1 }], [{ id: 2 }]],
  [
    'nulls are equal in except()',
    holes,
    (t, { table }) => t.select('s').except(table([{ s: 'one' }, { s: null }])),
    [{ s: 'three' }, { s: 'four' }],
    [{ s: null }, { s: 'three' }, { s: 'four' }],
  ],
  [
    'nulls are equal in intersect()',
    holes,
    (t, { table }) => t.select('s').intersect(table([{ s: 'one' }, { s: null }])),
    [{ s: 'one' }, { s: null }],
    [{ s: 'one' }],
  ],
  [
    'an order survives concat()',
    [{ a: 1 }, { a: 2 }],
    (t, { desc, table }) => t.orderby(desc('a')).concat(table([{ a: 3 }])),
    [{ a: 2 }, { a: 1 }, { a: 3 }],
    [{ a: 1 }, { a: 2 }, { a: 3 }],
  ],
  [
    'an order survives fold()',
    [
      { a: 1, b: 3 },
      { a: 2, b: 4 },
    ],
    (t, { desc }) => t.orderby(desc('a')).fold('b').select('value'),
    [{ value: 4 }, { value: 3 }],
    [{ value: 3 }, { value: 4 }],
  ],
  [
    'an order survives unroll()',
    [
      { a: 1, b: [3] },
      { a: 2, b: [4] },
    ],
    (t, { desc }) => t.orderby(desc('a')).unroll('b').select('b'),
    [{ b: 4 }, { b: 3 }],
    [{ b: 3 }, { b: 4 }],
  ],
  [
    'of two columns of one name the right one gets _2',
    [{ k: 1, a: 1 }],
    (t, { table }) => t.cross(table([{ a: 2 }])),
    [{ k: 1, a: 1, a_2: 2 }],
    [{ k: 1, a_1: 1, a_2: 2 }],
  ],
  [
    'dedupe() keeps the groups',
    [
      { a: 1, b: 1 },
      { a: 1, b: 1 },
      { a: 2, b: 1 },
    ],
    (t) =>
      t
        .groupby('b')
        .dedupe('a')
        .rollup({ n: arrow('op.count()') }),
    [{ b: 1, n: 2 }],
    [{ n: 2 }],
  ],
]

describe('differences from arquero that are meant', () => {
  for (const [rule, data, text, mine, other] of expressions) {
    it(`${rule}: ${text}`, async () => {
      const [here, there] = one(text, data)
      assert.deepEqual(await here(), mine)
      assert.deepEqual(
        (await there()).map((value) => (ArrayBuffer.isView(value) ? [...(value as never)] : value)),
        other,
      )
    })
  }
  for (const [rule, data, steps, mine, other] of verbs) {
    it(rule, async () => {
      equalRows(await (await steps(ours(data), { desc, table: ours })).rows(), mine)
      equalRows((steps(theirs(data), { desc: aq.desc, table: theirs }) as Theirs).objects(), other)
    })
  }
})
