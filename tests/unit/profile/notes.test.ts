import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'mocha'
import { engine } from '../../../src/engine/index.ts'
import { type Profile, profile } from '../../../src/profile/index.ts'
import type { Note } from '../../../src/protocol/index.ts'
import { open } from '../../../src/source/index.ts'
import { tableFrom } from '../../../src/table/index.ts'

const datasets = fileURLToPath(new URL('../../../datasets/', import.meta.url))

async function of(sql: string): Promise<Profile> {
  const fields = await engine().describe(sql)
  return profile(tableFrom(engine(), sql, { columns: fields.map((field) => field.name) }))
}

async function noteOf(sql: string, code: string): Promise<Note | undefined> {
  const seen = await of(sql)
  return [...seen.notes, ...seen.columns.flatMap((column) => column.notes)].find((note) => note.code === code)
}

describe('notes of a profile', () => {
  const cases: readonly (readonly [code: string, sql: string, en: string, zh: string, severity: string])[] = [
    ['constant', `SELECT 'x' AS a FROM range(9)`, 'constant: every value is the same, "x"', '常量：所有值相同，均为 "x"', 'warning'],
    [
      'unique',
      'SELECT i AS a FROM range(9) t(i)',
      'unique: no value repeats, so it may identify rows',
      '唯一：没有重复值，可能是行标识',
      'note',
    ],
    [
      'near-constant',
      `SELECT CASE WHEN i = 0 THEN 'b' ELSE 'a' END AS a FROM range(200) t(i)`,
      'nearly constant: all but 1 are "a"',
      '近似常量：除 1 个外均为 "a"',
      'note',
    ],
    ['missing', 'SELECT CASE WHEN i > 0 THEN i END AS a FROM range(100) t(i)', '1 missing (1%)', '1 个值缺失（1%）', 'warning'],
    ['high-missing', 'SELECT CASE WHEN i % 2 = 0 THEN i END AS a FROM range(100) t(i)', '50 missing (50%)', '50 个值缺失（50%）', 'error'],
    ['all-missing', 'SELECT NULL::INTEGER AS a FROM range(3)', 'every value is missing', '所有值均缺失', 'error'],
    ['negative', 'SELECT i - 1 AS price FROM range(9) t(i)', '1 negative', '1 个负值', 'warning'],
    ['zero', 'SELECT i % 3 AS unit_price FROM range(9) t(i)', '3 are 0', '3 个值为 0', 'warning'],
    ['untrimmed', `SELECT unnest(['a ', 'b', ' c']) AS a`, '2 have blanks at an end', '2 个首尾有空格', 'warning'],
    ['empty', `SELECT unnest(['', 'b', 'c']) AS a`, '1 is empty text', '1 个为空文本', 'warning'],
    [
      'placeholder',
      `SELECT unnest(['N/A', '?', 'N/A', 'b', 'c']) AS a`,
      '3 look like a stand-in for missing: "N/A", "?"',
      '3 个疑似缺失占位："N/A"、"?"',
      'warning',
    ],
    [
      'placeholder',
      `SELECT unnest(['1970-01-01', '2024-01-05', '2024-01-06']::DATE[]) AS a`,
      '1 looks like a stand-in for missing: "1970-01-01"',
      '1 个疑似缺失占位："1970-01-01"',
      'warning',
    ],
    [
      'pattern',
      `SELECT CASE WHEN i < 3 THEN 'C' ELSE '' END || (100000 + i) AS invoice FROM range(100) t(i)`,
      'all but 3 are six digits',
      '除 3 个外均为 6 位数字',
      'note',
    ],
    [
      'far-tail',
      'SELECT CASE WHEN i = 0 THEN 100000 ELSE i END AS weight FROM range(101) t(i)',
      'far tail: the highest is 100,000, 1,961 times the median',
      '远离主体：最大值 100,000，是中位数的 1,961 倍',
      'note',
    ],
    [
      'outliers',
      'SELECT CASE WHEN i < 2 THEN 300 ELSE i END AS weight FROM range(100) t(i)',
      '2 outliers (2%) by 1.5 interquartile ranges',
      '2 个离群值（2%，1.5 倍四分位距）',
      'note',
    ],
    [
      'duplicates',
      'SELECT i % 4 AS a FROM range(5) t(i)',
      '1 row repeats an earlier row in every column (20%)',
      '1 行与之前的行完全重复（20%）',
      'warning',
    ],
    [
      'personal',
      'SELECT i AS customer_id FROM range(5) t(i)',
      'personal: seems to hold identifiers of persons or accounts; shown masked',
      '个人数据：疑似个人或账户标识，已脱敏显示',
      'note',
    ],
  ]
  for (const [code, sql, en, zh, severity] of cases) {
    it(`profile() says "${en}"`, async () => {
      const note = await noteOf(sql, code)
      assert.deepEqual([note?.text.en, note?.text['zh-CN'], note?.severity], [en, zh, severity])
    })
  }

  it('profile() says nothing of ordinary columns', async () => {
    const seen = await of(`SELECT i % 10 AS size, (array['red', 'green', 'blue'])[1 + i % 3] AS colour FROM range(100) t(i)`)
    assert.deepEqual(
      seen.columns.flatMap((column) => column.notes),
      [],
    )
  })

  it('profile() puts the most severe remark first', async () => {
    const seen = await profile(await open(`${datasets}online-retail.csv`))
    assert.deepEqual(
      seen.column('CustomerID').notes.map((note) => note.code),
      ['high-missing', 'personal'],
    )
    assert.equal(
      seen.column('InvoiceNo').notes.some((note) => note.text.en === 'all but 79 are six digits'),
      true,
    )
    assert.equal(seen.column('CustomerID').notes[0]!.count, 1620)
    assert.deepEqual(
      seen.notes.map((note) => note.code),
      ['duplicates'],
    )
  })
})
