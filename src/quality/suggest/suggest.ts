import { fn } from '../../engine/index.ts'
import type { PersonalKind, SuggestedRuleView } from '../../protocol/index.ts'
import {
  type AnyRow,
  columnRef,
  derived,
  fingerprintOf,
  personalColumns,
  type Relation,
  relationOf,
  schemaOf,
  selectFrom,
  Table,
  withTotalOrder,
} from '../../table/index.ts'
import { type Task, task, version } from '../../util/index.ts'
import { checkTable } from '../check.ts'
import { Contract, type ContractColumn } from '../contract.ts'
import { isTolerated } from '../rule.ts'
import { atLeast } from './confidence.ts'
import { isTime, type Learned, learn } from './learn.ts'
import { type Candidate, logicalTypeOf, proposeFor } from './propose.ts'
import { proposeTable } from './propose-table.ts'
import { type SuggestedRule, Suggestion } from './suggestion.ts'

/** How a contract is suggested. */
export interface SuggestOptions {
  /** The moment that freshness is measured from; now when not given. */
  readonly now?: Date
}

/** Tables with fewer rows are not halved: their rules are checked on the rows they were learned from. */
const fewRows = 60

/**
 * Proposes a contract from the data: types, missing values, ranges, sets, patterns, lengths, unique columns, keys, repeats, order of dates,
 * volume and freshness. Each rule is learned from one half of the rows and kept only when it holds on the other; what a few values break
 * is proposed with a tolerance, so that these values are found.
 *
 * @example
 * const suggested = await suggest(await open('datasets/online-retail.csv'))
 * const rules = suggested.contract()
 * const checked = await rules.check(await open('datasets/online-retail.csv'))
 */
export function suggest<R extends object>(table: Table<R>, options: SuggestOptions = {}): Task<Suggestion<R>> {
  const given = table as unknown as Table<AnyRow>
  return task(async ({ signal, report }) => {
    const now = options.now ?? new Date()
    const step = (done: number, message: string) => report({ done, total: 4, unit: 'steps', message })
    const whole = relationOf(given)
    const fields = await schemaOf(given)
    const personal = await personalColumns(given)
    const look = (r: Relation) => candidatesOf(r, fields, personal, now, signal)
    step(0, 'learning from all rows')
    const all = await look(whole)
    step(1, 'learning from half of the rows')
    const rows = all.columns[0]?.rows ?? 0
    const halves = rows < fewRows ? [whole, whole] : [half(whole, 0), half(whole, 1)]
    const first = rows < fewRows ? all : await look(halves[0]!)
    const known = new Set(first.candidates.map((one) => one.key))
    const both = all.candidates.filter((one) => known.has(one.key))
    step(2, 'checking on the other half')
    const columns = contractColumns(all.columns)
    const proven = await provenOf(both, columns, new Table<AnyRow>(halves[1]!), now)
    step(3, 'counting what breaks the rules')
    const contract = new Contract<object>(
      whole.name || 'table',
      columns,
      proven.map(({ candidate }) => candidate.rule),
    )
    const checked = await checkTable(given, contract, { now, history: false })
    const rules = proven.map(({ candidate, confidence }, i): SuggestedRule => {
      const view = checked.rules[i]!
      return { ...viewOf(candidate, confidence, view.rule, view.text, view.failing), definition: candidate.rule }
    })
    const { engine } = whole
    const made = { assay: version, engine: `${engine.name} ${await engine.version()}`, fingerprint: await fingerprintOf(given as never) }
    return new Suggestion<R>({ name: whole.name, rows, rules, columns, made })
  })
}

async function candidatesOf(
  r: Relation,
  fields: Parameters<typeof learn>[1],
  personal: ReadonlyMap<string, PersonalKind>,
  now: Date,
  signal: AbortSignal,
): Promise<{ columns: Learned[]; candidates: Candidate[] }> {
  const columns = await learn(r, fields, personal, signal)
  return { columns, candidates: [...columns.flatMap(proposeFor), ...(await proposeTable(r, columns, now, signal))] }
}

function contractColumns(columns: readonly Learned[]): ContractColumn[] {
  return columns.flatMap((column) => {
    const type = logicalTypeOf(column)
    return type === undefined
      ? []
      : [{ name: column.name, type: type === 'date' && isTime(column.type) ? (column.type as 'date' | 'timestamp') : type }]
  })
}

/** Every other row, by row number. */
function half(given: Relation, which: 0 | 1): Relation {
  const r = withTotalOrder(given)
  const number = r.rowNumber ?? r.order.at(-1)!.column
  const query = selectFrom(
    r.query,
    [...r.columns, ...r.hidden].map((name) => [name, columnRef(name)]),
  )
  query._where = [fn('eq', fn('modulo', columnRef(number), 2), which)]
  return derived(r, { query, groups: [] })
}

/** The candidates that hold on a half of the rows, with their confidence. */
async function provenOf(
  candidates: readonly Candidate[],
  columns: readonly ContractColumn[],
  other: Table<AnyRow>,
  now: Date,
): Promise<{ candidate: Candidate; confidence: number }[]> {
  const names = new Set(columns.map((column) => column.name))
  const usable = candidates.filter(({ rule }) => rule.columns.every((name) => names.has(name)))
  if (usable.length === 0) return []
  const trial = new Contract<object>(
    'trial',
    columns,
    usable.map(({ rule }) => rule),
  )
  const { rules } = (await checkTable(other, trial, { now, history: false })).view
  return usable.flatMap((candidate, i) => {
    const { failing, total, outcome, scope } = rules[i]!
    if (outcome === 'unknown') return []
    if (scope === 'table') return outcome === 'pass' ? [{ candidate, confidence: atLeast(1, candidate.judged / 2) }] : []
    if (!isTolerated(candidate.rule.tolerance, failing, total)) return []
    return [{ candidate, confidence: atLeast(total === 0 ? 0 : 1 - failing / total, Math.min(total, candidate.judged)) }]
  })
}

function viewOf(
  { family, rule, reason }: Candidate,
  confidence: number,
  id: string,
  sentence: SuggestedRuleView['text'],
  failing: number,
): SuggestedRuleView {
  return {
    rule: id,
    family,
    columns: rule.columns,
    text: sentence,
    reason,
    confidence: Math.round(confidence * 1e4) / 1e4,
    severity: rule.severity,
    failing,
  }
}
