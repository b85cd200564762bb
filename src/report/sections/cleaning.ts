import { formatScore } from '../../util/index.ts'
import type { ReportBlock, ReportSection } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

/** What each cleaning step did, and what that did to the rules. */
export function cleaningSection(context: Context): ReportSection | undefined {
  const { parts, pick, say, count } = context
  if (parts.changes.length === 0) return undefined
  const blocks: ReportBlock[] = []
  for (const changes of parts.changes) {
    const removed = changes.rowsBefore - changes.rowsAfter
    blocks.push({
      type: 'paragraph',
      text: say(
        `${count(removed)} of ${count(changes.rowsBefore)} rows left the table and ${count(changes.cellsChanged)} cells were changed. The source file is as it was; every removed row and changed cell is listed with its step.`,
        `${count(changes.rowsBefore)} 行中移出 ${count(removed)} 行，改动 ${count(changes.cellsChanged)} 个单元格。源文件未被改动；每一处移出与改动都按步骤留有记录。`,
      ),
    })
    blocks.push({
      type: 'table',
      columns: [
        { head: pick(words.step) },
        { head: pick(words.rowsOut), align: 'right', width: 14 },
        { head: pick(words.cellsChanged), align: 'right', width: 16 },
        { head: pick(words.rowsLeft), align: 'right', width: 14 },
      ],
      rows: [
        ...changes.steps.map((step) => [
          pick(step.text),
          step.rowsRemoved === 0 ? '–' : count(step.rowsRemoved),
          step.cellsChanged === 0 ? '–' : count(step.cellsChanged),
          count(step.rowsLeft),
        ]),
        [
          { text: pick(words.inAll), bold: true },
          { text: count(removed), bold: true },
          { text: count(changes.cellsChanged), bold: true },
          { text: count(changes.rowsAfter), bold: true },
        ],
      ],
    })
  }
  return { id: 'cleaning', heading: pick(words.cleaned), blocks }
}

/** The rules before and after, where the same contract was checked twice. */
export function changedSection(context: Context): ReportSection | undefined {
  const { parts, pick, say, count } = context
  const [first, last] = [parts.checks[0], parts.checks.at(-1)]
  if (first === undefined || last === undefined || first === last) return undefined
  const after = new Map(last.rules.map((rule) => [rule.rule, rule]))
  const both = first.rules.filter((rule) => after.has(rule.rule) && (rule.failing > 0 || after.get(rule.rule)!.failing > 0))
  const mark = (rule: (typeof both)[number]) => (rule.outcome === 'fail' ? rule.severity : 'pass')
  return {
    id: 'changed',
    heading: pick(words.changed),
    blocks: [
      {
        type: 'paragraph',
        text: say(
          `The same contract was checked again after cleaning: the score goes from ${formatScore(first.score)} to ${formatScore(last.score)}, and ${count(first.table.rows - last.table.rows)} fewer rows are judged.`,
          `清洗后按同一数据契约再次校验：得分由 ${formatScore(first.score)} 变为 ${formatScore(last.score)}，参与校验的行减少 ${count(first.table.rows - last.table.rows)} 行。`,
        ),
      },
      {
        type: 'table',
        columns: [
          { head: pick(words.rule) },
          { head: pick(words.before), align: 'right', width: 14 },
          { head: pick(words.after), align: 'right', width: 14 },
        ],
        rows: both.map((rule) => [
          { text: pick(rule.text), mark: mark(after.get(rule.rule)!) },
          count(rule.failing),
          count(after.get(rule.rule)!.failing),
        ]),
      },
    ],
  }
}
