import {
  type ChangesView,
  type CheckView,
  type Displayable,
  displaySymbol,
  type EvaluationView,
  mime,
  type ProfileView,
  type RuleView,
  type TrainingView,
} from '../../src/protocol/index.ts'

const made = { assay: '0.1.0', engine: 'duckdb 1.5.6', fingerprint: '3f2a9c'.padEnd(64, '0') }

/** A value that shows itself with this payload, as the results of the library do. */
export function showing(payload: { readonly kind: keyof typeof mime }): Displayable {
  return { [displaySymbol]: () => ({ [mime[payload.kind]]: payload, 'text/plain': payload.kind }) }
}

const rule = (name: string, en: string, zh: string, rest: Partial<RuleView>): RuleView => ({
  rule: name,
  text: { en, 'zh-CN': zh },
  dimension: 'validity',
  columns: ['UnitPrice'],
  severity: 'error',
  outcome: 'pass',
  scope: 'row',
  failing: 0,
  total: 6339,
  share: 0,
  allowed: 0,
  ...rest,
})

export const check: CheckView = {
  kind: 'check',
  version: 1,
  contract: { name: 'invoice-lines', version: '1.0.0' },
  table: { name: 'online-retail', rows: 6339 },
  ok: false,
  score: 73.6,
  passing: 4665,
  dimensions: [
    { dimension: 'completeness', score: 74.4, failing: 1620, share: 1620 / 6339 },
    { dimension: 'validity', score: 99.9, failing: 2, share: 2 / 6339 },
  ],
  rules: [
    rule('CustomerID.required', 'Every line has a customer', '每行都有客户', {
      dimension: 'completeness',
      columns: ['CustomerID'],
      outcome: 'fail',
      failing: 1620,
      share: 1620 / 6339,
      allowed: 0.05,
    }),
    rule('UnitPrice.min', 'The price is at least 0', '单价不低于 0', { outcome: 'fail', failing: 2, share: 2 / 6339 }),
    rule('Quantity.not', 'The quantity is not 0', '数量不为 0', { columns: ['Quantity'] }),
  ],
  sample: {
    kind: 'table',
    version: 1,
    name: 'online-retail',
    rows: 1674,
    columns: [
      { name: 'InvoiceNo', type: 'text' },
      { name: 'UnitPrice', type: 'number' },
      { name: 'CustomerID', type: 'integer', personal: 'id' },
    ],
    cells: [
      ['536414', 0, null],
      ['A563186', -11062.06, '•••50'],
    ],
    rowNumbers: [623, 6120],
    reasons: [
      {
        index: 0,
        reasons: [
          {
            rule: 'CustomerID.required',
            columns: ['CustomerID'],
            severity: 'error',
            text: { en: 'CustomerID is missing', 'zh-CN': '缺少 CustomerID' },
          },
        ],
      },
      {
        index: 1,
        reasons: [
          {
            rule: 'UnitPrice.min',
            columns: ['UnitPrice'],
            severity: 'error',
            text: { en: 'UnitPrice is below 0', 'zh-CN': 'UnitPrice 低于 0' },
          },
        ],
      },
    ],
    notes: [],
  },
  notes: [],
  made,
}

export const recheck: CheckView = {
  ...check,
  ok: true,
  score: 100,
  passing: 4600,
  table: { name: 'online-retail', rows: 4600 },
  rules: check.rules.map((one) => ({ ...one, outcome: 'pass', failing: 0, share: 0, total: 4600 })),
}

export const changes: ChangesView = {
  kind: 'changes',
  version: 1,
  name: 'online-retail',
  rowsBefore: 6339,
  rowsAfter: 6254,
  cellsChanged: 312,
  steps: [
    {
      step: 'dropRepeats',
      text: { en: 'Exact repeats removed', 'zh-CN': '删除完全重复的行' },
      rowsRemoved: 85,
      cellsChanged: 0,
      rowsLeft: 6254,
    },
    {
      step: 'outliers',
      text: { en: 'Quantity clipped', 'zh-CN': '截断 Quantity' },
      column: 'Quantity',
      rowsRemoved: 0,
      cellsChanged: 312,
      rowsLeft: 6254,
    },
  ],
  made,
}

export const profile: ProfileView = {
  kind: 'profile',
  version: 1,
  name: 'online-retail',
  rows: 6339,
  exact: true,
  duplicates: 85,
  period: { column: 'InvoiceDate', from: Date.UTC(2010, 11, 1), to: Date.UTC(2011, 7, 12) },
  columns: [
    {
      name: 'UnitPrice',
      type: 'number',
      count: 6339,
      missing: 0,
      distinct: { value: 201, exact: true },
      histogram: { bins: [1, 4, 9, 3].map((count, i) => ({ from: i, to: i + 1, count })), above: { limit: 4, count: 2 } },
      top: [{ value: 1.25, count: 400 }],
      notes: [{ code: 'negative', severity: 'warning', text: { en: '2 negative', 'zh-CN': '2 个负值' }, column: 'UnitPrice', count: 2 }],
    },
    {
      name: 'CustomerID',
      type: 'integer',
      personal: 'id',
      count: 4719,
      missing: 1620,
      distinct: { value: 260, exact: true },
      rowsPerValue: { bins: [{ from: 1, to: 10, count: 200 }] },
      top: [],
      notes: [],
    },
  ],
  notes: [],
  made,
}

export const evaluation: EvaluationView = {
  kind: 'evaluation',
  version: 1,
  model: 'next_close',
  target: 'next_close',
  rows: 101,
  metrics: { mae: 1.46, rmse: 2, r2: 0.93 },
  baseline: { name: 'AAPL.Close', metrics: { mae: 1.44, rmse: 1.95, r2: 0.94 } },
  better: false,
  verdictMetric: 'mae',
  verdict: {
    en: 'Not better than the baseline: the mean absolute error is 1.46, against 1.44.',
    'zh-CN': '不优于基线：平均绝对误差为 1.46，基线为 1.44。',
  },
  series: {
    x: ['2016-09-01', '2016-09-02', '2016-09-06'],
    actual: [106, 107, 108],
    predicted: [106.5, 107.2, 107.5],
    baseline: [105, 106, 107],
  },
  made,
}

export const training: TrainingView = {
  kind: 'training',
  version: 1,
  name: 'next_close',
  target: 'next_close',
  features: ['AAPL.Open', 'AAPL.Close'],
  state: 'finished',
  epoch: 5,
  epochs: 5,
  loss: { epochs: [1, 2, 3, 4, 5], train: [0.4, 0.1, 0.05, 0.03, 0.02], validation: [0.5, 0.2, 0.09, 0.1, 0.12] },
  best: { epoch: 3, loss: 0.09 },
  rows: { train: 404, validation: 101 },
  rate: 20000,
  seconds: 1.2,
  backend: { name: 'wasm', why: { en: 'the fastest that is installed', 'zh-CN': '已安装的后端中最快' } },
  model: { layers: ['64', '64', '1'], parameters: 4545, optimizer: 'adam', loss: 'mse', seed: 42, batchSize: 32 },
  notes: [],
  made,
}
