import type { PersonalKind } from '../../protocol/index.ts'
import type { ReportSection } from '../model.ts'
import { listed, personalWords, words } from '../words.ts'
import type { Context } from './context.ts'

function personalColumns({ parts }: Context): Map<string, PersonalKind> {
  const found = new Map<string, PersonalKind>()
  const note = (columns: readonly { name: string; personal?: PersonalKind }[]) => {
    for (const { name, personal } of columns) if (personal !== undefined) found.set(name, personal)
  }
  for (const profile of parts.profiles) note(profile.columns)
  for (const check of parts.checks) note(check.sample.columns)
  for (const table of [...parts.tables, ...parts.comparisons, ...parts.drifts]) note(table.columns)
  return found
}

/** Which columns identify people, and what became of them here. */
export function personalSection(context: Context): ReportSection {
  const { pick, say, lang } = context
  const found = [...personalColumns(context)]
  const names = found.map(([name, kind]) => say(`${name} (${personalWords[kind].en})`, `${name}（${pick(personalWords[kind])}）`))
  const text =
    found.length === 0
      ? say(
          'No column was found to hold personal data. Detection looks at column names and values; it can miss what neither shows.',
          '未发现含个人信息的列。识别依据列名和取值，两者都看不出的信息可能漏检。',
        )
      : say(
          `${found.length === 1 ? 'One column holds' : `${found.length} columns hold`} personal data: ${listed(names, lang)}. Their values are masked everywhere in this report. Detection looks at column names and values; it can miss what neither shows.`,
          `${found.length} 列含个人信息：${listed(names, lang)}。其取值在本报告中一律脱敏。识别依据列名和取值，两者都看不出的信息可能漏检。`,
        )
  return { id: 'personal', heading: pick(words.personal), blocks: [{ type: 'paragraph', text }] }
}
