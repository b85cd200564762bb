import type { CheckView, Lang } from '../../protocol/index.ts'
import { formatCount, formatShare, textTable } from '../../util/index.ts'
import { verdict } from '../view.ts'
import { dimensionNames, failingText, outcomeName, scaleEnd, scoreText, severityNames, shareTexts, shownRules } from './words.ts'

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const barWidth = 24

function bar(share: number, end: number): string {
  const cells = (share / end) * barWidth
  const eighth = Math.floor((cells % 1) * 8)
  const drawn = '█'.repeat(Math.floor(cells)) + eighths[eighth]
  return share > 0 && drawn === '' ? '▏' : drawn
}

/** A scorecard as text: verdict, score, dimensions, rules. */
export function plainCheck(view: CheckView, lang: Lang = 'en'): string {
  const { contract, table } = view
  const title = `${contract.name}${contract.version === undefined ? '' : ` ${contract.version}`} on ${table.name || 'table'}: CHECK ${view.ok ? 'PASSED' : 'FAILED'}`
  const score = `Score ${scoreText(view.score)} of 100: ${formatCount(view.passing)} of ${formatCount(table.rows)} rows pass every error and warning rule.`
  const problems = view.rules.filter((rule) => rule.problem !== undefined).map((rule) => `${rule.rule}: ${rule.problem![lang]}`)
  const notes = view.notes.map((note) => note.text[lang])
  return [
    [title, verdict(view)[lang]].join('\n'),
    score,
    dimensionTable(view, lang),
    ruleTable(view, lang),
    ...(problems.length === 0 ? [] : [`Could not be evaluated:\n${problems.join('\n')}`]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
  ].join('\n\n')
}

function dimensionTable(view: CheckView, lang: Lang): string {
  const end = scaleEnd(view.dimensions)
  return textTable(
    [
      { head: ['dimension'] },
      { head: ['score'], align: 'right' },
      { head: ['failing'], align: 'right' },
      { head: ['share'], align: 'right' },
      { head: [`0 to ${end * 100}%`] },
    ],
    view.dimensions.map(({ dimension, score, failing, share }) => [
      dimensionNames[dimension][lang],
      scoreText(score),
      formatCount(failing),
      formatShare(share),
      bar(share, end),
    ]),
  )
}

function ruleTable(view: CheckView, lang: Lang): string {
  return textTable(
    [
      { head: ['result'] },
      { head: ['level'] },
      { head: ['rule'], width: 64 },
      { head: ['failing'], align: 'right' },
      { head: ['share'], align: 'right' },
      { head: ['allowed'], align: 'right' },
    ],
    shownRules(view).map((rule) => [
      outcomeName(rule, lang),
      severityNames[rule.severity][lang],
      rule.text[lang],
      failingText(rule, lang),
      ...shareTexts(rule, lang),
    ]),
  )
}
