import type { Made } from '../../protocol/index.ts'
import { formatScore, formatTimestamp } from '../../util/index.ts'
import type { ReportSection } from '../model.ts'
import type { Payload } from '../parts.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

function stepOf(payload: Payload, { say, count }: Context): { name: string; text: string } | undefined {
  switch (payload.kind) {
    case 'table':
      return { name: payload.name, text: payload.rows === null ? '' : say(`${count(payload.rows)} rows`, `${count(payload.rows)} 行`) }
    case 'profile':
      return {
        name: say('Profile', '数据画像'),
        text: say(`${payload.name}, ${count(payload.rows)} rows`, `${payload.name}，${count(payload.rows)} 行`),
      }
    case 'check':
      return {
        name: say(`Check ${payload.contract.name}`, `校验 ${payload.contract.name}`),
        text: say(
          `${count(payload.table.rows)} rows, score ${formatScore(payload.score)}`,
          `${count(payload.table.rows)} 行，得分 ${formatScore(payload.score)}`,
        ),
      }
    case 'changes':
      return { name: say('Clean', '清洗'), text: say(`${count(payload.rowsAfter)} rows left`, `剩余 ${count(payload.rowsAfter)} 行`) }
    case 'comparison':
      return { name: say('Compare', '比较'), text: say(`against ${payload.before.name}`, `与 ${payload.before.name}`) }
    case 'drift':
      return { name: say('Drift', '漂移检测'), text: say(`against ${payload.reference.name}`, `与 ${payload.reference.name}`) }
    case 'training':
      return { name: say('Train', '训练'), text: `${payload.target}` }
    case 'evaluation':
      return { name: say('Evaluate', '评估'), text: say(`${count(payload.rows)} rows`, `${count(payload.rows)} 行`) }
  }
}

/** The steps in the order taken, from source to report. */
export function lineageSection(context: Context): ReportSection | undefined {
  const steps = context.parts.order.map((payload) => stepOf(payload, context)).filter((step) => step !== undefined)
  if (steps.length < 2) return undefined
  return {
    id: 'lineage',
    heading: context.pick(words.lineage),
    blocks: [
      { type: 'flow', steps: [...steps, { name: context.say('This report', '本报告'), text: context.say('en, zh-CN', '中文、英文') }] },
    ],
  }
}

/** What made the figures, so that they can be made again. */
export function methodSection(context: Context, time: string): ReportSection {
  const { parts, pick, say } = context
  const made = parts.order.map((payload) => ('made' in payload ? payload.made : undefined)).filter((one): one is Made => one !== undefined)
  const unique = (values: readonly string[]) => [...new Set(values)].join(say(', ', '、'))
  const prints = parts.order.flatMap((payload) =>
    'made' in payload && payload.made.fingerprint !== undefined ? [`${payload.kind} ${payload.made.fingerprint.slice(0, 16)}…`] : [],
  )
  const items = [
    { term: say('Made', '生成时间'), text: `${formatTimestamp(new Date(time))} UTC` },
    {
      term: say('Coverage', '范围'),
      text: parts.profiles.some((profile) => !profile.exact)
        ? say('some figures come from a sample, and say so', '部分数字来自抽样，均已注明')
        : say('every row was read; no sampling', '逐行读取，未抽样'),
    },
    { term: say('Library', '库'), text: `Assay ${unique(made.map((one) => one.assay))}`.trim() },
    { term: say('Engine', '引擎'), text: unique(made.map((one) => one.engine)) },
    { term: 'Node', text: process.versions.node },
    ...(prints.length === 0 ? [] : [{ term: say('Fingerprints', '数据指纹'), text: unique(prints) }]),
  ].filter(({ text }) => text !== '')
  return { id: 'method', heading: pick(words.method), blocks: [{ type: 'definitions', items }] }
}
