import type { CheckView, Lang } from '../../protocol/index.ts'
import { formatCount, formatShare, textTable } from '../../util/index.ts'
import { verdict } from '../view.ts'
import {
  dimensionNames,
  failingText,
  heads,
  outcomeName,
  outcomeOf,
  scaleEnd,
  scaleText,
  scoreSentence,
  scoreText,
  severityNames,
  shareTexts,
  shownRules,
} from './words.ts'

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
  const status = lang === 'en' ? `CHECK ${view.ok ? 'PASSED' : 'FAILED'}` : outcomeOf(view, lang)
  const on = lang === 'en' ? ' on ' : '，'
  const title = `${contract.name}${contract.version === undefined ? '' : ` ${contract.version}`}${on}${table.name || 'table'}${lang === 'en' ? ': ' : '：'}${status}`
  const score = scoreSentence(view, lang, scoreText(view.score)).replace(/ ?= /, lang === 'en' ? ': ' : '：')
  const problems = view.rules.filter((rule) => rule.problem !== undefined).map((rule) => `${rule.rule}: ${rule.problem![lang]}`)
  const notes = view.notes.map((note) => note.text[lang])
  return [
    [title, verdict(view)[lang]].join('\n'),
    score,
    dimensionTable(view, lang),
    ruleTable(view, lang),
    ...(problems.length === 0 ? [] : [`${heads.notEvaluated[lang]}:\n${problems.join('\n')}`]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
  ].join('\n\n')
}

function dimensionTable(view: CheckView, lang: Lang): string {
  const head = (key: keyof typeof heads) => heads[key][lang].toLowerCase()
  const end = scaleEnd(view.dimensions)
  return textTable(
    [
      { head: [head('dimension')] },
      { head: [head('score')], align: 'right' },
      { head: [head('failing')], align: 'right' },
      { head: [head('share')], align: 'right' },
      { head: [scaleText(end, lang)] },
    ],
    view.dimensions.map(({ dimension, score, failing, share }) => [
      dimensionNames[dimension][lang],
      scoreText(score),
      formatCount(failing, lang),
      formatShare(share, lang),
      bar(share, end),
    ]),
  )
}

function ruleTable(view: CheckView, lang: Lang): string {
  const head = (key: keyof typeof heads) => heads[key][lang].toLowerCase()
  return textTable(
    [
      { head: [head('result')] },
      { head: [head('level')] },
      { head: [head('rule')], width: 64 },
      { head: [head('failing')], align: 'right' },
      { head: [head('share')], align: 'right' },
      { head: [head('allowed')], align: 'right' },
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
