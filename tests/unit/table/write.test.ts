import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { engine, rowsOf } from '../../../src/engine/index.ts'
import { desc, from, tableFrom } from '../../../src/table/index.ts'

const table = () =>
  from([
    { id: 1, name: 'Ann, "the"\nfirst', at: new Date('2011-05-31T08:26:59Z'), x: 0.1 },
    { id: 2, name: null, at: null, x: null },
    { id: 3, name: '', at: new Date(0), x: -1.5 },
  ]).orderby(desc('id'))

describe('write()', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay write '))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const read = async (sql: string) => rowsOf(await engine().query(sql))

  it('writes CSV in order, quoted where needed, hidden columns left out', async () => {
    await table().write(join(folder, 'a.csv'))
    const text = await readFile(join(folder, 'a.csv'), 'utf8')
    assert.equal(text, 'id,name,at,x\n3,"",1970-01-01 00:00:00,-1.5\n2,,,\n1,"Ann, ""the""\nfirst",2011-05-31 08:26:59,0.1\n')
  })

  it('writes compressed CSV', async () => {
    await table().select('id').write(join(folder, 'a.csv.gz'))
    assert.equal(gunzipSync(await readFile(join(folder, 'a.csv.gz'))).toString(), 'id\n3\n2\n1\n')
  })

  it('writes Parquet, JSON lines and Arrow with the same rows', async () => {
    const rows = await table().rows()
    await table().write(join(folder, 'a.parquet'))
    assert.deepEqual(await read(`SELECT * FROM '${join(folder, 'a.parquet')}'`), rows)
    await table().write(join(folder, 'a.jsonl'))
    const lines = (await readFile(join(folder, 'a.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      lines.map((line) => [line.id, line.name, line.x]),
      rows.map((row) => [row.id, row.name, row.x]),
    )
    await table().write(join(folder, 'a.arrow'))
    assert.deepEqual(await from(await readFile(join(folder, 'a.arrow'))).rows(), rows)
  })

  it('makes the folders, and replaces a file at once', async () => {
    const path = join(folder, 'deep', 'er', 'b.csv')
    await from([{ a: 1 }]).write(path)
    await from([{ a: 2 }]).write(path)
    assert.equal(await readFile(path, 'utf8'), 'a\n2\n')
    assert.deepEqual(await readdir(join(folder, 'deep', 'er')), ['b.csv'])
  })

  it('refuses an ending it does not know before anything runs', () => {
    assert.throws(() => table().write(join(folder, 'a.xls')), /the ending tells the format, and there are \.csv, \.csv\.gz/)
  })

  it('leaves the old file and nothing else when the rows cannot be made', async () => {
    const path = join(folder, 'old.csv')
    await writeFile(path, 'old')
    const broken = tableFrom(engine(), `SELECT CASE WHEN range > 900000 THEN error('broken') ELSE range END AS x FROM range(1000000)`, {
      columns: ['x'],
    })
    await assert.rejects(broken.write(path), /Cannot write ".*old\.csv": .*broken.*; no part of the file was left behind/s)
    assert.equal(await readFile(path, 'utf8'), 'old')
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('partial')),
      [],
    )
  })

  it('names a full disk, and leaves no part of a file', async function () {
    const full = await stat('/dev/shm').catch(() => undefined)
    if (full === undefined || process.getuid?.() !== 0) this.skip()
    const { execFileSync } = await import('node:child_process')
    const small = await mkdtemp(join(tmpdir(), 'assay-full-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small], { stdio: 'ignore' })
    } catch {
      await rm(small, { recursive: true })
      this.skip()
    }
    try {
      const big = tableFrom(engine(), 'SELECT md5(range::VARCHAR) AS x FROM range(100000)', { columns: ['x'] })
      for (const name of ['x.csv', 'x.parquet', 'x.arrow']) {
        await assert.rejects(big.write(join(small, name)), /Cannot write .*: the disk is full; no part of the file was left behind/, name)
      }
      assert.deepEqual(await readdir(small), [])
    } finally {
      execFileSync('umount', [small])
      await rm(small, { recursive: true })
    }
  })

  it('names a folder that may not be written', async function () {
    if (process.getuid?.() === 0) this.skip()
    await chmod(folder, 0o500)
    try {
      await assert.rejects(table().write(join(folder, 'no.csv')), /may not be written|Permission denied/)
    } finally {
      await chmod(folder, 0o700)
    }
  })

  it('can be cancelled, and leaves no part of a file', async () => {
    const slow = tableFrom(engine(), 'SELECT a.range * b.range AS x FROM range(100000) a, range(100000) b', { columns: ['x'] })
    const writing = slow.write(join(folder, 'slow.csv'))
    setTimeout(() => writing.cancel('enough'), 100)
    await assert.rejects(writing, { name: 'AbortError' })
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('slow')),
      [],
    )
  })
})
