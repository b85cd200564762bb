import type { CheckView, Dimension, Outcome, Severity } from '../../protocol/index.ts'

/** What one rule found, as it is kept: counts, and nothing of the data. */
export interface KeptRule {
  readonly rule: string
  readonly dimension: Dimension
  readonly severity: Severity
  readonly outcome: Outcome
  readonly failing: number
  readonly total: number
  /** failing / total. */
  readonly share: number
  readonly allowed: number
}

/** A dimension as it is kept. */
export interface KeptDimension {
  readonly dimension: Dimension
  /** 0 to 100. */
  readonly score: number
  readonly failing: number
}

/** One check as it is kept below `.assay/history`: figures only, no value of the data. */
export interface KeptRun {
  readonly version: 1
  /** When the check ended, ISO, UTC. */
  readonly at: string
  readonly contract: { readonly name: string; readonly version?: string }
  readonly table: { readonly name: string; readonly rows: number }
  readonly ok: boolean
  /** Rows that pass every error and warning rule ÷ all rows × 100. */
  readonly score: number
  readonly passing: number
  readonly dimensions: readonly KeptDimension[]
  readonly rules: readonly KeptRule[]
  /** Fingerprint of the data, and what measured it. */
  readonly made: { readonly assay: string; readonly engine?: string; readonly fingerprint?: string }
}

/** What is kept of a check. Observed values and problems are left out: both can quote the data. */
export function keptRun(view: CheckView, at: Date): KeptRun {
  const { name, version } = view.contract
  const { assay, engine, fingerprint } = view.made
  return {
    version: 1,
    at: at.toISOString(),
    contract: { name, ...(version === undefined ? {} : { version }) },
    table: { name: view.table.name, rows: view.table.rows },
    ok: view.ok,
    score: view.score,
    passing: view.passing,
    dimensions: view.dimensions.map(({ dimension, score, failing }) => ({ dimension, score, failing })),
    rules: view.rules.map(({ rule, dimension, severity, outcome, failing, total, share, allowed }) => ({
      rule,
      dimension,
      severity,
      outcome,
      failing,
      total,
      share,
      allowed,
    })),
    made: { assay, ...(engine === undefined ? {} : { engine }), ...(fingerprint === undefined ? {} : { fingerprint }) },
  }
}

/** A run out of a line of a file; undefined when the line is not one, as when a crash cut it off. */
export function readRun(line: string): KeptRun | undefined {
  try {
    const run = JSON.parse(line) as Partial<KeptRun> | null
    const whole =
      run?.version === 1 &&
      typeof run.at === 'string' &&
      !Number.isNaN(Date.parse(run.at)) &&
      typeof run.contract?.name === 'string' &&
      typeof run.table?.name === 'string' &&
      typeof run.score === 'number' &&
      Array.isArray(run.rules) &&
      Array.isArray(run.dimensions)
    return whole ? (run as KeptRun) : undefined
  } catch {
    return undefined
  }
}
