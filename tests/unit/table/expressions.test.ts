import assert from 'node:assert/strict'
import { engine } from '../../../src/engine/index.ts'
import { from, op, tableFrom } from '../../../src/table/index.ts'

interface Row {
  i: number
  j: number
  x: number
  y: number
  s: string
  t: string
  b: boolean
  c: boolean
  d: Date
  e: Date
  'odd.name': number
  id: number
}

const rows: Row[] = [
  {
    id: 1,
    i: 7,
    j: 2,
    x: 1.5,
    y: -2.25,
    s: 'Hello World',
    t: 'lo',
    b: true,
    c: false,
    d: new Date('2011-05-31T08:26:59.250Z'),
    e: new Date('2011-06-02T00:00:00Z'),
    'odd.name': 1,
  },
  {
    id: 2,
    i: -7,
    j: 3,
    x: 2.5,
    y: 0.5,
    s: '  naïve café ',
    t: 'caf',
    b: false,
    c: false,
    d: new Date('2020-02-29T23:59:59Z'),
    e: new Date('2020-02-29T00:00:00Z'),
    'odd.name': 2,
  },
  {
    id: 3,
    i: 0,
    j: 5,
    x: -0.5,
    y: 3,
    s: '',
    t: '',
    b: true,
    c: true,
    d: new Date('1999-12-31T00:00:00Z'),
    e: new Date('2000-01-01T12:30:00Z'),
    'odd.name': 3,
  },
  {
    id: 4,
    i: 1000000,
    j: 4,
    x: 0.125,
    y: 100,
    s: '订单 A-12',
    t: '单',
    b: false,
    c: true,
    d: new Date('1970-01-01T00:00:00Z'),
    e: new Date('1970-01-01T00:00:01Z'),
    'odd.name': 4,
  },
]

/** Each is run by JavaScript on the row, and by the engine on the column: the results must be the same. */
const cases: [string, (o: Row) => unknown][] = [
  ['+ of numbers', (o) => o.i + o.x],
  ['-', (o) => o.i - o.j],
  ['*', (o) => o.x * o.y],
  ['/ of whole numbers is not cut', (o) => o.i / o.j],
  ['%', (o) => o.i % o.j],
  ['% of fractions', (o) => o.x % o.j],
  ['**', (o) => o.x ** 2],
  ['&', (o) => o.i & o.j],
  ['|', (o) => o.i | o.j],
  ['^', (o) => o.i ^ o.j],
  ['<<', (o) => o.j << 2],
  ['>>', (o) => o.j >> 1],
  ['unary -', (o) => -o.x],
  ['unary +', (o) => +o.i],
  ['precedence', (o) => (o.i + o.j) * o.x - o.y / (o.j + 1)],
  ['+ of texts', (o) => o.s + o.t],
  // biome-ignore lint/style/useTemplate: the operator is what is tested
  ['+ of text and number', (o) => `${o.s}#` + o.i],
  ['+ of number and text', (o) => o.x + o.t],
  ['+ of text and boolean', (o) => o.t + o.b],
  ['template literal', (o) => `${o.t}-${o.i}/${o.x}`],
  ['template literal without parts', () => `plain`],
  ['<', (o) => o.i < o.j],
  ['<=', (o) => o.i <= o.j],
  ['>', (o) => o.x > o.y],
  ['>=', (o) => o.x >= o.y],
  ['===', (o) => o.i === 7],
  // biome-ignore lint/suspicious/noDoubleEquals: the operator is what is tested
  ['==', (o) => o.i == 7],
  ['!==', (o) => o.s !== ''],
  ['comparison of texts', (o) => o.t < 'm'],
  ['&&', (o) => o.b && o.c],
  ['||', (o) => o.b || o.c],
  ['!', (o) => !o.b],
  ['! of a number', (o) => !o.i],
  ['! of a text', (o) => !o.s],
  ['&& of other types', (o) => o.i && o.x],
  ['|| of texts', (o) => o.s || 'nothing'],
  ['?:', (o) => (o.i > 0 ? 'more' : o.i < 0 ? 'less' : 'none')],
  ['?: of a number', (o) => (o.i ? 1 : 2)],
  ['??', (o) => o.i ?? 5],
  ['a column with a dot', (o) => o['odd.name'] * 2],
  ['optional chaining', (o) => o?.s?.length],
  ['a row taken apart', ({ i, j: k }) => i + k],
  [
    'a function with a body',
    (o) => {
      const twice = o.i * 2
      return twice + 1
    },
  ],
  ['a function expression', new Function('o', 'return o.i + 1') as (o: Row) => number],
  ['comments and parentheses', new Function('o', 'return /* both */ ((o.i)) + (0, o.j)') as (o: Row) => number],
  ['Math.abs', (o) => Math.abs(o.y)],
  ['Math.ceil', (o) => Math.ceil(o.x)],
  ['Math.floor', (o) => Math.floor(o.y)],
  ['Math.round halves up', (o) => Math.round(o.x)],
  ['Math.trunc', (o) => Math.trunc(o.y)],
  ['Math.sign', (o) => Math.sign(o.y)],
  ['Math.sqrt', (o) => Math.sqrt(o.j)],
  ['Math.cbrt', (o) => Math.cbrt(o.j)],
  ['Math.exp', (o) => Math.exp(o.x)],
  ['Math.log', (o) => Math.log(o.j)],
  ['Math.log10', (o) => Math.log10(o.j)],
  ['Math.log2', (o) => Math.log2(o.j)],
  ['Math.sin', (o) => Math.sin(o.x)],
  ['Math.cos', (o) => Math.cos(o.x)],
  ['Math.tan', (o) => Math.tan(o.x)],
  ['Math.atan', (o) => Math.atan(o.x)],
  ['Math.atan2', (o) => Math.atan2(o.x, o.y)],
  ['Math.pow', (o) => o.x ** 3],
  ['Math.max', (o) => Math.max(o.i, o.j, o.x)],
  ['Math.min', (o) => Math.min(o.i, o.x)],
  ['Math.PI', (o) => Math.PI * o.x],
  ['Number of a text', (o) => Number(`${o.i}`)],
  ['parseInt', () => Number.parseInt('12', 10)],
  ['String of a number', (o) => String(o.x)],
  ['Number.isNaN', (o) => Number.isNaN(o.x)],
  ['Number.isFinite', (o) => Number.isFinite(o.x)],
  ['length', (o) => o.t.length],
  ['toLowerCase', (o) => o.s.toLowerCase()],
  ['toUpperCase', (o) => o.s.toUpperCase()],
  ['trim', (o) => o.s.trim()],
  ['trimStart', (o) => o.s.trimStart()],
  ['trimEnd', (o) => o.s.trimEnd()],
  ['startsWith', (o) => o.s.startsWith('He')],
  ['endsWith', (o) => o.s.endsWith('2')],
  ['includes', (o) => o.s.includes(o.t)],
  ['indexOf', (o) => o.s.indexOf('o')],
  ['charAt', (o) => o.s.charAt(1)],
  ['charAt beyond the end', (o) => o.s.charAt(99)],
  ['substring', (o) => o.s.substring(1, 4)],
  ['substring without an end', (o) => o.s.substring(2)],
  ['slice', (o) => o.s.slice(1, 4)],
  ['slice from the end', (o) => o.s.slice(-3)],
  ['slice to the end', (o) => o.s.slice(0, -2)],
  ['padStart', (o) => o.t.padStart(5, '*')],
  ['padEnd', (o) => o.t.padEnd(5, '*')],
  ['repeat', (o) => o.t.repeat(2)],
  ['replace of a text is once', (o) => o.s.replace('l', 'L')],
  ['replaceAll', (o) => o.s.replaceAll('l', 'L')],
  ['replace by a pattern', (o) => o.s.replace(/[aeiou]/g, '_')],
  ['replace by a pattern, once', (o) => o.s.replace(/o/, '0')],
  ['replace with groups', (o) => o.s.replace(/(\w)-(\d+)/, '$2-$1')],
  ['test', (o) => /^h.*d$/i.test(o.s)],
  ['test of Chinese', (o) => /[\u4e00-\u9fa5]/.test(o.s)],
  ['concat', (o) => o.s.concat(o.t, '!')],
  ['split', (o) => o.s.split(' ')],
  ['includes of a list', (o) => [7, 0].includes(o.i)],
  ['includes of a list of texts', (o) => ['lo', "it's"].includes(o.t)],
  ['includes of no list', (o) => ([] as number[]).includes(o.i)],
  ['getTime', (o) => o.d.getTime()],
  ['difference of dates', (o) => Number(o.e) - Number(o.d)],
  ['getUTCFullYear', (o) => o.d.getUTCFullYear()],
  ['getUTCMonth', (o) => o.d.getUTCMonth()],
  ['getUTCDate', (o) => o.d.getUTCDate()],
  ['getUTCDay', (o) => o.d.getUTCDay()],
  ['getUTCHours', (o) => o.d.getUTCHours()],
  ['getUTCMinutes', (o) => o.d.getUTCMinutes()],
  ['getUTCSeconds', (o) => o.d.getUTCSeconds()],
  ['toISOString', (o) => o.d.toISOString()],
  ['comparison of dates', (o) => o.d < o.e],
  ['comparison with a literal date', (o) => o.d >= new Date('2011-01-01')],
  ['a date of parts', (o) => o.d > new Date(Date.UTC(2000, 0, 1))],
  ['arithmetic with booleans', (o) => (o.b as unknown as number) * 2 + (o.c as unknown as number)],
  ['arithmetic with dates', (o) => (o.d as unknown as number) / 1000],
  ['difference of dates as such', (o) => (o.e as unknown as number) - (o.d as unknown as number)],
  ['comparison of a date with milliseconds', (o) => o.d > (Date.UTC(2000, 0, 1) as unknown as Date)],
  ['what minifiers write', new Function('o', 'return !0 === !!o.b && o.x < 1 / 0') as (o: Row) => boolean],
  ['null itself', () => null],
  ['undefined is null', (o) => (o.b ? undefined : 1) ?? 2],
]

describe('expressions', () => {
  it('give what JavaScript gives, operator by operator, on values that are not missing', async () => {
    const table = from(rows)
    const derived = table.derive(Object.fromEntries(cases.map(([, fn], i) => [`r${i}`, fn])) as Record<string, (o: Row) => unknown>)
    const results = (await derived.rows()) as unknown as Record<string, unknown>[]
    for (const [i, [name, fn]] of cases.entries()) {
      for (const [j, row] of rows.entries()) same(results[j]?.[`r${i}`], fn(row), `${name}, row ${j + 1}`)
    }
  })

  it('work in filter as in derive', async () => {
    const table = from(rows)
    for (const [name, fn] of cases) {
      const wanted = rows.filter((row) => fn(row) === true).map((row) => row.id)
      const tests = rows.every((row) => typeof fn(row) === 'boolean')
      if (!tests) continue
      const found = (await table.filter(fn as (o: Row) => boolean).rows()).map((row) => row.id)
      assert.deepEqual(found, wanted, name)
    }
  })

  it('propagate null as SQL does', async () => {
    const table = from([
      { n: 1, m: null, s: null, t: 'a' },
      { n: 1, m: 2, s: 'b', t: 'a' },
    ])
    const [row] = await table
      .derive({
        times: (o) => o.m * 2,
        plus: (o) => o.t + o.s,
        template: (o) => `${o.t}${o.s}`,
        equal: (o) => o.m === 1,
        unequal: (o) => o.m !== 1,
        isNull: (o) => o.m === null,
        isNullLoosely: (o) => o.m == null,
        isUndefined: (o) => o.m === undefined,
        isThere: (o) => o.n !== null,
        instead: (o) => o.m ?? o.n,
        choice: (o) => (o.m > 1 ? 'yes' : 'no'),
        or: (o) => o.m > 1 || o.n === 1,
        and: (o) => o.m > 1 && o.n === 2,
        unknown: (o) => o.m > 1 && o.n === 1,
        not: (o) => !(o.m > 1),
        lower: (o) => o.s.toLowerCase(),
        most: (o) => Math.max(o.m, o.n),
        byZero: (o) => o.n / 0,
        zeroByZero: (o) => 0 / (o.n - 1),
        modZero: (o) => o.n % 0,
      })
      .select(
        ...([
          'times',
          'plus',
          'template',
          'equal',
          'unequal',
          'isNull',
          'isNullLoosely',
          'isUndefined',
          'isThere',
          'instead',
          'choice',
          'or',
          'and',
          'unknown',
          'not',
          'lower',
          'most',
          'byZero',
          'zeroByZero',
          'modZero',
        ] as const),
      )
      .rows()
    assert.deepEqual(row, {
      times: null,
      plus: null,
      template: null,
      equal: null,
      unequal: null,
      isNull: true,
      isNullLoosely: true,
      isUndefined: true,
      isThere: true,
      instead: 1,
      choice: 'no',
      or: true,
      and: false,
      unknown: null,
      not: null,
      lower: null,
      most: null,
      byZero: null,
      zeroByZero: null,
      modZero: null,
    })
  })

  it('leave out rows of which a test is null', async () => {
    const table = from([{ x: 1 }, { x: null }, { x: 3 }])
    assert.deepEqual(await table.filter((o) => o.x !== 1).rows(), [{ x: 3 }])
    assert.deepEqual(await table.filter((o) => o.x === null).rows(), [{ x: null }])
  })

  it('read outside values only by name', async () => {
    const floor = 2
    const names = ['a', 'c']
    const pattern = /^c/
    const limits = { most: 3 }
    const since = new Date('2020-01-01')
    const table = from([
      { x: 1, s: 'a', d: new Date('2019-01-01') },
      { x: 3, s: 'c', d: new Date('2021-01-01') },
    ])
    assert.equal(await table.filter((o) => o.x > floor, { floor }).count(), 1)
    assert.equal(await table.filter((o) => names.includes(o.s), { names }).count(), 2)
    assert.equal(await table.filter((o) => pattern.test(o.s), { pattern }).count(), 1)
    assert.equal(await table.filter((o) => o.x < limits.most, { limits }).count(), 1)
    assert.equal(await table.filter((o) => o.d > since, { since }).count(), 1)
    assert.throws(() => table.filter((o) => o.x > floor), {
      message: 'Cannot read "floor" in an expression: give it as the last argument, { floor }',
    })
    assert.throws(() => table.filter((o) => o.x > limits.most, { limits: {} }), /Cannot read "most" of an outside value/)
  })

  it('read values that a bundler moved into a module by their own name', () => {
    const table = from([{ x: 1 }])
    const moved = new Function('return (o) => o.x > __cell_1.floor')() as (o: { x: number }) => boolean
    assert.match(table.filter(moved, { floor: 3 }).toSQL(), /> 3/)
    assert.throws(() => table.filter(moved), /give it as the last argument, \{ floor \}/)
    const called = new Function('return (o) => (0, import_assay.op.lower)(o.x) === "a"')() as (o: { x: number }) => boolean
    assert.match(table.filter(called).toSQL(), /lower/)
  })

  it('name what they cannot do, and where', () => {
    const table = from([{ price: 1, qty: 2, name: 'a' }])
    const throws = (fn: unknown, pattern: RegExp) => assert.throws(() => table.derive({ y: fn as () => 1 }), pattern)
    throws((o: { prise: number }) => o.prise, /Cannot read column "prise": did you mean "price"\? The table has "price", "qty", "name"/)
    throws(new Function('return (o) => o.qty++')(), /Cannot use \+\+ or -- in an expression: "o\.qty\+\+" at column 7/)
    throws(new Function('return (o) => { let x = 1; return x }')(), /Only const declarations and one return/)
    throws((o: { name: string }) => [...o.name], /Cannot use \.\.\. in an expression|gaps or \.\.\./)
    throws((o: object) => o, /Cannot use the whole row in an expression/)
    throws(
      (o: { name: string }) => (o.name as unknown as { frobnicate(): string }).frobnicate(),
      /Cannot call "frobnicate" in an expression: there are toLowerCase/,
    )
    throws((o: { qty: number }) => (op as unknown as { smu(x: number): number }).smu(o.qty), /Cannot call op\.smu: did you mean op\.sum\?/)
    throws((o: { qty: number }) => (Math as unknown as { sqr(x: number): number }).sqr(o.qty), /Cannot call "Math\.sqr".*Math\.sqrt/)
    throws((o: { qty: number }) => structuredClone(o.qty), /Cannot call "structuredClone" in an expression/)
    throws((o: { qty: number }) => o.qty + Date.now(), /Cannot call "Date\.now" in an expression/)
    throws((o: { qty: number }) => JSON.stringify(o.qty), /Cannot call "JSON\.stringify" in an expression/)
    throws(async (o: { qty: number }) => o.qty, /an async function/)
    throws(Math.sqrt, /built-in or bound function/)
    throws(5, /Cannot use 5 as an expression/)
    throws((o: { name: string; qty: number }) => (o.qty > 1 ? o.name : 0), /text or integer in an expression.*A column has one type/)
    throws(
      (o: { name: string }) => Number.NaN * (o.name as unknown as number),
      /Cannot use \* of a text in an expression.*Make it a number: Number\(\.\.\.\)/,
    )
    throws((o: { name: string }) => o.name === (536365 as unknown as string), /a comparison of text and integer/)
    throws((o: { name: string }) => 'a' in (o.name as unknown as object), /the operator in/)
    throws((o: { name: string }) => /(?=a)b/.test(o.name), /look-ahead/)
    assert.throws(() => op.sum(1), /exists only inside an expression/)
  })

  it('take op under another name when it is given', async () => {
    const other = op
    assert.deepEqual(
      await from([{ s: 'A' }])
        .derive({ l: (o) => other.lower(o.s) }, { other })
        .rows(),
      [{ s: 'A', l: 'a' }],
    )
  })

  it("count as JavaScript does beyond the engine's small whole numbers", async () => {
    const table = tableFrom<{ a: number; b: number }>(engine(), 'SELECT 200::UTINYINT AS a, 2000000000::INTEGER AS b', {
      columns: ['a', 'b'],
      types: { a: 'integer', b: 'integer' },
    })
    const [row] = await table
      .derive({ plus: (o) => o.a + o.a, minus: (o) => 100 - o.a, times: (o) => o.b * 1000, more: (o) => o.b + 2e9 })
      .rows()
    assert.deepEqual(row, { a: 200, b: 2e9, plus: 400, minus: -100, times: 2e12, more: 4e9 })
  })

  it('compare times with text of a time', async () => {
    const table = from([{ d: new Date('2024-01-01') }, { d: new Date('2024-06-01') }])
    assert.equal(await table.filter((o) => o.d > ('2024-03-01' as unknown as Date)).count(), 1)
    assert.throws(() => table.filter((o) => o.d > ('soon' as unknown as Date)), /a comparison of timestamp and text/)
  })

  it('never run the function', async () => {
    let ran = 0
    const table = from([{ x: 1 }])
    const spy = Object.assign((o: { x: number }) => o.x + 1, {})
    await table.derive({ y: spy }).rows()
    // biome-ignore lint/complexity/noCommaOperator: what an expression may not hold
    assert.throws(() => table.derive({ y: (o) => (ran++, o.x) }), SyntaxError)
    assert.equal(ran, 0)
  })

  it('keep text that looks like code text', async () => {
    const evil = `'; DROP TABLE x; -- "`
    const table = from([{ [evil]: evil, b: 1 }])
    assert.deepEqual(await table.filter((o) => o[evil] === evil, { evil }).rows(), [{ [evil]: evil, b: 1 }])
  })

  it('op functions on text and times', async () => {
    const table = from([
      {
        s: ' Ab,c ',
        day: '31/05/2011',
        iso: '2011-05-31',
        d: new Date('2011-05-31T08:26:59Z'),
        e: new Date('2011-06-02T00:00:00Z'),
        n: '12.5',
        z: 'x',
      },
    ])
    const [row] = await table
      .derive({
        lower: (o) => op.lower(o.s),
        trim: (o) => op.trim(o.s),
        replace: (o) => op.replace(o.s, /[a-z]/g, '-'),
        group: (o) => op.match(o.s, /(\w),(\w)/, 2),
        found: (o) => op.match(o.s, /b,/),
        parsed: (o) => op.parse_date(o.day, '%d/%m/%Y'),
        iso2: (o) => op.parse_date(o.iso),
        wrong: (o) => op.parse_date(o.z, '%d/%m/%Y'),
        year: (o) => op.year(o.d),
        month: (o) => op.month(o.d),
        week: (o) => op.week(o.d),
        quarter: (o) => op.quarter(o.d),
        weekday: (o) => op.dayofweek(o.d),
        yearday: (o) => op.dayofyear(o.d),
        days: (o) => op.days(o.d, o.e),
        format: (o) => op.format_date(o.d, '%Y/%m'),
        number: (o) => op.parse_float(o.n),
        whole: (o) => op.parse_int(o.n),
        none: (o) => op.parse_float(o.z),
        same: (o) => op.equal(o.z, o.z),
        first: (o) => op.coalesce(o.s, o.z),
      })
      .rows()
    const { s, day, iso, d, e, n, z, ...made } = row as NonNullable<typeof row>
    assert.deepEqual(made, {
      lower: ' ab,c ',
      trim: 'Ab,c',
      replace: ' A-,- ',
      group: 'c',
      found: true,
      parsed: new Date('2011-05-31'),
      iso2: new Date('2011-05-31'),
      wrong: null,
      year: 2011,
      month: 4,
      week: 22,
      quarter: 2,
      weekday: 2,
      yearday: 151,
      days: 2,
      format: '2011/05',
      number: 12.5,
      whole: 12,
      none: null,
      same: true,
      first: ' Ab,c ',
    })
  })
})

function same(actual: unknown, expected: unknown, message: string): void {
  if (typeof expected === 'number' && typeof actual === 'number' && !Number.isInteger(expected)) {
    assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${message}: ${actual} is not ${expected}`)
    return
  }
  const wanted =
    expected === undefined || (typeof expected === 'number' && !Number.isFinite(expected)) ? null : Object.is(expected, -0) ? 0 : expected
  assert.deepEqual(Object.is(actual, -0) ? 0 : actual, wanted, message)
}
