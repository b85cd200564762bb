import assert from 'node:assert/strict'
import { type EvaluationView, mime, type TrainingView } from '../../../src/protocol/index.ts'
import { evaluationBundle, evaluationText, trainingBundle, trainingHtml, trainingText } from '../../../src/train/index.ts'

const made = { assay: '0.0.0', engine: 'duckdb' }
const evaluation: EvaluationView = {
  kind: 'evaluation',
  version: 1,
  model: 'next-close',
  target: 'next',
  rows: 113,
  metrics: { mae: 1.461, rmse: 2.001, mape: 0.0093, r2: 0.91 },
  baseline: { name: 'tomorrow as today', metrics: { mae: 1.441, rmse: 1.951, mape: 0.0092, r2: 0.92 } },
  better: false,
  verdictMetric: 'mae',
  verdict: { en: 'Not better than the baseline: 1.46, 1.44', 'zh-CN': '未优于基线：1.46，1.44' },
  made,
}
const view: TrainingView = {
  kind: 'training',
  version: 1,
  name: 'next-close',
  target: 'next',
  features: ['open', 'close'],
  state: 'stopped',
  epoch: 640,
  epochs: 2000,
  loss: { epochs: [1, 2, 111, 640], train: [1, 0.1, 0.02, 0.018], validation: [0.5, 0.2, 0.0175, 0.26] },
  best: { epoch: 111, loss: 0.0175 },
  rows: { train: 526, validation: 113 },
  rate: 25000,
  seconds: 1.9,
  backend: { name: 'TensorFlow.js WASM', why: { en: 'the fastest installed', 'zh-CN': '已安装的最快后端' } },
  model: { layers: ['64 relu', '64 relu', '1'], parameters: 4545, optimizer: 'Adam', loss: 'MSE', seed: 42, batchSize: 32 },
  notes: [{ code: 'x', severity: 'warning', text: { en: 'Mind this', 'zh-CN': '请注意' } }],
  evaluation,
  made,
}

describe('train/display', () => {
  it('trainingText() of a fit that ended says what, how far, which epoch is kept, the curve and the verdict', () => {
    assert.equal(
      trainingText(view),
      `next-close: 64 relu - 64 relu - 1, Adam, MSE, seed 42
stopped at epoch 640 of 2,000 after 1.9 s; weights of epoch 111 kept
backend: TensorFlow.js WASM (40 µs a row; the fastest installed)

loss, log scale 0.018 to 1, epochs 1 to 640
train       █▄▁▁  0.018
validation  ▇▅▁▆  0.26
            best: epoch 111, 0.0175
warning: Mind this

NOT BETTER THAN THE BASELINE: 1.46, 1.44
error on 113 rows, next  mean abs.  RMSE  MAPE    R²
───────────────────────  ─────────  ────  ────  ────
network                       1.46  2.00  0.9%  0.91
tomorrow as today             1.44  1.95  0.9%  0.92`,
    )
  })

  it('trainingText() of a fit that runs is one line', () => {
    const { evaluation: _, ...rest } = view
    assert.equal(
      trainingText({ ...rest, state: 'running', secondsLeft: 4 }),
      'epoch 640 of 2,000  ███████▋                 32%  train 0.018  validation 0.26  25,000 rows/s  4.0 s left',
    )
  })

  it('trainingText() and evaluationText() speak Chinese', () => {
    const text = trainingText(view, 'zh-CN')
    for (const part of [
      'next-close：64 relu - 64 relu - 1，Adam，MSE，随机种子 42',
      '已停止：第 640 轮，共 2,000 轮，用时 1.9 秒；保留第 111 轮的权重',
      '计算后端：TensorFlow.js WASM（每行 40 微秒；已安装的最快后端）',
      '最佳：第 111 轮，0.0175',
      '警告：请注意',
      '未优于基线：1.46，1.44',
      '平均绝对误差',
    ])
      assert.ok(text.includes(part), `${part} is not in\n${text}`)
    assert.doesNotMatch(evaluationText(evaluation, 'zh-CN'), /mean|error|network/)
  })

  it('trainingHtml() opens with the verdict, draws the curve, and escapes names', () => {
    const evil = '<img src=x onerror=alert(1)>"'
    const html = trainingHtml({
      ...view,
      name: evil,
      evaluation: { ...evaluation, target: evil, baseline: { ...evaluation.baseline!, name: evil } },
    })
    assert.match(html, /^<p><strong>Not better than the baseline/)
    assert.equal(html.match(/<polyline/g)?.length, 2)
    assert.match(html, /aria-label="loss by epoch, log scale; lowest 0\.0175 at epoch 111"/)
    assert.doesNotMatch(html, /<img|<script|style=/)
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;&quot;'))
  })

  it('trainingHtml() of a fit without a finished epoch has no chart and does not fail', () => {
    const html = trainingHtml({ ...view, state: 'running', epoch: 0, best: null, loss: { epochs: [], train: [] }, rate: 0 })
    assert.doesNotMatch(html, /NaN|Infinity|undefined/)
  })

  it('bundles hold payload, HTML, Markdown and text; a name cannot close the Markdown block', () => {
    const bundle = trainingBundle({ ...view, name: 'a```b' })
    assert.deepEqual(Object.keys(bundle), [mime.training, 'text/html', 'text/markdown', 'text/plain'])
    assert.match(bundle['text/markdown'] as string, /^````text\na```b[\s\S]*\n````$/)
    assert.deepEqual(evaluationBundle(evaluation)[mime.evaluation], evaluation)
  })
})
