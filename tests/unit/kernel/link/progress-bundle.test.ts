import assert from 'node:assert/strict'
import { progressBundle } from '../../../../kernel/link/progress-bundle.ts'

const view = { kind: 'progress', version: 1, state: 'running', done: 430, total: 1000, unit: 'rows', seconds: 3.2 } as const

describe('progressBundle', () => {
  it('progressBundle() shows share, amount, time, message and metrics', () => {
    const bundle = progressBundle({ ...view, message: 'epoch 2', metrics: { loss: 0.123456 } })
    assert.equal(bundle['text/plain'], '[##########..............] 43 % 430 of 1,000 rows · 3.2 s · epoch 2 · loss 0.12346')
    assert.deepEqual(bundle['application/vnd.assay.progress.v1+json'], { ...view, message: 'epoch 2', metrics: { loss: 0.123456 } })
  })

  it('progressBundle() shows no share where the total is unknown', () => {
    const { total: _, ...rest } = view
    assert.equal(progressBundle(rest)['text/plain'], '430 rows · 3.2 s')
    assert.match(String(progressBundle(rest)['text/html']), /<progress><\/progress>/)
  })

  it('progressBundle() escapes what the task says', () => {
    assert.match(String(progressBundle({ ...view, message: '<img src=x>' })['text/html']), /&lt;img src=x&gt;/)
  })
})
