import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engine } from '../../../src/engine/index.ts'
import { displaySymbol, typeSymbol } from '../../../src/protocol/index.ts'
import { open } from '../../../src/source/index.ts'
import { type AnyRow, tableFrom } from '../../../src/table/index.ts'

describe('whole numbers beyond 2^53 - 1', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-large-'))
  const path = join(folder, 'ids.csv')
  before(() => writeFileSync(path, 'id,qty\n9223372036854775807,1\n12,2\n,3\n'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  const wanted = [
    { id: 9223372036854775807n, qty: 1 },
    { id: 12n, qty: 2 },
    { id: null, qty: 3 },
  ]
  const ids = () => open(path, { types: { id: 'bigint' }, cache: false })

  it('rows() gives a column opened as bigint whole, also renamed, joined and one by one', async () => {
    const table = await ids()
    assert.deepEqual(await table.rows(), wanted)
    assert.deepEqual(
      await table.rename({ id: 'key' }).rows(),
      wanted.map(({ id, qty }) => ({ key: id, qty })),
    )
    assert.deepEqual(
      (await table.select('id').cross(table.select('id').slice(0, 1)).rows()).map((row) => row['id_2']),
      wanted.map(() => wanted[0]?.id),
    )
    const found: unknown[] = []
    for await (const row of table) found.push(row)
    assert.deepEqual(found, wanted)
  })

  it('a table says that the column holds bigint', async () => {
    assert.match(await (await ids())[typeSymbol], /"id": bigint \| null; "qty": number \| null/)
  })

  it('are an error that names the column elsewhere, and displayed nevertheless', async () => {
    const made = (bigints: readonly string[]) =>
      tableFrom<AnyRow>(engine(), 'SELECT 9007199254740993 AS a, 9007199254740995 AS b', { columns: ['a', 'b'], bigints })
    await assert.rejects(() => made([]).rows(), /Cannot give column "a"/)
    await assert.rejects(() => made(['a']).rows(), /Cannot give column "b" .*or as 'bigint'/)
    assert.deepEqual(await made(['a', 'b']).rows(), [{ a: 9007199254740993n, b: 9007199254740995n }])
    assert.match(String((await made(['a'])[displaySymbol]())['text/plain']), /9007199254740995/)
  })
})
