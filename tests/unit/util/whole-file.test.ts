import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWhole } from '../../../src/util/index.ts'

describe('writeWhole()', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay whole '))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('writes the file and makes its folder', async () => {
    const path = join(folder, 'a', '报告.txt')
    await writeWhole(path, 'text')
    assert.equal(readFileSync(path, 'utf8'), 'text')
    assert.deepEqual(readdirSync(join(folder, 'a')), ['报告.txt'])
  })

  it('replaces a file whole', async () => {
    const path = join(folder, 'a.txt')
    writeFileSync(path, 'old')
    await writeWhole(path, 'new')
    assert.equal(readFileSync(path, 'utf8'), 'new')
  })

  it('names the file when a folder has its name, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    await assert.rejects(writeWhole(join(folder, 'a'), 'text'), /Cannot write ".*a"/)
    assert.deepEqual(readdirSync(folder), ['a'])
  })

  it('leaves the old file and no half one when the disk is full', async function () {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    if (mounted.status !== 0) {
      this.test!.title += ' (skipped: a small disk can be mounted by root on Linux only)'
      this.skip()
    }
    try {
      const path = join(folder, 'report.html')
      writeFileSync(path, 'old')
      await assert.rejects(
        writeWhole(path, Buffer.alloc(1 << 20)),
        /Cannot write .*: the disk is full; no part of the file was left behind/,
      )
      assert.deepEqual(readdirSync(folder), ['report.html'])
      assert.equal(readFileSync(path, 'utf8'), 'old')
    } finally {
      spawnSync('umount', [folder])
    }
  })
})
