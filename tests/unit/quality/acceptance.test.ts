import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type CheckResult, contract, integer, noRepeats, number, open, row, string, timestamp, unique } from '../../../src/index.ts'
import type { AnyRow, Table } from '../../../src/table/index.ts'

const file = 'datasets/online-retail.csv'

interface Line {
  readonly InvoiceNo: string
  readonly StockCode: string
  readonly Quantity: number
  readonly UnitPrice: number
  readonly CustomerID: string
  readonly text: string
}

/** The lines of the file, read without any of the library: quotes double within quotes. */
function linesOf(source: string): Line[] {
  const records: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') cell += source[++i]
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      records.at(-1)!.push(cell.replace(/\r$/, ''))
      cell = ''
      if (c === '\n') records.push([])
    } else cell += c
  }
  const [, ...rows] = records.filter((record) => record.length > 1)
  return rows.map((r) => ({
    InvoiceNo: r[0]!,
    StockCode: r[1]!,
    Quantity: Number(r[3]),
    UnitPrice: Number(r[5]),
    CustomerID: r[6]!,
    text: r.join('\0'),
  }))
}

/** Rule ids by row number, by plain JavaScript. */
function expectedReasons(lines: readonly Line[]): Map<number, string[]> {
  const keys = new Map<string, number>()
  const key = (line: Line) => `${line.InvoiceNo}\0${line.StockCode}`
  for (const line of lines) keys.set(key(line), (keys.get(key(line)) ?? 0) + 1)
  const seen = new Set<string>()
  const found = new Map<number, string[]>()
  lines.forEach((line, i) => {
    const reasons: string[] = []
    if (!/^C?\d{6}$/.test(line.InvoiceNo)) reasons.push('InvoiceNo.matches')
    if (line.Quantity === 0) reasons.push('Quantity.not')
    if (line.UnitPrice < 0) reasons.push('UnitPrice.min')
    if (line.CustomerID === '') reasons.push('CustomerID.required')
    if (keys.get(key(line))! > 1) reasons.push('unique(InvoiceNo, StockCode)')
    if (seen.has(line.text)) reasons.push('repeats')
    if (!(line.Quantity > 0 || line.InvoiceNo.startsWith('C'))) reasons.push('only cancelled lines are negative')
    seen.add(line.text)
    if (reasons.length > 0) found.set(i + 1, reasons)
  })
  return found
}

describe('contract.check on three days of Online Retail', () => {
  const lines = linesOf(readFileSync(file, 'utf8'))
  const rules = contract(
    'invoice-lines',
    {
      InvoiceNo: string()
        .required()
        .matches(/^C?\d{6}$/),
      StockCode: string().required(),
      InvoiceDate: timestamp(),
      Quantity: integer().not(0),
      UnitPrice: number().min(0),
      CustomerID: integer().required({ mostly: 0.7 }),
    },
    [
      unique('InvoiceNo', 'StockCode', { severity: 'warning' }),
      noRepeats({ name: 'repeats' }),
      row('only cancelled lines are negative', (r) => r.Quantity > 0 || r.InvoiceNo.startsWith('C')),
      row('not cancelled', (r) => !r.InvoiceNo.startsWith('C'), { severity: 'note', name: 'cancelled' }),
    ],
  )
  let checked: CheckResult<AnyRow>

  before(async () => {
    checked = await rules.check((await open(file, { cache: false })) as unknown as Table<AnyRow>)
  })

  it('check() counts the known defects: 1,620 customers, 85 repeats, 2 prices, 76 cancelled lines of 6,339', () => {
    const failing = (id: string) => checked.rule(id).failing
    assert.equal(checked.view.table.rows, 6339)
    assert.deepEqual(
      [failing('CustomerID.required'), failing('repeats'), failing('UnitPrice.min'), failing('cancelled')],
      [1620, 85, 2, 76],
    )
  })

  it('check() tolerates what mostly allows, and fails the check by rule', () => {
    assert.equal(checked.rule('CustomerID.required').outcome, 'tolerated')
    assert.equal(checked.rule('CustomerID.required').allowed, 0.3)
    assert.equal(checked.rule('UnitPrice.min').outcome, 'fail')
    assert.equal(checked.ok, false)
  })

  it('failing() has every failing row with its number and all reasons, as plain JavaScript finds them', async () => {
    const expected = expectedReasons(lines)
    const rows = await checked.failing().rows()
    const found = new Map(rows.map((one) => [one.row, one.reasons.map((reason) => reason.rule).filter((id) => id !== 'cancelled')]))
    assert.deepEqual([...found.keys()], [...expected.keys()])
    for (const [number, reasons] of expected) assert.deepEqual(found.get(number)!.toSorted(), reasons.toSorted(), `row ${number}`)
  })

  it('failing() keeps the values of the row', async () => {
    const [first] = await checked.failing().rows(1)
    assert.equal(first!.InvoiceNo, lines[first!.row - 1]!.InvoiceNo)
    assert.equal(first!.StockCode, lines[first!.row - 1]!.StockCode)
  })

  it('failing() without notes leaves rows that break nothing else', async () => {
    const all = await checked.failing({ notes: true }).count()
    const expected = expectedReasons(lines)
    const cancelledOnly = lines.filter((line, i) => line.InvoiceNo.startsWith('C') && !expected.has(i + 1)).length
    assert.equal(all, expected.size + cancelledOnly)
  })

  it('score is the share of rows that pass every error and warning rule', () => {
    const failing = expectedReasons(lines).size
    assert.equal(checked.view.passing, 6339 - failing)
    assert.equal(checked.score, ((6339 - failing) / 6339) * 100)
  })

  it('dimensions count rows that break any rule of theirs', () => {
    const expected = [...expectedReasons(lines).values()]
    const unique = expected.filter((reasons) => reasons.includes('repeats') || reasons.includes('unique(InvoiceNo, StockCode)')).length
    const found = checked.dimensions.find((one) => one.dimension === 'uniqueness')!
    assert.equal(found.failing, unique)
    assert.equal(found.score, (1 - unique / 6339) * 100)
  })

  it('the sample has rows of every rule that fails, in the order of the file', () => {
    const { sample, rules } = checked.view
    for (const rule of rules.filter((one) => one.scope === 'row' && one.failing > 0)) {
      const shown = sample.reasons!.filter(({ reasons }) => reasons.some((reason) => reason.rule === rule.rule)).length
      assert.ok(shown >= Math.min(3, rule.failing), `${rule.rule}: ${shown} of ${rule.failing} failing rows`)
    }
    assert.deepEqual(
      sample.rowNumbers,
      sample.rowNumbers!.toSorted((a, b) => a - b),
    )
  })

  it('view masks personal columns in the sample', () => {
    const { sample } = checked.view
    const index = sample.columns.findIndex((column) => column.name === 'CustomerID')
    assert.equal(sample.columns[index]!.personal, 'id')
    assert.ok(sample.cells.length <= 40)
    for (const cells of sample.cells) assert.ok(cells[index] === null || String(cells[index]).includes('•'))
  })
})
