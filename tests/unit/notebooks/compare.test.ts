import assert from 'node:assert/strict'
import { compareNotebooks, differences, type Notebook, normalise, type Output } from '../../notebooks/compare.ts'

const notebook = (...outputs: Output[]): Notebook => ({ cells: [{ cell_type: 'code', source: 'x', outputs }] })
const shown = (data: NonNullable<Output['data']>): Output => ({ output_type: 'display_data', data })
const profile = (mean: number, seconds = 1) =>
  shown({ 'application/vnd.assay.profile.v1+json': { kind: 'profile', mean, seconds }, 'text/html': `<p>${mean}</p>` })
const training = (loss: number[], epoch: number) =>
  shown({
    'application/vnd.assay.training.v1+json': {
      kind: 'training',
      best: { epoch, loss: 0 },
      loss: { epochs: [1, 2, 3], train: loss },
      rate: Math.random(),
    },
  })

describe('compareNotebooks()', () => {
  it('agrees with itself, volatile fields aside', () => {
    assert.deepEqual(compareNotebooks(notebook(profile(1.5, 1)), notebook(profile(1.5, 2))), [])
  })

  it('finds a statistic that moved by more than 1e-9', () => {
    assert.deepEqual(compareNotebooks(notebook(profile(1.5)), notebook(profile(1.5 + 1e-12))), [])
    assert.deepEqual(compareNotebooks(notebook(profile(1.5)), notebook(profile(1.50001))), [
      'cell 1.mean: 1.5 was committed, 1.50001 came out',
    ])
  })

  it('compares a training at its kept epoch', () => {
    assert.deepEqual(compareNotebooks(notebook(training([3, 1, 2], 2)), notebook(training([4, 1.0005, 9], 2))), [])
    assert.equal(compareNotebooks(notebook(training([3, 1, 2], 2)), notebook(training([3, 1.1, 2], 2))).length, 1)
    assert.notEqual(compareNotebooks(notebook(training([3, 1, 2], 2)), notebook(training([3, 1, 1], 3))).length, 0)
  })

  it('joins streams and replaces times and folders in them', () => {
    const stream = (text: string): Output => ({ output_type: 'stream', name: 'stdout', text })
    assert.deepEqual(compareNotebooks(notebook(stream('read in '), stream('0.4 s\n')), notebook(stream('read in 1.2 s\n'))), [])
    assert.equal(compareNotebooks(notebook(stream('5 rows\n')), notebook(stream('6 rows\n'))).length, 1)
    assert.equal(normalise('/home/me/a b/report.html in 12 s'), '<folder>/report.html in <time>')
  })

  it('ignores progress, and finds an output that is gone or an error that is new', () => {
    const progress = shown({ 'application/vnd.assay.progress.v1+json': { kind: 'progress' } })
    assert.deepEqual(compareNotebooks(notebook(profile(1)), notebook(progress, profile(1), shown({ 'text/plain': '' }))), [])
    assert.equal(compareNotebooks(notebook(profile(1)), notebook()).length, 1)
    assert.equal(compareNotebooks(notebook(profile(1)), notebook({ output_type: 'error', ename: 'TypeError', evalue: 'no' })).length, 1)
  })

  it('compares HTML only where there is no JSON', () => {
    assert.equal(compareNotebooks(notebook(shown({ 'text/html': '<p>1</p>' })), notebook(shown({ 'text/html': '<p>2</p>' }))).length, 1)
    assert.deepEqual(differences({ a: [1, 'x'] }, { a: [1, 'x'] }, 0), [])
  })
})
