import type { ColumnProfile } from '../../protocol/index.ts'
import type { ReportCell, ReportSection } from '../model.ts'
import { words } from '../words.ts'
import type { Context } from './context.ts'

function valuesCell(column: ColumnProfile, { share }: Context): ReportCell {
  const histogram = column.histogram ?? column.rowsPerValue
  if (histogram !== undefined) {
    const counts = [histogram.below?.count, ...histogram.bins.map((bin) => bin.count), histogram.above?.count]
    return { text: '', columns: counts.filter((count) => count !== undefined) }
  }
  const top = column.top[0]
  if (top === undefined) return ''
  const value = String(top.value ?? '')
  return `${value.length > 28 ? `${value.slice(0, 27)}…` : value} ${share(top.count / Math.max(1, column.count))}`
}

/** Every profiled column in a row: type, values, missing, distinct, and what is worth a look. */
export function columnsSection(context: Context): ReportSection | undefined {
  const profile = context.parts.profiles[0]
  if (profile === undefined) return undefined
  const { pick, say, count } = context
  return {
    id: 'columns',
    heading: pick(words.columns),
    blocks: [
      {
        type: 'paragraph',
        muted: true,
        text: say(
          `${profile.name === '' ? 'The table' : profile.name}: ${count(profile.rows)} rows, ${count(profile.columns.length)} columns, ${profile.exact ? 'every row read' : `a sample of ${count(profile.sampled ?? 0)} rows`}.${profile.duplicates === null ? '' : ` ${count(profile.duplicates)} rows repeat an earlier row exactly.`}`,
          `${profile.name === '' ? '数据表' : profile.name}：${count(profile.rows)} 行，${count(profile.columns.length)} 列，${profile.exact ? '逐行读取' : `抽样 ${count(profile.sampled ?? 0)} 行`}。${profile.duplicates === null ? '' : `${count(profile.duplicates)} 行与前面的行完全重复。`}`,
        ),
      },
      {
        type: 'table',
        columns: [
          { head: pick(words.column), width: 20 },
          { head: pick(words.type), width: 11 },
          { head: pick(words.values), width: 22 },
          { head: pick(words.missingHead), align: 'right', width: 10 },
          { head: pick(words.distinct), align: 'right', width: 10 },
          { head: pick(words.look) },
        ],
        rows: profile.columns.map((column) => {
          const note = column.notes[0]
          return [
            { text: column.name, bold: true },
            { text: column.type, muted: true },
            valuesCell(column, context),
            column.missing === 0 ? '0' : context.share(column.missing / Math.max(1, column.count + column.missing)),
            `${column.distinct.exact ? '' : say('about ', '约 ')}${count(column.distinct.value)}`,
            note === undefined ? { text: pick(words.nothing), muted: true } : { text: pick(note.text), mark: note.severity },
          ]
        }),
      },
    ],
  }
}
