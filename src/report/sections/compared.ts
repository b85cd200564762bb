import type { ComparisonView, DriftVerdict, DriftView, Text } from '../../protocol/index.ts'
import { text } from '../../util/index.ts'
import type { MarkedCell, ReportBlock, ReportSection, ReportTable } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

const driftWords: Record<DriftVerdict, Text> = {
  drifted: text('drifted', '已漂移'),
  small: text('small', '差异很小'),
  same: text('same', '无差异'),
  unknown: text('not compared', '未比较'),
}

const driftMarks: Record<DriftVerdict, MarkedCell['mark']> = { drifted: 'warning', small: 'note', same: 'pass', unknown: 'note' }

function comparisonBlocks(comparison: ComparisonView, context: Context): ReportBlock[] {
  const { pick, say, count, share } = context
  const changed = comparison.columns.filter((column) => column.changed > 0)
  const table: ReportTable = {
    type: 'table',
    caption: say(
      `${comparison.after.name} against ${comparison.before.name}, paired by ${comparison.key.join(', ')}`,
      `${comparison.after.name} 与 ${comparison.before.name} 比较，按 ${comparison.key.join('、')} 配对`,
    ),
    columns: [
      { head: pick(words.column) },
      { head: say('Rows changed', '改动行数'), align: 'right', width: 18 },
      { head: pick(words.share), align: 'right', width: 12 },
    ],
    rows: changed.map((column) => [column.name, count(column.changed), share(column.share)]),
  }
  return [{ type: 'paragraph', text: pick(comparison.verdict) }, ...(changed.length === 0 ? [] : [table])]
}

function driftBlocks(drift: DriftView, context: Context): ReportBlock[] {
  const { pick, say, number } = context
  const order: Record<DriftVerdict, number> = { drifted: 0, small: 1, unknown: 2, same: 3 }
  return [
    { type: 'paragraph', text: pick(drift.verdict) },
    {
      type: 'table',
      caption: say(
        `Distributions against ${drift.reference.name}; a column drifted when the difference is certain (p < ${number(drift.alpha)}) and large (distance from ${number(drift.threshold)})`,
        `与 ${drift.reference.name} 的分布比较；差异显著（p < ${number(drift.alpha)}）且足够大（距离不低于 ${number(drift.threshold)}）时判为漂移`,
      ),
      columns: [
        { head: pick(words.column), width: 20 },
        { head: pick(words.result), width: 16 },
        { head: say('What', '说明') },
        { head: say('Distance', '距离'), align: 'right', width: 12 },
      ],
      rows: drift.columns
        .toSorted((a, b) => order[a.verdict] - order[b.verdict] || (b.distance ?? 0) - (a.distance ?? 0))
        .map((column) => {
          const mark = driftMarks[column.verdict]
          return [
            { text: column.name, bold: true },
            { text: pick(driftWords[column.verdict]), ...(mark === undefined ? {} : { mark }) },
            pick(column.text),
            column.distance === undefined ? '' : number(column.distance),
          ]
        }),
    },
  ]
}

/** Tables against earlier ones: rows by key, and distributions by column. */
export function comparedSection(context: Context): ReportSection | undefined {
  const { comparisons, drifts } = context.parts
  const blocks = [...comparisons.flatMap((one) => comparisonBlocks(one, context)), ...drifts.flatMap((one) => driftBlocks(one, context))]
  return blocks.length === 0 ? undefined : { id: 'compared', heading: context.pick(words.compared), blocks }
}
