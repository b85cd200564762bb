import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../datasets')
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<
  string,
  { sha256: string; rows: number; columns: number; licence: string }
>

describe('datasets/', () => {
  it('manifest.json names every file', () => {
    assert.deepEqual(
      Object.keys(manifest).sort(),
      readdirSync(folder)
        .filter((name) => /\.(csv|parquet|arrow|jsonl)(\.gz)?$/.test(name))
        .sort(),
    )
  })

  for (const [name, facts] of Object.entries(manifest)) {
    it(`${name} is the file its manifest describes`, () => {
      const bytes = readFileSync(join(folder, name))
      assert.equal(createHash('sha256').update(bytes).digest('hex'), facts.sha256)
      const lines = bytes.toString('utf8').trimEnd().split('\n')
      assert.equal(lines.length - 1, facts.rows)
      assert.equal(lines[0]!.split(',').length, facts.columns)
      assert.ok(readFileSync(join(folder, 'README.md'), 'utf8').includes(name))
    })
  }
})
