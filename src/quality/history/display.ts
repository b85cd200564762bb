import type { Lang, MimeBundle, Text } from '../../protocol/index.ts'
import { formatCount, formatScore, formatShare, formatTimestamp, html, staticTables, text, textTable } from '../../util/index.ts'
import { markdownCell } from '../display/markdown.ts'
import { dimensionNames } from '../display/words.ts'
import type { History } from './history.ts'
import type { Trend } from './trend.ts'

const shownRuns = 10
const shownPoints = 20
const sparks = '▁▂▃▄▅▆▇█'

const words = {
  title: text('Checks of', '检查历史：'),
  none: text('No check of this contract has been kept.', '尚无该契约的检查记录。'),
  when: text('When (UTC)', '时间（UTC）'),
  table: text('Table', '表'),
  rows: text('Rows', '行数'),
  score: text('Score', '得分'),
  result: text('Result', '结果'),
  passed: text('passed', '通过'),
  failed: text('FAILED', '不通过'),
  figure: text('Figure', '指标'),
  course: text('Course', '走势'),
  last: text('Last', '最近'),
  change: text('Change', '变化'),
  formula: text(
    'Score = rows that pass every error and warning rule ÷ all rows × 100. For rules: share of failing rows.',
    '得分 = 通过所有错误级和警告级规则的行数 ÷ 总行数 × 100。规则为不合格行占比。',
  ),
  skipped: text('lines were no whole run and are left out', '行记录不完整，已略过'),
} satisfies Record<string, Text>

interface Shown {
  readonly runs: string[][]
  readonly trends: string[][]
}

/** Columns of figures from low to high; a share is drawn from 0. */
function course({ points, unit }: Trend): string {
  const values = points.slice(-shownPoints).map((point) => point.value)
  const low = unit === 'share' ? 0 : Math.min(...values)
  const high = Math.max(...values)
  return values.map((value) => sparks[high === low ? 0 : Math.round(((value - low) / (high - low)) * (sparks.length - 1))]).join('')
}

function changeText({ change, unit }: Trend, lang: Lang): string {
  if (change === null) return '–'
  if (change === 0) return '0'
  const size = unit === 'score' ? Math.abs(change).toFixed(1) : formatShare(Math.abs(change), lang)
  return `${change > 0 ? '+' : '−'}${size}`
}

function shownOf(past: History, lang: Lang): Shown {
  const runs = past.runs
    .slice(-shownRuns)
    .reverse()
    .map((run) => [
      formatTimestamp(new Date(run.at)).slice(0, 16),
      run.table.name,
      formatCount(run.table.rows, lang),
      formatScore(run.score),
      (run.ok ? words.passed : words.failed)[lang],
    ])
  const row = (name: string, trend: Trend) => {
    const last = trend.points.at(-1)?.value
    const figure = last === undefined ? '–' : trend.unit === 'score' ? formatScore(last) : formatShare(last, lang)
    return [name, course(trend), figure, changeText(trend, lang)]
  }
  const trends = [
    row(words.score[lang], past.score()),
    ...past.dimensions.map((name) => row(dimensionNames[name][lang], past.dimension(name))),
    ...past.rules.map((id) => row(id, past.rule(id))),
  ]
  return { runs, trends }
}

const runHeads = ['when', 'table', 'rows', 'score', 'result'] as const
const trendHeads = ['figure', 'course', 'last', 'change'] as const
const skippedText = (past: History, lang: Lang) => (past.skipped === 0 ? [] : [`${past.skipped} ${words.skipped[lang]}`])

/** Kept runs and trends as text. */
export function plainHistory(past: History, lang: Lang = 'en'): string {
  const title = `${words.title[lang]} ${past.contract}`
  if (past.runs.length === 0) return [title, words.none[lang], ...skippedText(past, lang)].join('\n')
  const { runs, trends } = shownOf(past, lang)
  const right = ['rows', 'score', 'last', 'change']
  const head = (key: keyof typeof words) => ({ head: [words[key][lang]], ...(right.includes(key) ? { align: 'right' as const } : {}) })
  const tables = [textTable(runHeads.map(head), runs), textTable(trendHeads.map(head), trends)]
  return [title, ...tables, words.formula[lang], ...skippedText(past, lang)].join('\n\n')
}

/** Kept runs and trends as Markdown. */
export function markdownHistory(past: History, lang: Lang = 'en'): string {
  const title = `**${words.title[lang]} ${markdownCell(past.contract)}**`
  if (past.runs.length === 0) return `${title}\n\n${words.none[lang]}\n`
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`
  const { runs, trends } = shownOf(past, lang)
  const table = (heads: readonly (keyof typeof words)[], rule: string, rows: string[][]) =>
    [line(heads.map((key) => words[key][lang])), rule, ...rows.map(line)].join('\n')
  return `${title}\n\n${table(runHeads, '|---|---|--:|--:|---|', runs)}\n\n${table(trendHeads, '|---|---|--:|--:|', trends)}\n\n${words.formula[lang]}\n`
}

/** Kept runs and trends as HTML that reads well with every attribute stripped. */
export function htmlHistory(past: History, lang: Lang = 'en'): string {
  const title = html`<p><strong>${words.title[lang]} ${past.contract}</strong></p>`
  if (past.runs.length === 0) return String(html`${title}<p>${words.none[lang]}</p>`)
  const { runs, trends } = shownOf(past, lang)
  const table = (heads: readonly (keyof typeof words)[], rows: string[][], right: readonly number[]) =>
    html`<table><thead><tr>${heads.map((key) => html`<th scope="col">${words[key][lang]}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, i) => (right.includes(i) ? html`<td align="right">${cell}</td>` : html`<td>${cell}</td>`))}</tr>\n`)}</tbody></table>`
  return String(html`${title}
${table(runHeads, runs, [2, 3])}
${table(trendHeads, trends, [2, 3])}
<p>${words.formula[lang]}</p>${skippedText(past, lang).map((line) => html`<p>${line}</p>`)}`)
}

/** The history in every form that notebooks show. */
export function historyBundle(past: History): MimeBundle {
  return { 'text/html': staticTables(htmlHistory(past)), 'text/markdown': markdownHistory(past), 'text/plain': plainHistory(past) }
}
