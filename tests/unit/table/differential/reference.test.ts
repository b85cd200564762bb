import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as aq from 'arquero'
import { type AnyRow, desc, op, Table } from '../../../../src/table/index.ts'
import { type Either, equalRows, ours, theirs } from './both.ts'
import { others, rows } from './data.ts'

interface Row {
  readonly name: string
  readonly status: 'supported' | 'different' | 'refused'
  readonly example: string
  readonly note: string
}

const root = join(import.meta.dirname, '..', '..', '..', '..')
const flags = ['--import', 'tsx', '--conditions=assay-source', '--input-type=module', '-e']
const made = execFileSync(
  process.execPath,
  [
    ...flags,
    "const { arqueroRows, arqueroPage } = await import('./scripts/lib/arquero.mjs'); console.log(JSON.stringify({ ...(await arqueroRows()), page: await arqueroPage() }))",
  ],
  { cwd: root, encoding: 'utf8' },
)
const { verbs, ops, page } = JSON.parse(made) as { verbs: Row[]; ops: Row[]; page: string }

/** Text that is more than one UTF-16 unit a character, a column with holes, and text that begins with a number. */
const data = rows.map((row, i) => ({
  ...row,
  s: i === 3 ? '\u{1F600}b' : row.s,
  z: i % 3 === 0 ? null : row.i,
  n: i === 2 ? '12px' : String(row.h),
}))

const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** In a zone of its own, so that local times and UTC differ. */
async function inKolkata<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env['TZ']
  process.env['TZ'] = 'Asia/Kolkata'
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
}

const equal = (a: readonly object[], b: readonly object[]) => {
  try {
    equalRows(a, b)
    return true
  } catch {
    return false
  }
}

describe('the table of arquero', () => {
  it('is the committed page', () => {
    assert.equal(readFileSync(join(root, 'docs', 'reference', 'arquero.md'), 'utf8'), page)
  })

  describe('functions', () => {
    for (const { name, status, example, note } of ops) {
      it(`op.${name} is ${status}`, async () => {
        const text = status === 'refused' ? `op.${name}(d.i)` : example
        const expression = new Function('op', `return (d, $) => ${text}`)(op) as (row: AnyRow) => unknown
        const run = (t: Either) =>
          t
            .params({ names: { a: 'A' } })
            .orderby('h')
            .derive({ made: expression })
            .select('id', 'made')
        if (status === 'refused') {
          assert.throws(
            () => run(ours(data)),
            (error) => message(error) === `Cannot call op.${name}: ${note}`,
          )
          return
        }
        await inKolkata(async () => {
          const found = await run(ours(data)).rows()
          const wanted = run(theirs(data)).objects() as object[]
          assert.equal(equal(found, wanted), status === 'supported', JSON.stringify({ found, wanted }))
        })
      })
    }
  })

  describe('verbs', () => {
    for (const { name, status, example, note } of verbs) {
      it(`${name} is ${status}`, async () => {
        if (status === 'refused') {
          assert.throws(
            () => (ours(data) as Either)[name](),
            (error) => message(error) === `Cannot use table.${name}: ${note}`,
          )
          return
        }
        const steps = new Function('t', 'o', 'op', 'desc', `return ${example}`)
        const given = steps(ours(data), ours(others), op, desc)
        const result = await given
        const found = result instanceof Table ? await result.rows() : [{ result }]
        const there = steps(theirs(data), theirs(others), op, aq.desc)
        // A task is not a table yet: this alone is a difference.
        assert.equal(
          given instanceof Table && equal(found, there.objects()),
          status === 'supported',
          JSON.stringify({ found, there: there.objects() }),
        )
      })
    }
  })
})
