import type { CheckView, Lang } from '../../protocol/index.ts'
import { formatCount, formatShare } from '../../util/index.ts'
import { verdict } from '../view.ts'
import {
  dimensionNames,
  failingText,
  heads,
  outcomeName,
  outcomeOf,
  scoreSentence,
  scoreText,
  severityNames,
  shareTexts,
  shownRules,
} from './words.ts'

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
    line([dimensionNames[dimension][lang], scoreText(score), formatCount(failing, lang), formatShare(share, lang)]),
  )
  const head = (...keys: (keyof typeof heads)[]) => line(keys.map((key) => heads[key][lang]))
  return `**${outcomeOf(view, lang)}:** ${verdict(view)[lang]}

${scoreSentence(view, lang, `**${scoreText(view.score)}**`)}

${head('dimension', 'score', 'failingRows', 'share')}
|---|--:|--:|--:|
${dimensions.join('\n')}

${head('result', 'level', 'rule', 'failing', 'share', 'allowed')}
|---|---|---|--:|--:|--:|
${rules.join('\n')}
`
}
