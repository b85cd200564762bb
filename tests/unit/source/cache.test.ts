import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { cacheLimit, hold, isHeld, prune } from '../../../src/source/cache-use.ts'
import { open } from '../../../src/source/index.ts'
import { folders } from './files.ts'

describe('prune()', function () {
  this.timeout(60_000)
  const files = folders()
  const host = hostname().replace(/[^\w.-]/g, '_')
  const entry = (name: string, age: number) => {
    const folder = join(files.path, 'cache', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'data.parquet'), Buffer.alloc(1000))
    const at = new Date(Date.now() - age)
    utimesSync(folder, at, at)
    return folder
  }
  const left = () => readdirSync(join(files.path, 'cache')).sort()
  const day = 86_400_000

  it('removes the copies used longest ago until the rest fits', async () => {
    for (const [name, age] of Object.entries({ a: 2000, b: 3000, c: 1000 })) entry(name, age)
    await prune(join(files.path, 'cache'), 2500)
    assert.deepEqual(left(), ['a', 'c'])
    await prune(join(files.path, 'cache'), 0)
    assert.deepEqual(left(), [])
  })

  it('keeps what a running process has a table of, on this machine or lately on another', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    try {
      hold(entry('own', 1))
      writeFileSync(join(entry('other', 1), `in-use.${host}~${child.pid}`), '')
      writeFileSync(join(entry('far', 1), 'in-use.elsewhere~7'), '')
      writeFileSync(join(entry('gone', 1), `in-use.${host}~999999999`), '')
      const old = join(entry('far-gone', 1), 'in-use.elsewhere~7')
      writeFileSync(old, '')
      utimesSync(old, new Date(Date.now() - 8 * day), new Date(Date.now() - 8 * day))
      await prune(join(files.path, 'cache'), 0)
      assert.deepEqual(left(), ['far', 'other', 'own'])
    } finally {
      child.kill()
    }
  })

  it('leaves alone what is being made, and takes what was left half made', async () => {
    entry('new.1-ab.tmp', 1000)
    entry('old.1-ab.tmp', 2 * day)
    await prune(join(files.path, 'cache'), 0)
    assert.deepEqual(left(), ['new.1-ab.tmp'])
  })

  it('runs when a file is opened, and never takes the copy of an open table', async () => {
    const before = process.env['ASSAY_CACHE_LIMIT']
    process.env['ASSAY_CACHE_LIMIT'] = '0MB'
    try {
      const a = await open(files.write('a.csv', 'id\n1\n'))
      const b = await open(files.write('b.csv', 'id\n2\n'))
      assert.deepEqual([await a.count(), await b.count()], [1, 1])
      const cache = join(files.path, '.assay', 'cache')
      assert.equal(readdirSync(cache).filter((name) => isHeld(join(cache, name))).length, 2)
      process.env['ASSAY_CACHE_LIMIT'] = 'much'
      await assert.rejects(open(files.write('c.csv', 'id\n3\n')), /ASSAY_CACHE_LIMIT "much": it is a size such as "500MB"/)
    } finally {
      if (before === undefined) delete process.env['ASSAY_CACHE_LIMIT']
      else process.env['ASSAY_CACHE_LIMIT'] = before
    }
  })

  it('takes sizes as they are written', () => {
    assert.deepEqual(
      ['5', '1.5gb', ' 20 MB ', ''].map((size) => cacheLimit(size)),
      [5, 1.5e9, 2e7, 5e9],
    )
  })

  it('is not needed with cache: false, whose copy is gone with the process', async () => {
    const table = await open(files.write('a.csv', 'id\n1\n'), { cache: false })
    assert.equal(await table.count(), 1)
    assert.equal(readdirSync(files.path).includes('.assay'), false)
  })

  it('leaves a Parquet file where it is', async () => {
    const path = await (await open(files.write('a.csv', 'id\n1\n')))
      .write(join(files.path, 'p.parquet'))
      .then(() => join(files.path, 'p.parquet'))
    const bytes = readFileSync(path)
    const copies = readdirSync(join(files.path, '.assay', 'cache')).length
    assert.equal(await (await open(path, { cache: false })).count(), 1)
    assert.equal(await (await open(path)).count(), 1)
    assert.deepEqual(readFileSync(path), bytes)
    assert.equal(readdirSync(join(files.path, '.assay', 'cache')).length, copies)
  })
})
