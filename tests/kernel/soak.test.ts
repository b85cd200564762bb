import assert from 'node:assert/strict'
import { soak } from './soak/soak.ts'

describe('soak', function () {
  this.timeout(300_000)

  it('300 interrupts of random cells at random moments: nothing lost, nothing wrong, one runner', async () => {
    const { interrupts, wrong, oneRunner, latency, next } = await soak(300, 20_261)
    assert.deepEqual(wrong, [])
    assert.ok(oneRunner)
    assert.ok(interrupts >= 300 && latency.max < 3000 && next.max < 4000, JSON.stringify({ interrupts, latency, next }))
  })
})
