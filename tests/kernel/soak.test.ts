import assert from 'node:assert/strict'
import { soak } from './soak/soak.ts'

describe('soak', function () {
  this.timeout(180_000)

  it('60 random cells interrupted at random moments: nothing lost, nothing wrong, one runner', async () => {
    const { wrong, oneRunner, latency, next } = await soak(60, 20_261)
    assert.deepEqual(wrong, [])
    assert.ok(oneRunner)
    assert.ok(latency.max < 3000 && next.max < 4000, JSON.stringify({ latency, next }))
  })
})
