import type { CheckView, Lang } from '../../protocol/index.ts'
import { formatCount, formatShare } from '../../util/index.ts'
import { verdict } from '../view.ts'
import { dimensionNames, failingText, outcomeName, scoreText, severityNames, shareTexts, shownRules } from './words.ts'

/** Text within a cell of a Markdown table. */
export function markdownCell(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** A scorecard as Markdown. */
export function markdownCheck(view: CheckView, lang: Lang = 'en'): string {
  const rules = shownRules(view).map((rule) =>
    line([
      outcomeName(rule, lang),
      severityNames[rule.severity][lang],
      markdownCell(rule.text[lang]),
      failingText(rule, lang),
      ...shareTexts(rule, lang),
    ]),
  )
  const dimensions = view.dimensions.map(({ dimension, score, failing, share }) =>
    line([dimensionNames[dimension][lang], scoreText(score), formatCount(failing), formatShare(share)]),
  )
  return `**Check ${view.ok ? 'passed' : 'failed'}:** ${verdict(view)[lang]}

Score **${scoreText(view.score)}** of 100 = ${formatCount(view.passing)} of ${formatCount(view.table.rows)} rows pass every error and warning rule.

| Dimension | Score | Failing rows | Share |
|---|--:|--:|--:|
${dimensions.join('\n')}

| Result | Level | Rule | Failing | Share | Allowed |
|---|---|---|--:|--:|--:|
${rules.join('\n')}
`
}
