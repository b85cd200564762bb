import assert from 'node:assert/strict'
import { interruptSignal, type Progress } from '../../../src/protocol/index.ts'
import { isTask, task } from '../../../src/util/index.ts'

const tick = (ms = 1) => new Promise((resolve) => setTimeout(resolve, ms))

describe('util/task', () => {
  it('task() gives the value of its work and is a promise', async () => {
    const seven = task(() => 7)
    assert.ok(seven instanceof Promise)
    assert.ok(isTask(seven))
    assert.equal(await seven, 7)
    assert.equal(await seven.then((value) => value + 1), 8)
    assert.ok(!isTask(Promise.resolve()))
  })

  it('task() rejects with what its work throws', async () => {
    await assert.rejects(
      task(() => {
        throw new RangeError('no')
      }),
      RangeError,
    )
  })

  it('the stack of what a task throws names where the task was started', async () => {
    function startsHere() {
      return task(async () => {
        await tick()
        throw new Error('late')
      })
    }
    await assert.rejects(startsHere(), (error: Error) => /startsHere/.test(error.stack ?? ''))
  })

  it('progress gives the newest value to each reader and ends with the task', async () => {
    const work = task(async ({ report }) => {
      for (let i = 1; i <= 5; i++) {
        report({ done: i, total: 5 })
        await tick()
      }
      return 'done'
    })
    const seen: Progress[] = []
    for await (const progress of work.progress) {
      seen.push(progress)
      await tick(3)
    }
    assert.equal(seen.at(-1)?.done, 5)
    assert.ok(seen.length >= 2 && seen.length <= 5)
    assert.equal(await work, 'done')
    const late: Progress[] = []
    for await (const progress of work.progress) late.push(progress)
    assert.deepEqual(late, [{ done: 5, total: 5 }])
  })

  it('cancel() aborts the signal, and the reason is an AbortError', async () => {
    const work = task(async ({ signal }) => {
      for (;;) {
        signal.throwIfAborted()
        await tick()
      }
    })
    work.cancel('enough')
    await assert.rejects(work, { name: 'AbortError', message: 'enough' })
  })

  it('a task stops with the cell that runs it', async () => {
    const controller = new AbortController()
    const scope = globalThis as { [interruptSignal]?: AbortSignal }
    scope[interruptSignal] = controller.signal
    const work = task(async ({ signal }) => {
      for (;;) {
        signal.throwIfAborted()
        await tick()
      }
    })
    delete scope[interruptSignal]
    controller.abort(new Error('cell interrupted'))
    await assert.rejects(work, /cell interrupted/)
  })
})
