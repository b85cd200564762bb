import type { EvaluationView, TrainingView } from '../../protocol/index.ts'
import type { ReportBlock, ReportSection } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

const metricOrder = ['mae', 'rmse', 'r2', 'mape', 'medae']

function evaluationBlocks(evaluation: EvaluationView, context: Context): ReportBlock[] {
  const { pick, say, number, count } = context
  const blocks: ReportBlock[] = []
  if (evaluation.verdict !== undefined) blocks.push({ type: 'paragraph', text: pick(evaluation.verdict) })
  const metrics = metricOrder.filter((metric) => evaluation.metrics[metric] !== undefined)
  const baseline = evaluation.baseline
  blocks.push({
    type: 'table',
    caption: say(`On ${count(evaluation.rows)} rows the model had not seen`, `在模型未见过的 ${count(evaluation.rows)} 行上`),
    columns: [
      { head: pick(words.metric) },
      { head: pick(words.network), align: 'right', width: 22 },
      ...(baseline === undefined ? [] : [{ head: `${pick(words.baseline)} (${baseline.name})`, align: 'right' as const, width: 34 }]),
    ],
    rows: metrics.map((metric) => [
      metric,
      number(evaluation.metrics[metric]!),
      ...(baseline === undefined ? [] : [baseline.metrics[metric] === undefined ? '' : number(baseline.metrics[metric])]),
    ]),
  })
  const series = evaluation.series
  if (series !== undefined)
    blocks.push({
      type: 'chart',
      title: `${evaluation.target}`,
      label: say(
        `Actual and predicted ${evaluation.target} over ${series.x.length} rows`,
        `${series.x.length} 行的 ${evaluation.target} 实际值与预测值`,
      ),
      x: series.x,
      xTitle: '',
      series: [
        { name: say('predicted', '预测'), values: series.predicted, role: 'subject' },
        { name: say('actual', '实际'), values: series.actual, role: 'reference' },
        ...(series.baseline === undefined
          ? []
          : [{ name: baseline?.name ?? pick(words.baseline), values: series.baseline, role: 'context' as const }]),
      ],
    })
  return blocks
}

function lossChart(training: TrainingView, { say, number }: Context): ReportBlock {
  const { loss, best } = training
  return {
    type: 'chart',
    title: say(`Loss by epoch (${training.model.loss}, log scale)`, `各轮损失（${training.model.loss}，对数刻度）`),
    label:
      best === null
        ? say('Loss by epoch', '各轮损失')
        : say(
            `Loss is lowest at epoch ${best.epoch}: ${number(best.loss)}; its weights are kept`,
            `损失在第 ${best.epoch} 轮最低：${number(best.loss)}；保留该轮权重`,
          ),
    x: loss.epochs,
    xTitle: say('epoch', '轮'),
    log: true,
    series: [
      ...(loss.validation === undefined ? [] : [{ name: say('validation', '验证'), values: loss.validation, role: 'subject' as const }]),
      {
        name: say('training', '训练'),
        values: loss.train,
        role: loss.validation === undefined ? ('subject' as const) : ('reference' as const),
      },
    ],
    ...(best === null ? {} : { marked: { x: best.epoch, text: say(`kept: epoch ${best.epoch}`, `保留：第 ${best.epoch} 轮`) } }),
  }
}

/** The model card of one training: purpose, data, method, result, limits. */
function card(training: TrainingView, { pick, say, count }: Context): ReportBlock {
  const { model, rows } = training
  const comma = say(', ', '、')
  return {
    type: 'definitions',
    items: [
      { term: say('Predicts', '预测目标'), text: training.target },
      { term: say('From', '输入'), text: training.features.join(comma) },
      {
        term: say('Method', '方法'),
        text: say(
          `neural network ${model.layers.join(' - ')}, ${model.optimizer}, ${model.loss}, batches of ${model.batchSize}, ${count(model.parameters)} parameters`,
          `神经网络 ${model.layers.join(' - ')}，${model.optimizer}，${model.loss}，批大小 ${model.batchSize}，${count(model.parameters)} 个参数`,
        ),
      },
      {
        term: say('Trained on', '训练数据'),
        text: say(
          `${count(rows.train)} rows; ${count(rows.validation)} rows held out chose the epoch`,
          `${count(rows.train)} 行；另留 ${count(rows.validation)} 行用于选择轮次`,
        ),
      },
      { term: say('Backend', '计算后端'), text: `${training.backend.name}${say(': ', '：')}${pick(training.backend.why)}` },
      {
        term: say('Repeat it', '复现'),
        text: say(
          `seed ${model.seed}; ${training.state === 'stopped' ? 'stopped by hand' : 'ran to its end'} at epoch ${count(training.epoch)} of ${count(training.epochs)}`,
          `随机种子 ${model.seed}；在 ${count(training.epochs)} 轮中的第 ${count(training.epoch)} 轮${training.state === 'stopped' ? '被手动停止' : '结束'}`,
        ),
      },
      {
        term: say('Not for', '不适用'),
        text: say('rows unlike those it was trained on; check drift before use', '与训练数据差异较大的行；使用前请检查分布漂移'),
      },
      ...training.notes.map((note) => ({ term: say('Note', '提示'), text: pick(note.text) })),
    ],
  }
}

/** Models, each with its verdict against the baseline first. */
export function modelSection(context: Context): ReportSection | undefined {
  const { parts, pick } = context
  if (parts.trainings.length === 0 && parts.evaluations.length === 0) return undefined
  const blocks: ReportBlock[] = []
  for (const evaluation of parts.evaluations) blocks.push(...evaluationBlocks(evaluation, context))
  for (const training of parts.trainings) {
    if (training.evaluation !== undefined && parts.evaluations.length === 0) blocks.push(...evaluationBlocks(training.evaluation, context))
    blocks.push(lossChart(training, context), card(training, context))
  }
  return { id: 'model', heading: pick(words.model), blocks }
}
