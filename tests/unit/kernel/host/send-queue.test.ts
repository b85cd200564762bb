import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { SendQueue } from '../../../../kernel/host/wire/send-queue.ts'

describe('SendQueue', () => {
  it('push() sends in order, one at a time, and goes on after a failure', async () => {
    const sent: string[] = []
    let inside = 0
    const queue = new SendQueue(async ([text]) => {
      assert.equal(++inside, 1)
      await sleep(Math.random() * 3)
      inside--
      if (text === '3') throw new Error('broken')
      sent.push(String(text))
    })
    for (let i = 0; i < 8; i++) queue.push([String(i)])
    await queue.drained()
    assert.deepEqual(sent, ['0', '1', '2', '4', '5', '6', '7'])
    queue.push(['8'])
    await queue.drained()
    assert.equal(sent.at(-1), '8')
  })
})
