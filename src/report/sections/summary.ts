import type { CheckView, Text } from '../../protocol/index.ts'
import { formatScore } from '../../util/index.ts'
import type { ReportBlock, ReportSection } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

/** The sentence that says whether a check holds, and by which rules. */
export function checkSentence(check: CheckView, { say, count }: Context): string {
  const failing = check.rules.filter((rule) => rule.outcome === 'fail')
  const of = (severity: string) => failing.filter((rule) => rule.severity === severity).length
  const errors = check.rules.filter((rule) => rule.severity === 'error').length
  const [errorCount, warningCount] = [of('error'), of('warning')]
  const passing = say(
    `${count(check.passing)} of ${count(check.table.rows)} rows pass every error and warning rule`,
    `${count(check.table.rows)} 行中有 ${count(check.passing)} 行通过全部错误级和警告级规则`,
  )
  if (check.ok) {
    const warnings =
      warningCount === 0
        ? ''
        : say(
            `, though ${warningCount} warning ${warningCount === 1 ? 'rule fails' : 'rules fail'}`,
            `，但有 ${warningCount} 条警告级规则不通过`,
          )
    return say(`The check holds: no error rule fails${warnings}. ${passing}.`, `校验通过：没有错误级规则不通过${warnings}。${passing}。`)
  }
  const warnings =
    warningCount === 0
      ? ''
      : say(` and ${warningCount} warning ${warningCount === 1 ? 'rule' : 'rules'}`, `，另有 ${warningCount} 条警告级规则不通过`)
  return say(
    `The check fails: ${errorCount} of ${errors} error rules${warnings} ${errorCount + warningCount === 1 ? 'does' : 'do'} not hold. ${passing}.`,
    `校验不通过：${errors} 条错误级规则中有 ${errorCount} 条不通过${warnings}。${passing}。`,
  )
}

function proposals({ parts, pick, say, count }: Context): { lead: string; text: string }[] {
  const last = parts.checks.at(-1)
  if (last === undefined) return []
  const failing = last.rules.filter((rule) => rule.outcome === 'fail' && rule.severity === 'error')
  const cleaned = parts.changes.length > 0 && parts.checks.length > 1
  if (failing.length === 0) {
    const release = cleaned
      ? say(
          `the cleaned table of ${count(last.table.rows)} rows: no error rule fails any more.`,
          `清洗后的 ${count(last.table.rows)} 行数据：已没有错误级规则不通过。`,
        )
      : say('the table: no error rule fails.', '该数据表：没有错误级规则不通过。')
    return [{ lead: say('Release', '放行'), text: release }]
  }
  return [
    {
      lead: say('Hold', '暂缓'),
      text: say(
        `uses that rely on: ${failing.map((rule) => rule.text.en).join('; ')}.`,
        `依赖以下规则的用途：${failing.map((rule) => pick(rule.text)).join('；')}。`,
      ),
    },
    {
      lead: say('Decide', '请决定'),
      text: say('whether the failing rows go to quarantine or back to their owner.', '不合格行进入隔离区，还是退回数据负责人。'),
    },
  ]
}

function figures(context: Context): ReportBlock | undefined {
  const { parts, pick, say, count, share, number } = context
  const items: { value: string; label: string }[] = []
  const [first, last] = [parts.checks[0], parts.checks.at(-1)]
  if (first !== undefined)
    items.push({ value: formatScore(first.score), label: say('score of 100, as delivered', '得分（满分 100），原始数据') })
  if (last !== undefined && last !== first)
    items.push({ value: formatScore(last.score), label: say('score of 100, after cleaning', '得分（满分 100），清洗后') })
  const worst = worstRules(first)[0]
  if (worst !== undefined)
    items.push({
      value: count(worst.failing),
      label: say(`rows fail “${worst.text.en}”, ${share(worst.share)}`, `行不满足“${pick(worst.text)}”，占 ${share(worst.share)}`),
    })
  const evaluation = parts.evaluations.at(-1) ?? parts.trainings.at(-1)?.evaluation
  const mae = evaluation?.metrics['mae']
  const baseline = evaluation?.baseline?.metrics['mae']
  if (evaluation !== undefined && mae !== undefined)
    items.push({
      value: number(mae),
      label:
        say('mean absolute error of the model', '模型的平均绝对误差') +
        (baseline === undefined ? '' : say(`; baseline ${number(baseline)}`, `；基线为 ${number(baseline)}`)),
    })
  return items.length === 0 ? undefined : { type: 'figures', items: items.slice(0, 4) }
}

/** Failing rules on rows, the worst first: by severity, then by share. */
export function worstRules(check: CheckView | undefined) {
  const rank = { error: 0, warning: 1, note: 2 }
  return (check?.rules ?? [])
    .filter((rule) => rule.outcome === 'fail')
    .toSorted((a, b) => rank[a.severity] - rank[b.severity] || b.share - a.share)
}

/** Verdict first: what is asked of the reader, what was found, four figures. */
export function summarySection(context: Context, decision: readonly Text[]): ReportSection {
  const { parts, pick, say, count } = context
  const items = decision.length > 0 ? decision.map((text) => ({ lead: '', text: pick(text) })) : proposals(context)
  const blocks: ReportBlock[] = items.length === 0 ? [] : [{ type: 'decision', heading: pick(words.decision), items }]
  const [first, last] = [parts.checks[0], parts.checks.at(-1)]
  const sentences: string[] = []
  if (first !== undefined) sentences.push(checkSentence(first, context))
  if (first !== undefined && last !== undefined && last !== first)
    sentences.push(
      say(
        `After cleaning, ${count(last.passing)} of ${count(last.table.rows)} rows pass: the score goes from ${formatScore(first.score)} to ${formatScore(last.score)}.`,
        `清洗后，${count(last.table.rows)} 行中有 ${count(last.passing)} 行通过，得分由 ${formatScore(first.score)} 变为 ${formatScore(last.score)}。`,
      ),
    )
  const verdict = parts.evaluations.at(-1)?.verdict ?? parts.trainings.at(-1)?.evaluation?.verdict
  if (verdict !== undefined) sentences.push(pick(verdict))
  if (sentences.length > 0) blocks.push({ type: 'paragraph', text: sentences.join(context.lang === 'en' ? ' ' : '') })
  for (const remark of parts.remarks) blocks.push({ type: 'paragraph', text: pick(remark) })
  const keys = figures(context)
  if (keys !== undefined) blocks.push(keys)
  return { id: 'summary', heading: pick(words.summary), blocks }
}
