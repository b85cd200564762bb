/** Rows without missing values: on these the two libraries agree, save for what `differences.test.ts` lists. */
export const rows = [
  { id: 1, g: 'b', h: 2, i: 5, j: -3, x: 1.5, y: 0.25, s: 'Ab c', t: 'b', p: true, q: false, e: new Date('2011-01-04T10:00:00Z') },
  { id: 2, g: 'a', h: 1, i: -7, j: 2, x: -2.25, y: 0.5, s: ' trim ', t: 'im', p: false, q: false, e: new Date('2010-12-31T23:59:58.250Z') },
  { id: 3, g: 'b', h: 1, i: 0, j: 9, x: 0.5, y: 1, s: 'x,y,z', t: ',', p: true, q: true, e: new Date('2012-02-29T00:00:00Z') },
  { id: 4, g: 'c', h: 3, i: 12, j: 2, x: 100.125, y: 0.125, s: 'Zebra', t: 'Ze', p: false, q: true, e: new Date('1999-07-15T06:30:15Z') },
  { id: 5, g: 'a', h: 2, i: 5, j: -3, x: -0.75, y: 0.75, s: 'abcabc', t: 'bc', p: true, q: false, e: new Date('2011-01-04T10:00:00Z') },
  { id: 6, g: 'a', h: 1, i: 33, j: 4, x: 8, y: 0.875, s: '12', t: '1', p: true, q: true, e: new Date('2024-11-05T18:45:00Z') },
  { id: 7, g: 'c', h: 2, i: -1, j: 1, x: 3.125, y: 0.0625, s: "it's", t: "'", p: false, q: false, e: new Date('2011-10-30T12:00:00Z') },
  { id: 8, g: 'b', h: 3, i: 8, j: 7, x: -6.5, y: 0.375, s: 'Q%_q', t: '%', p: false, q: true, e: new Date('2016-12-31T01:02:03Z') },
] as const

/** A second table for joins: keys that match once, several times, and never. */
export const others = [
  { g: 'a', h: 1, v: 10, w: 'one' },
  { g: 'b', h: 2, v: 20, w: 'two' },
  { g: 'b', h: 1, v: 30, w: 'three' },
  { g: 'z', h: 9, v: 40, w: 'four' },
] as const

/** The same with names of its own, so that no column of two tables has one name. */
export const named = others.map(({ g, h, v, w }) => ({ key: g, size: h, v, w }))

/** Rows with missing values, of each kind of column. */
export const holes = [
  { id: 1, g: 'a', i: 1, x: 1.5, s: 'one', k: 'p' },
  { id: 2, g: 'b', i: null, x: 2.5, s: null, k: 'q' },
  { id: 3, g: 'a', i: 3, x: null, s: 'three', k: 'q' },
  { id: 4, g: null, i: 4, x: 4, s: 'four', k: 'p' },
  { id: 5, g: 'b', i: null, x: null, s: null, k: null },
] as const

/** Rows with lists. */
export const lists = [
  { id: 1, n: [3, 1, 2], m: ['a', 'b'] },
  { id: 2, n: [5], m: ['c'] },
  { id: 3, n: [], m: [] },
  { id: 4, n: [8, 9], m: ['d', 'e', 'f'] },
]
