import { fn, print } from '../../engine/index.ts'
import { columnRef, type Relation, selectFrom } from '../../table/index.ts'
import { formatCount, formatDay, text } from '../../util/index.ts'
import { parseDuration } from '../duration.ts'
import { makeRule } from '../rule.ts'
import { boundRow } from '../table-rules.ts'
import { mostlyFor } from './confidence.ts'
import { isTime, type Learned } from './learn.ts'
import type { Candidate } from './propose.ts'

const day = 86_400_000
/** Most columns that are tried in keys of two, and most dates that are held against each other. */
const [mostParts, mostDates] = [6, 6]

/** The rules that the whole table suggests. */
export async function proposeTable(
  relation: Pick<Relation, 'engine' | 'query' | 'columns'>,
  columns: readonly Learned[],
  now: Date,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const rows = columns[0]?.rows ?? 0
  if (rows < 20) return []
  const count = async (conditions: readonly (readonly [string, ReturnType<typeof fn>])[]) => {
    const batch = await relation.engine.query(print(selectFrom(relation.query, conditions)), { signal })
    return batch.columns.map((column) => Number(column[0] ?? 0))
  }
  return [
    ...volume(rows),
    ...(await repeats(relation, rows, count)),
    ...(await keys(columns, rows, count)),
    ...(await orders(columns, count)),
    ...freshness(columns, now),
  ]
}

type Count = (conditions: readonly (readonly [string, ReturnType<typeof fn>])[]) => Promise<number[]>

function volume(rows: number): Candidate[] {
  const min = Math.floor(rows / 4)
  const reason = text(`there are ${formatCount(rows)} rows now; a quarter would still do`, `现有 ${formatCount(rows)} 行，至少应有四分之一`)
  return [{ key: 'volume', family: 'volume', rule: makeRule('rowCount', [], { min }, { severity: 'warning' }), reason, judged: rows }]
}

async function repeats({ columns }: Pick<Relation, 'columns'>, rows: number, count: Count): Promise<Candidate[]> {
  const [distinct] = await count([['n', fn('count_distinct', ...columns.map((name) => columnRef(name)))]])
  const failing = rows - distinct!
  const mostly = mostlyFor(failing, rows)
  if (mostly === null) return []
  const reason =
    failing === 0
      ? text(`no row repeats another`, '没有重复的行')
      : text(
          `${formatCount(failing)} of ${formatCount(rows)} rows repeat another`,
          `${formatCount(rows)} 行中有 ${formatCount(failing)} 行重复`,
        )
  return [{ key: 'repeats', family: 'repeats', rule: makeRule('noRepeats', [], {}, mostly === 1 ? {} : { mostly }), reason, judged: rows }]
}

async function keys(columns: readonly Learned[], rows: number, count: Count): Promise<Candidate[]> {
  const whole = columns.filter((one) => one.count === rows && !isTime(one.type) && one.type !== 'number' && one.type !== 'decimal')
  if (whole.some((one) => one.distinct === rows)) return []
  const parts = whole
    .filter((one) => one.distinct > 10)
    .sort((a, b) => b.distinct - a.distinct)
    .slice(0, mostParts)
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map((b) => [a, b] as const)).filter(([a, b]) => a.distinct * b.distinct >= rows)
  if (pairs.length === 0) return []
  const found = await count(pairs.map(([a, b], i) => [`k${i}`, fn('count_distinct', columnRef(a.name), columnRef(b.name))] as const))
  const first = pairs.findIndex((_, i) => found[i] === rows)
  if (first < 0) return []
  const names = columns.map((one) => one.name).filter((name) => pairs[first]!.some((one) => one.name === name))
  const reason = text(
    `together they tell all ${formatCount(rows)} rows apart; no column does alone`,
    `合起来可区分全部 ${formatCount(rows)} 行，任何单列都不能`,
  )
  return [{ key: `key:${names.join(',')}`, family: 'key', rule: makeRule('unique', names, {}), reason, judged: rows }]
}

/** Dates that follow each other: ordered, then shipped. */
async function orders(columns: readonly Learned[], count: Count): Promise<Candidate[]> {
  const dates = columns.filter((one) => isTime(one.type)).slice(0, mostDates)
  const found: Candidate[] = []
  for (const [i, a] of dates.entries()) {
    for (const b of dates.slice(i + 1)) {
      const [one, two] = [columnRef(a.name), columnRef(b.name)]
      const [both, after, before, same] = await count([
        ['both', fn('count_if', fn('and', fn('is_present', one), fn('is_present', two)))],
        ['after', fn('count_if', fn('gt', one, two))],
        ['before', fn('count_if', fn('lt', one, two))],
        ['same', fn('count_if', fn('eq', one, two))],
      ])
      if (both! < 30 || same === both) continue
      const [early, late, failing] = after! <= before! ? [a.name, b.name, after!] : [b.name, a.name, before!]
      const mostly = mostlyFor(failing, both!)
      if (mostly === null) continue
      const test = { kind: 'sql' as const, strings: [`${quote(early)} <= ${quote(late)}`], values: [] }
      const sentence = `${early} is not after ${late}`
      const rule = boundRow({ kind: 'row', sentence, test, options: mostly === 1 ? {} : { mostly } })
      found.push({
        key: `order:${early}<=${late}`,
        family: 'order',
        rule,
        reason: text(
          `so in ${formatCount(both! - failing)} of ${formatCount(both!)} rows`,
          `${formatCount(both!)} 行中 ${formatCount(both! - failing)} 行如此`,
        ),
        judged: both!,
      })
    }
  }
  return found
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Only data that is fresh now can be asked to stay so. */
function freshness(columns: readonly Learned[], now: Date): Candidate[] {
  return columns.flatMap((one) => {
    const { min, max } = one.figures
    if (!isTime(one.type) || !Number.isFinite(max) || one.count < 20) return []
    const age = Math.max(0, now.getTime() - max!) / day
    const usual = (max! - min!) / day / Math.max(1, one.distinct - 1)
    const within = Math.ceil(Math.max(1, 2 * age, 3 * usual))
    if (age > 31 || max! > now.getTime() + day) return []
    const reason = text(`the newest value is of ${formatDay(max!)}`, `最新的值为 ${formatDay(max!, 'zh-CN')}`)
    return [
      {
        key: `freshness:${one.name}`,
        family: 'freshness',
        rule: makeRule('fresh', [one.name], { within: parseDuration(`${within} days`) }, { severity: 'warning' as const }),
        reason,
        judged: one.count,
      },
    ]
  })
}
