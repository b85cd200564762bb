import assert from 'node:assert/strict'
import { Bench, checkerProcesses } from './helpers.ts'

describe('Compiler in long and troubled sessions', () => {
  it('a killed type checker is started again and knows all earlier cells', async () => {
    const bench = new Bench()
    const before = new Set(checkerProcesses())
    try {
      await bench.run('const kept = { n: 1 }; class Box<T> { constructor(readonly v: T) {} }')
      await bench.run('const boxed = new Box(kept)')
      const [pid] = checkerProcesses().filter((id) => !before.has(id))
      assert.ok(pid)
      process.kill(pid, 'SIGKILL')
      assert.deepEqual(await bench.wrong('boxed.v.n.toFixed(); boxed.v.nope'), ['1:30 2339'])
      assert.deepEqual(await bench.complete('kept.|'), ['n'])
      assert.deepEqual(bench.notices, [])
    } finally {
      await bench.close()
    }
  })
  it('close() ends the type checker, and calls after it are refused', async () => {
    const before = new Set(checkerProcesses())
    const bench = new Bench()
    await bench.run('1')
    assert.equal(checkerProcesses().filter((id) => !before.has(id)).length, 1)
    await bench.close()
    await new Promise((resolve) => setTimeout(resolve, 300))
    assert.deepEqual(
      checkerProcesses().filter((id) => !before.has(id)),
      [],
    )
    await assert.rejects(bench.compiler.isComplete('1'), /closed/)
  })
  it('300 declaring cells, more than there are slots, all stay known', async () => {
    const bench = new Bench()
    try {
      for (let n = 0; n < 300; n++) await bench.run(n === 0 ? 'const v0 = { n: 0 }' : `const v${n} = { n: v${n - 1}.n, own${n}: ${n} }`)
      assert.deepEqual(await bench.wrong('v0.n.toFixed(); v150.own150.toFixed(); v299.own299.toFixed(); v299.nope'), ['1:68 2339'])
    } finally {
      await bench.close()
    }
  }).timeout(60000)
  it('a cell run again and again needs no more room', async () => {
    const bench = new Bench()
    try {
      await bench.run('const base = 1')
      for (let n = 0; n < 300; n++) await bench.run(`const again = base + ${n}; const text = String(again)`)
      assert.deepEqual(await bench.wrong('again.toFixed(); text.trim(); base.toFixed()'), [])
    } finally {
      await bench.close()
    }
  }).timeout(60000)
  it('compiled cells that never ran do not use the room up', async () => {
    const bench = new Bench()
    try {
      await bench.run('const base = 1')
      for (let n = 0; n < 200; n++) assert.ok((await bench.compile(`const lost${n} = base`)).ok)
      assert.deepEqual(await bench.wrong('base.toFixed()'), [])
    } finally {
      await bench.close()
    }
  }).timeout(60000)
  it('many calls at once are all answered', async () => {
    const bench = new Bench()
    try {
      const answers = await Promise.all([
        bench.compile('const a = 1'),
        bench.complete('[].ma|'),
        bench.compiler.isComplete('('),
        bench.compile('const b: string = 1'),
        bench.compiler.inspect('Map', 1, 0),
      ])
      assert.equal(answers[0].ok, true)
      assert.deepEqual(answers[1], ['map'])
      assert.equal(answers[2].status, 'incomplete')
      assert.equal(answers[3].ok, false)
      assert.match(answers[4]?.plain ?? '', /Map/)
    } finally {
      await bench.close()
    }
  })
})
