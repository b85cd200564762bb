import { type Batch, EngineError, print } from '../engine/index.ts'
import { messageOf, text } from '../util/index.ts'
import { RuleProblem } from './plan/context.ts'
import { flagsPerMask, type Scan } from './plan/scan.ts'
import type { BoundRule } from './rule.ts'

/** Rows that fail the same rules. */
export interface Pattern {
  /** Whether each flag of the scan is set. */
  readonly fails: readonly boolean[]
  readonly rows: number
}

/** What one scan found. */
export interface Counted {
  readonly scan: Scan
  readonly rows: number
  /** How often each combination of failing rules occurs. */
  readonly patterns: readonly Pattern[]
  /** The measures of the table, in the scan's order. */
  readonly measures: readonly unknown[]
}

export interface RunOptions {
  readonly signal: AbortSignal
  readonly onProgress?: (share: number) => void
}

/**
 * Runs the scan. Rules that the engine refuses are found one by one and left out, so that one bad rule never hides the others.
 *
 * @param scanOf makes a scan of some of the rules
 */
export async function runScan(
  rules: readonly BoundRule[],
  scanOf: (rules: readonly BoundRule[]) => Scan,
  query: (sql: string) => Promise<Batch>,
  signal: AbortSignal,
): Promise<Counted> {
  const scan = scanOf(rules)
  try {
    return readCounts(scan, await query(print(scan.counts())))
  } catch (error) {
    if (signal.aborted || !isRefusal(error)) throw error
    const bad = await refused(rules, scanOf, query, signal)
    // The table itself cannot be read, or the engine is gone: no rule is to blame.
    if (bad.size === 0) throw error
    const rest = scanOf(rules.filter((rule) => !bad.has(rule.id)))
    for (const [id, problem] of bad) rest.problems.set(id, problem)
    return readCounts(rest, await query(print(rest.counts())))
  }
}

/** Whether the engine refused a query; it being gone, or out of memory or disk, is no rule's fault. */
function isRefusal(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'query'
}

async function refused(
  rules: readonly BoundRule[],
  scanOf: (rules: readonly BoundRule[]) => Scan,
  query: (sql: string) => Promise<Batch>,
  signal: AbortSignal,
): Promise<Map<string, RuleProblem>> {
  const bad = new Map<string, RuleProblem>()
  await query(print(scanOf([]).counts()))
  for (const rule of rules) {
    try {
      await query(print(scanOf([rule]).counts()))
    } catch (error) {
      if (signal.aborted || !isRefusal(error)) throw error
      bad.set(rule.id, new RuleProblem(text(messageOf(error), messageOf(error))))
    }
  }
  return bad
}

function readCounts(scan: Scan, batch: Batch): Counted {
  const masks = Math.ceil(scan.flags.length / flagsPerMask)
  const patterns: Pattern[] = []
  const measures: unknown[] = scan.measures.map(() => null)
  let rows = 0
  for (let i = 0; i < batch.rows; i++) {
    const n = Number(batch.columns[masks]![i])
    // Without flags there are no groups: the one row of an empty table counts 0.
    if (n === 0) continue
    rows += n
    patterns.push({
      fails: scan.flags.map((_, bit) => isSet(batch.columns[Math.floor(bit / flagsPerMask)]![i], bit % flagsPerMask)),
      rows: n,
    })
    for (const [k, { measure }] of scan.measures.entries())
      measures[k] = merge(measure.merge, measures[k], batch.columns[masks + 1 + k]![i])
  }
  return { scan, rows, patterns, measures }
}

function isSet(mask: unknown, bit: number): boolean {
  return Math.floor(Number(mask) / 2 ** bit) % 2 === 1
}

function merge(how: 'sum' | 'max', a: unknown, b: unknown): unknown {
  if (a === null || a === undefined) return b
  if (b === null || b === undefined) return a
  if (how === 'sum') return Number(a) + Number(b)
  return (a as number) >= (b as number) ? a : b
}
