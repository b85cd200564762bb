import type { Dimension, Lang, Outcome, PersonalKind, Severity, Text } from '../protocol/index.ts'
import { text } from '../util/index.ts'

/** Words that reports use, in both languages. */
export const words = {
  report: text('Data quality report', '数据质量报告'),
  contents: text('Contents', '目录'),
  summary: text('Summary and decision', '摘要与决定'),
  decision: text('Decision asked for', '需要您决定'),
  scorecard: text('Scorecard', '评分卡'),
  problems: text('The worst problems', '最严重的问题'),
  changed: text('What changed', '变化情况'),
  compared: text('Against the earlier data', '与先前数据相比'),
  cleaned: text('What was cleaned', '清洗内容'),
  personal: text('Personal data', '个人信息'),
  model: text('Model', '模型'),
  lineage: text('Where the data came from', '数据血缘'),
  columns: text('The data, column by column', '逐列数据画像'),
  method: text('Method and environment', '方法与环境'),
  dimension: text('Dimension', '维度'),
  score: text('Score', '得分'),
  failingRows: text('Failing rows', '不合格行数'),
  share: text('Share', '占比'),
  allowed: text('Allowed', '容许'),
  rule: text('Rule', '规则'),
  result: text('Result', '结果'),
  row: text('Row', '行号'),
  allReasons: text('All reasons', '全部原因'),
  missing: text('missing', '缺失'),
  missingHead: text('Missing', '缺失'),
  before: text('Before', '清洗前'),
  after: text('After', '清洗后'),
  step: text('Step, in order', '步骤（按顺序）'),
  rowsOut: text('Rows out', '移出行数'),
  cellsChanged: text('Cells changed', '改动单元格'),
  rowsLeft: text('Rows left', '剩余行数'),
  inAll: text('In all', '合计'),
  column: text('Column', '列'),
  type: text('Type', '类型'),
  values: text('Values', '取值'),
  distinct: text('Distinct', '不同值'),
  look: text('Worth a look', '值得注意'),
  nothing: text('nothing found', '未发现问题'),
  none: text('none', '不容许'),
  baseline: text('baseline', '基线'),
  network: text('model', '模型'),
  metric: text('Metric', '指标'),
} satisfies Record<string, Text>

export const dimensionWords: Record<Dimension, Text> = {
  completeness: text('Completeness', '完整性'),
  uniqueness: text('Uniqueness', '唯一性'),
  validity: text('Validity', '有效性'),
  consistency: text('Consistency', '一致性'),
  accuracy: text('Accuracy', '准确性'),
  timeliness: text('Timeliness', '及时性'),
}

export const severityWords: Record<Severity, Text> = {
  error: text('error', '错误'),
  warning: text('warning', '警告'),
  note: text('note', '提示'),
}

export const outcomeWords: Record<Outcome, Text> = {
  pass: text('pass', '通过'),
  tolerated: text('within tolerance', '容许范围内'),
  fail: text('fails', '不通过'),
  unknown: text('not evaluated', '无法判断'),
}

export const personalWords: Record<PersonalKind, Text> = {
  name: text('a name', '姓名'),
  phone: text('a phone number', '电话号码'),
  email: text('an e-mail address', '电子邮箱'),
  card: text('a card number', '银行卡号'),
  idcard: text('an identity card number', '身份证号'),
  address: text('an address', '地址'),
  id: text('an identifier of a person', '个人标识'),
  birthdate: text('a date of birth', '出生日期'),
  ip: text('an IP address', 'IP 地址'),
}

/** A list in prose: `a, b and c`. */
export function listed(items: readonly string[], lang: Lang): string {
  if (lang === 'zh-CN') return items.join('、')
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
