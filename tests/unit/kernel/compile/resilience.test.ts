import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import type { Checker } from '../../../../kernel/host/compile/check/checker.ts'
import { TypeScript7Checker } from '../../../../kernel/host/compile/check/typescript7.ts'
import { CompilerThread } from '../../../../kernel/host/compile/client.ts'
import { startThread } from '../../../../kernel/host/compile/entry.ts'
import { Session } from '../../../../kernel/host/compile/session.ts'
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
  it('gigantic and deeply nested cells do not end the process', async () => {
    const bench = new Bench()
    try {
      for (const open of ['(', '[', '{', 'f(']) {
        const [found] = await bench.diagnostics(`${open.repeat(20000)}1`)
        assert.match(found?.message ?? '', /nested more than 1000 deep/)
        assert.equal(found?.start.line, 1)
      }
      assert.equal((await bench.compiler.isComplete('('.repeat(20000))).status, 'invalid')
      assert.deepEqual(await bench.complete(`${'['.repeat(20000)}|`), await bench.complete('|'))
      await bench.run(`const sum = ${Array(10000).fill('1').join('+')}`)
      await bench.run(`const long = "${'('.repeat(2_000_000)}"; const many = [${'[1],'.repeat(50_000)}]`)
      assert.deepEqual(await bench.wrong('sum.toFixed(); long.trim(); many[0].nope'), ['1:37 2339'])
    } finally {
      await bench.close()
    }
  }).timeout(90000)
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

describe('CompilerThread that ends by itself', () => {
  function crashing(): CompilerThread {
    let first = true
    return new CompilerThread({ cwd: tmpdir() }, (cwd) => {
      const thread = startThread(import.meta.url, './crashing-thread', { workerData: { cwd, first } })
      first = false
      return thread
    })
  }

  it('is started again, knows the cells that ran, and answers what was asked', async () => {
    const compiler = crashing()
    try {
      assert.ok((await compiler.compile({ id: 1, code: 'const kept = 1, typed: unknown = 2' })).ok)
      await compiler.ran(1, { typed: 'number' })
      assert.ok((await compiler.compile({ id: 2, code: '// crash once\nkept.toFixed(); typed.toFixed()' })).ok)
      const wrong = await compiler.compile({ id: 3, code: 'kept.nope' })
      assert.ok(!wrong.ok && wrong.diagnostics[0]?.code === 2339)
    } finally {
      await compiler.close()
    }
  })
  it('a call that ends it twice is refused, and the next one works', async () => {
    const compiler = crashing()
    try {
      await assert.rejects(compiler.compile({ id: 1, code: '// crash always' }), /ended/)
      assert.ok((await compiler.compile({ id: 2, code: '1 + 1' })).ok)
    } finally {
      await compiler.close()
    }
  })
})

describe('Session without a working type checker', () => {
  it('runs cells unchecked and says so once', async () => {
    const notices: string[] = []
    const session = new Session({
      cwd: tmpdir(),
      startChecker: () => Promise.reject(new Error('no binary for this machine')),
      onNotice: (message) => notices.push(message),
    })
    const made = await session.compile({ id: 1, code: 'const x: number = "unchecked"' })
    session.ran(1)
    assert.ok(made.ok)
    assert.ok((await session.compile({ id: 2, code: 'x' })).ok)
    assert.ok(!(await session.compile({ id: 3, code: 'x +' })).ok)
    assert.deepEqual(await session.complete('x.', 2), { matches: [], start: 2, end: 2 })
    assert.equal(await session.inspect('x', 1), null)
    assert.equal(notices.length, 1)
    assert.match(notices[0] ?? '', /without type checks.*no binary for this machine/)
    session.restart()
    session.close()
  })
  it('a cell that the checker fails on runs unchecked, and its names are of any type', async () => {
    const notices: string[] = []
    const real = new TypeScript7Checker(tmpdir())
    const failing: Checker = Object.create(real, {
      slots: { value: real.slots },
      check: {
        value: (...[slot, text]: Parameters<Checker['check']>) => {
          if (text.code.includes('panic')) throw new Error('the compiler panicked')
          return real.check(slot, text)
        },
      },
      share: { value: real.share.bind(real) },
      close: { value: real.close.bind(real) },
    })
    const session = new Session({
      cwd: tmpdir(),
      startChecker: () => Promise.resolve(failing),
      onNotice: (message) => notices.push(message),
    })
    try {
      assert.ok((await session.compile({ id: 1, code: 'const odd = "panic"' })).ok)
      session.ran(1)
      assert.ok((await session.compile({ id: 2, code: 'odd.anything.at.all' })).ok)
      assert.ok(!(await session.compile({ id: 3, code: 'const n: number = ""' })).ok)
      assert.deepEqual(notices, ['This cell ran without a type check: the compiler failed on it.'])
      for (const id of [4, 5]) assert.ok((await session.compile({ id, code: 'panic' })).ok)
      assert.ok((await session.compile({ id: 6, code: 'const n: number = ""' })).ok)
      assert.match(notices.at(-1) ?? '', /without type checks/)
    } finally {
      session.close()
      real.close()
    }
  })
})
