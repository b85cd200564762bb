import type { Lang, Text } from '../protocol/index.ts'
import { formatDay } from '../util/index.ts'
import type { ReportModel, ReportSection } from './model.ts'
import type { ReportParts } from './parts.ts'
import { changedSection, cleaningSection } from './sections/cleaning.ts'
import { columnsSection } from './sections/columns.ts'
import { comparedSection } from './sections/compared.ts'
import { contextFor } from './sections/context.ts'
import { lineageSection, methodSection } from './sections/method.ts'
import { modelSection } from './sections/models.ts'
import { personalSection } from './sections/personal.ts'
import { problemsSection } from './sections/problems.ts'
import { scorecardSection } from './sections/scorecard.ts'
import { summarySection } from './sections/summary.ts'
import { words } from './words.ts'

/** What the head of a report says besides its title. */
export interface ReportHead {
  readonly title: Text
  readonly owner?: Text
  readonly audience?: Text
  readonly decision: readonly Text[]
}

function metaLine(head: ReportHead, parts: ReportParts, lang: Lang): string {
  const { pick, say, count } = contextFor(lang, parts)
  const table = parts.checks[0]?.table ?? parts.profiles[0]
  const period = parts.profiles[0]?.period
  const contract = parts.checks[0]?.contract
  return [
    table === undefined ? '' : say(`${table.name}, ${count(table.rows)} rows`, `${table.name}，${count(table.rows)} 行`),
    period === undefined
      ? ''
      : say(`${formatDay(period.from)} to ${formatDay(period.to)}`, `${formatDay(period.from, lang)}至 ${formatDay(period.to, lang)}`),
    contract === undefined
      ? ''
      : say(
          `contract ${contract.name}${contract.version === undefined ? '' : `, version ${contract.version}`}`,
          `数据契约 ${contract.name}${contract.version === undefined ? '' : `，版本 ${contract.version}`}`,
        ),
    head.owner === undefined ? '' : say(`owner: ${head.owner.en}`, `负责：${pick(head.owner)}`),
    head.audience === undefined ? '' : say(`for: ${head.audience.en}`, `读者：${pick(head.audience)}`),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** Writes the report in one language. Sections without anything to say are left out. */
export function buildReport(head: ReportHead, parts: ReportParts, lang: Lang, time: string): ReportModel {
  const context = contextFor(lang, parts)
  const sections: (ReportSection | undefined)[] = [
    summarySection(context, head.decision),
    scorecardSection(context),
    problemsSection(context),
    cleaningSection(context),
    changedSection(context),
    comparedSection(context),
    personalSection(context),
    modelSection(context),
    lineageSection(context),
    columnsSection(context),
    methodSection(context, time),
  ]
  return {
    kind: 'report',
    version: 1,
    lang,
    eyebrow: words.report[lang],
    title: head.title[lang],
    meta: metaLine(head, parts, lang),
    sections: sections.filter((section) => section !== undefined),
    time,
    footer: context.say(
      'Made with Assay. Samples are masked; the same numbers stand in every format and language.',
      '由 Assay 生成。样例均已脱敏；各格式、各语言版本的数字一致。',
    ),
  }
}
