import { formatTimestamp, text } from '../../util/index.ts'
import { agoText, type Duration, durationMs, durationText } from '../duration.ts'
import { max } from '../plan/sql.ts'
import { columnName } from '../words.ts'
import type { TableKind } from './kind.ts'

declare module '../rule.ts' {
  interface RuleArgs {
    /** The newest value of a date column is not older than a length of time, now or at a given moment. */
    fresh: { readonly within: Duration; readonly asOf?: Date }
  }
}

/** The newest value is recent enough. A table without any value fails. */
export const freshKind: TableKind<'fresh'> = {
  kind: 'fresh',
  scope: 'table',
  dimension: 'timeliness',
  types: ['date', 'timestamp'],
  text({ columns: [column], args }) {
    const [name, within] = [columnName(column!), durationText(args.within)]
    if (args.asOf === undefined)
      return text(`The newest ${name} is at most ${within.en} old`, `最新的 ${name} 距今不超过 ${within['zh-CN']}`)
    const moment = formatTimestamp(args.asOf, true)
    return text(`The newest ${name} is at most ${within.en} old on ${moment}`, `最新的 ${name} 距 ${moment} 不超过 ${within['zh-CN']}`)
  },
  measure: ({ columns: [column], args }, context) => ({
    value: max(context.value(column!)),
    merge: 'max',
    judge(value) {
      if (value === null || value === undefined) return { holds: false, observed: text('no value', '无值') }
      const age = (args.asOf ?? context.now).getTime() - new Date(value as Date).getTime()
      const old = agoText(Math.abs(age))
      const observed = age < 0 ? text(`${old.en} ahead`, `超前 ${old['zh-CN']}`) : text(`${old.en} old`, `距今 ${old['zh-CN']}`)
      return { holds: age <= durationMs(args.within), observed }
    },
  }),
}
