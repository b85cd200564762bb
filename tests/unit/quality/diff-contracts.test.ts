import assert from 'node:assert/strict'
import { contract, date, diffContracts, integer, number, parseContract, row, rowCount, string, unique } from '../../../src/index.ts'

const older = contract(
  'orders',
  {
    id: integer().required().unique(),
    qty: integer().min(1),
    state: string().oneOf('open', 'paid', { severity: 'warning' }),
    note: string().required({ mostly: 0.9 }),
    gone: date(),
  },
  [rowCount({ min: 1 }), row('cheap', (r) => r.qty < 100)],
  { version: '1.0.0' },
)

// biome-ignore lint/suspicious/noExplicitAny: contracts of any columns
const changesTo = (newer: any) =>
  diffContracts(older, newer).changes.map((one) => `${one.effect} ${one.what} ${one.change}: ${one.text.en}`)

describe('diffContracts()', () => {
  it('finds nothing between a contract and itself, saved and read again', () => {
    assert.deepEqual(diffContracts(older, older), { kind: 'contract-diff', breaking: false, changes: [] })
    const again = parseContract(older.toYAML())
    assert.deepEqual(diffContracts(older, again).changes, [])
    assert.deepEqual(diffContracts(again, older).changes, [])
  })

  it('tells columns, types, rules, severities and tolerances, breaking ones first', () => {
    const newer = contract(
      'orders',
      {
        id: integer().required(),
        qty: number().min(2),
        state: string().oneOf('open', 'paid', 'void', { severity: 'warning' }),
        note: string().required({ mostly: 0.95, severity: 'warning' }).maxLength(9, { severity: 'note' }),
        more: string(),
      },
      [rowCount({ min: 1 }), row('cheap', (r) => r.qty < 50), unique('id', 'qty')],
    )
    assert.deepEqual(changesTo(newer).slice(0, 9), [
      'breaking type changed: qty was integer and is number (wider: readers may not expect it)',
      'breaking column added: The column more is asked for',
      'breaking column removed: The column gone is no longer promised',
      'breaking rule changed: "qty is at least 1" became "qty is at least 2"',
      'breaking severity changed: Every row has note: error became warning, looser',
      'breaking tolerance changed: Every row has note: up to 10% failing became up to 5% failing',
      'breaking rule changed: The test of "cheap" changed',
      'breaking rule added: New error rule: id and qty together occur once',
      'breaking rule removed: No longer asked (error): No id occurs twice',
    ])
    assert.deepEqual(
      diffContracts(older, newer)
        .changes.slice(9)
        .map((one) => [one.effect, one.what, one.change, one.rule]),
      [
        ['compatible', 'rule', 'changed', 'state.oneOf'],
        ['compatible', 'rule', 'added', 'note.maxLength'],
      ],
    )
  })

  it('is compatible when only warnings and notes come and go', () => {
    const before = contract('a', { x: number().min(1, { severity: 'warning' }) })
    const after = contract('a', { x: number().max(9, { severity: 'note' }) })
    assert.deepEqual(
      diffContracts(before, after).changes.map((one) => [one.effect, one.change]),
      [
        ['compatible', 'added'],
        ['compatible', 'removed'],
      ],
    )
    assert.equal(diffContracts(before, after).breaking, false)
  })

  it('has every text in Chinese', () => {
    for (const change of diffContracts(older, contract('b', { id: string() })).changes)
      assert.match(change.text['zh-CN'], /\p{Script=Han}/u)
  })
})
